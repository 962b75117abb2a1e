import { createHmac, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { refusePbkdf2Cost, refuseScryptCost } from './key-cost.ts';

const keyBytes = 32;
const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** @throws AppError `validation` where the cost is beyond what is done for a file */
export async function scryptKey(
  password: string,
  salt: Uint8Array,
  cost: { readonly n: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  refuseScryptCost(cost);
  const maxmem = 128 * cost.r * (cost.n + cost.p + 2) + 1024 ** 2;
  return scryptAsync(password, salt, keyBytes, { N: cost.n, r: cost.r, p: cost.p, maxmem });
}

/** With SHA-256. @throws AppError `validation` where the cost is beyond what is done for a file */
export async function pbkdf2Key(password: string, salt: Uint8Array, rounds: number): Promise<Buffer> {
  refusePbkdf2Cost(rounds);
  return pbkdf2Async(password, salt, rounds, keyBytes, 'sha256');
}

/** RFC 5869, expand only, one block: what Bitwarden makes its two keys with. */
export function hkdfExpand(key: Uint8Array, info: string): Buffer {
  return createHmac('sha256', key).update(info).update(Uint8Array.of(1)).digest();
}

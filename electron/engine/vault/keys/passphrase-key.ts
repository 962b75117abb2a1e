import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { keyBytes } from './seal.ts';

/** Below the floor a stored setting was tampered with, above the ceiling it would only exhaust the machine. */
export const argonParameters = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.int().min(65_536).max(1_048_576),
  passes: z.int().min(3).max(20),
  lanes: z.int().min(4).max(16),
  /** 16 bytes in hexadecimal. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type ArgonParameters = z.infer<typeof argonParameters>;

/** OWASP's and RFC 9106's second choice: 64 MiB, three passes, four lanes. */
export function freshParameters(): ArgonParameters {
  return {
    algorithm: 'argon2id',
    memoryKiB: 65_536,
    passes: 3,
    lanes: 4,
    salt: randomBytes(16).toString('hex'),
  };
}

/** Argon2id (RFC 9106) of a passphrase as typed, but for how its letters are composed: keyboards differ in that. */
export async function passphraseKey(passphrase: string, parameters: ArgonParameters): Promise<Buffer> {
  const { memoryKiB, passes, lanes, salt } = argonParameters.parse(parameters);
  const key = await argon2id({
    password: passphrase.normalize('NFC'),
    salt: Buffer.from(salt, 'hex'),
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: keyBytes,
    outputType: 'binary',
  });
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}

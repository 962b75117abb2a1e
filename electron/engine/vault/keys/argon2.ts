import { argon2id } from 'hash-wasm';
import { keyBytes } from './seal.ts';

export interface Argon2Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** Argon2id (RFC 9106), 32 bytes. It takes its thread for as long as it runs: half a second at the least that is asked. */
export async function argon2Key(
  password: string | Uint8Array,
  salt: Uint8Array,
  cost: Argon2Cost,
): Promise<Buffer> {
  const key = await argon2id({
    password,
    salt,
    iterations: cost.passes,
    memorySize: cost.memoryKib,
    parallelism: cost.lanes,
    hashLength: keyBytes,
    outputType: 'binary',
  });
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}

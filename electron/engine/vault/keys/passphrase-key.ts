import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { argon2KeyAside } from './argon2-aside.ts';

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
  const password = Buffer.from(passphrase.normalize('NFC'));
  try {
    const cost = { memoryKib: memoryKiB, passes, lanes };
    return await argon2KeyAside({ password, salt: Buffer.from(salt, 'hex'), cost });
  } finally {
    password.fill(0);
  }
}

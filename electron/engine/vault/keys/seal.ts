import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keepKey } from './kept-key.ts';

/**
 * Where a sealed value lies. All of it is authenticated with the value: one that is moved to another row, field,
 * organization or version, or put back from an earlier one, does not open.
 */
export interface SealedPlace {
  readonly table: string;
  readonly row: number | string;
  readonly field: string;
  /** Goes up with each change of the row. */
  readonly version: number;
  readonly organizationId: number | null;
}

/** Seals with AES-256-GCM: one byte for the form, 12 random bytes of nonce, the text, 16 bytes of tag. */
export interface Sealer {
  seal(place: SealedPlace, plain: Uint8Array): Buffer;
  /** Undefined where the value was changed, moved, or sealed with another key. */
  open(place: SealedPlace, sealed: Uint8Array): Buffer | undefined;
  /** Lets go of the key: whoever seals or opens afterwards is told that the vault is locked. */
  wipe(): void;
}

const form = 1;
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** @param key 32 bytes that stay the caller's, which may wipe them at once */
export function createSealer(key: Uint8Array): Sealer {
  const kept = keepKey(key);
  return {
    wipe: () => kept.wipe(),
    seal(place, plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', kept.key(), nonce, { authTagLength: tagBytes });
      cipher.setAAD(associated(place));
      return Buffer.concat([
        Buffer.of(form),
        nonce,
        cipher.update(plain),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(place, sealed) {
      if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== form) return undefined;
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', kept.key(), nonce, { authTagLength: tagBytes });
      decipher.setAAD(associated(place));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const plain = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes));
      try {
        decipher.final();
        return plain;
      } catch {
        plain.fill(0);
        return undefined;
      }
    },
  };
}

/** JSON of a list: no two places share a spelling. */
function associated({ table, row, field, version, organizationId }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify(['techbench vault', form, table, row, field, version, organizationId]));
}

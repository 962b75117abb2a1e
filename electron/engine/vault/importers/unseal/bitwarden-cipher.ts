import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hkdfExpand } from './derive-key.ts';

/** The two keys of a password-protected export. */
export interface BitwardenKeys {
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
}

const shape = /^2\.([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)$/;

export function bitwardenKeys(key: Uint8Array): BitwardenKeys {
  return { encryption: hkdfExpand(key, 'enc'), mac: hkdfExpand(key, 'mac') };
}

/** Bitwarden's “type 2” string, AES-256-CBC under an HMAC; null where keys or text are not the right ones. */
export function openBitwardenText(keys: BitwardenKeys, sealed: string): Buffer | null {
  const [iv, ciphertext, mac] = (shape.exec(sealed)?.slice(1) ?? []).map((part) =>
    Buffer.from(part, 'base64'),
  );
  if (!iv || !ciphertext || !mac || iv.length !== 16) return null;
  const expected = createHmac('sha256', keys.mac).update(iv).update(ciphertext).digest();
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
  try {
    const decipher = createDecipheriv('aes-256-cbc', keys.encryption, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return null;
  }
}

export function sealBitwardenText(keys: BitwardenKeys, text: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', keys.encryption, iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', keys.mac).update(iv).update(ciphertext).digest();
  return `2.${[iv, ciphertext, mac].map((part) => part.toString('base64')).join('|')}`;
}

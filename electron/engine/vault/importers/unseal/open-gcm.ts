import { createDecipheriv } from 'node:crypto';

const tagBytes = 16;

/** AES-256-GCM without associated data; null where key or bytes are not the right ones. */
export function openGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
): Buffer | null {
  if (nonce.length === 0 || tag.length !== tagBytes) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return null;
  }
}

/** The same with the tag behind the ciphertext. */
export function openGcmWithTag(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < tagBytes) return null;
  const end = sealed.length - tagBytes;
  return openGcm(key, nonce, sealed.subarray(0, end), sealed.subarray(end));
}

import { timingSafeEqual } from 'node:crypto';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, hchacha } from '@noble/ciphers/chacha.js';

const headerBytes = 24;
const macBytes = 16;
const blockBytes = 64;
/** What a sole message may be marked with: an ordinary one, or the last of its stream. */
const acceptedTags = new Set([0, 3]);
const sigma = new TextEncoder().encode('expand 32-byte k');

/**
 * One message of libsodium's secretstream (XChaCha20-Poly1305), the first of its stream: a sealed tag byte, the
 * ciphertext, the MAC. Null where key or bytes are not the right ones.
 * @see https://doc.libsodium.org/secret-key_cryptography/secretstream
 */
export function openSecretstream(key: Uint8Array, header: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (header.length !== headerBytes || sealed.length < 1 + macBytes) return null;
  const streamKey = subkey(key, header.subarray(0, 16));
  // The message count, little-endian from 1, before the rest of the header.
  const nonce = Uint8Array.of(1, 0, 0, 0, ...header.subarray(16));
  const ciphertext = sealed.subarray(1, sealed.length - macBytes);

  // The tag travels as the first byte of a block of zeros; the MAC is over that block as it is sealed.
  const block = new Uint8Array(blockBytes);
  block[0] = sealed[0]!;
  const openBlock = chacha20(streamKey, nonce, block, undefined, 1);
  const tag = openBlock[0]!;
  openBlock[0] = sealed[0]!;

  const mac = poly1305.create(chacha20(streamKey, nonce, new Uint8Array(32), undefined, 0));
  // The padding is as libsodium counts it, not to a whole block.
  mac
    .update(openBlock)
    .update(ciphertext)
    .update(new Uint8Array(ciphertext.length & 15));
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(8, BigInt(blockBytes + ciphertext.length), true);
  mac.update(new Uint8Array(lengths.buffer));
  if (!timingSafeEqual(mac.digest(), sealed.subarray(sealed.length - macBytes))) return null;
  return acceptedTags.has(tag) ? chacha20(streamKey, nonce, ciphertext, undefined, 2) : null;
}

/** HChaCha20, over copies: words are read where they lie, and bytes of a file may lie anywhere. */
function subkey(key: Uint8Array, input: Uint8Array): Uint8Array {
  const out = new Uint32Array(8);
  hchacha(words(sigma), words(key), words(input), out);
  return new Uint8Array(out.buffer);
}

function words(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

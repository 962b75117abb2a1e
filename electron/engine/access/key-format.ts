import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * `tb_live_` + 32 random base62 characters (190 bits) + 6 characters of CRC-32 over all before them.
 * The prefix makes a leaked key recognisable to scanners; the checksum refuses a mistyped one without a
 * lookup. It is no proof of anything: that is what the SHA-256 of the whole key is for.
 */
export const keyPrefix = 'tb_live_';
const randomLength = 32;
const checksumLength = 6;
const shownLength = keyPrefix.length + 4;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const shape = /^tb_live_[0-9A-Za-z]{38}$/;

export function mintKey(random: (bytes: number) => Uint8Array = randomBytes): string {
  let text = keyPrefix;
  while (text.length < keyPrefix.length + randomLength) {
    for (const byte of random(randomLength)) {
      // 248 is the largest multiple of 62 in a byte: what lies above would favour the first letters.
      if (byte < 248 && text.length < keyPrefix.length + randomLength) text += alphabet[byte % 62];
    }
  }
  return text + checksum(text);
}

/** True for text that `mintKey` could have made. */
export function isWellFormedKey(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -checksumLength)) === text.slice(-checksumLength);
}

/** What is stored instead of the key: 32 bytes of SHA-256. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The two pieces of a key that may be shown after its first and only reveal. */
export function shownParts(key: string): { prefix: string; lastFour: string } {
  return { prefix: key.slice(0, shownLength), lastFour: key.slice(-4) };
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let at = 0; at < checksumLength; at += 1) {
    digits = alphabet[rest % 62]! + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

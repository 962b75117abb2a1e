const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** By letter in either case; upper-casing the text would let `ſ` through as an `S`. */
const valueOf = new Map(
  Array.from(alphabet).flatMap((letter, value) => [
    [letter, value],
    [letter.toLowerCase(), value],
  ]),
);

/** RFC 4648 without padding, as every authenticator shows it. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  if (bits > 0) text += alphabet[(buffer << (5 - bits)) & 31];
  return text;
}

/**
 * The bytes of a secret as people and programs write it: either case, in groups parted by blanks or dashes,
 * with padding or without. Null where another character stands in it, or nothing does.
 */
export function decodeBase32(text: string): Uint8Array | null {
  const letters = text.replaceAll(/[\s-]/g, '').replaceAll('=', '');
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  if (bytes.length === 0) return null;
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const letter of letters) {
    const value = valueOf.get(letter);
    if (value === undefined) return null;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = buffer >>> bits;
    length += 1;
    buffer &= (1 << bits) - 1;
  }
  return bytes;
}

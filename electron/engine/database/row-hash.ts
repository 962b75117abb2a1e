import { createHash } from 'node:crypto';

/**
 * SHA-256 over the values of one row, in the order given. Types and lengths are part of what is hashed, so
 * that no two different rows share a spelling. SQLite's own checks see structure, not content.
 */
export function rowHash(values: readonly (string | number | null)[]): Buffer {
  const hash = createHash('sha256');
  let text = '';
  for (const value of values) {
    if (value === null) text += 'n;';
    else if (typeof value === 'number') text += `i${value};`;
    else text += `s${value.length}:${value};`;
  }
  return hash.update(text).digest();
}

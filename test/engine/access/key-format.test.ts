import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { hashKey, isWellFormedKey, mintKey, shownParts } from '../../../electron/engine/access/key-format.ts';

describe('key format', () => {
  it('mints keys of one shape that pass their own checksum', () => {
    for (let trial = 0; trial < 200; trial += 1) {
      const key = mintKey();
      assert.match(key, /^tb_live_[0-9A-Za-z]{38}$/);
      assert.ok(isWellFormedKey(key));
    }
  });

  it('refuses a key in which any one character is mistyped', () => {
    const key = mintKey();
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom('0', 'a', 'Z', '_', '-'), (at, letter) => {
        fc.pre(key[at] !== letter);
        assert.equal(isWellFormedKey(key.slice(0, at) + letter + key.slice(at + 1)), false);
      }),
    );
  });

  it('refuses two neighbours that changed places', () => {
    const key = mintKey();
    for (let at = 8; at + 1 < key.length; at += 1) {
      if (key[at] === key[at + 1]) continue;
      const swapped = key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2);
      assert.equal(isWellFormedKey(swapped), false, `swapped at ${at}`);
    }
  });

  it('refuses every text that no key could be', () => {
    for (const text of [
      '',
      'tb_live_',
      `${mintKey()} `,
      ` ${mintKey()}`,
      mintKey().toUpperCase(),
      `${mintKey()}\n`,
    ]) {
      assert.equal(isWellFormedKey(text), false, JSON.stringify(text));
    }
  });

  it('throws away bytes that would make some letters likelier than others', () => {
    const bytes = [255, 248, 247, 0, 61, 62];
    let at = 0;
    const key = mintKey((length) => Uint8Array.from({ length }, () => bytes[at++ % bytes.length]!));
    assert.equal(key.slice(8, 12), 'z0z0'); // 247 % 62 = 61, 0, 61, 62 % 62 = 0; 255 and 248 are gone
  });

  it('shows eight letters of the prefix, four of the start and four of the end, and hashes to 32 bytes', () => {
    const key = mintKey();
    assert.deepEqual(shownParts(key), { prefix: key.slice(0, 12), lastFour: key.slice(-4) });
    assert.equal(hashKey(key).length, 32);
    assert.notDeepEqual(hashKey(key), hashKey(mintKey()));
  });
});

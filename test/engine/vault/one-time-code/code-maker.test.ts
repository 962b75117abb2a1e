import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
// The build that asks OpenSSL: one that hashes in JavaScript, as we do, would be half a comparison.
import { HOTP, Secret, TOTP } from 'otpauth';
import { decodeBase32 } from '../../../../electron/engine/vault/one-time-code/base32.ts';
import { codeAt, createCodeMaker } from '../../../../electron/engine/vault/one-time-code/code-maker.ts';
import type { OneTimeCode, TimeCode } from '../../../../electron/engine/vault/vault-draft.ts';

const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'ascii'));
const named = { issuer: 'Demo Corp', account: 'pat@example.test' };
const digitsOfRfc = '12345678901234567890';
const demoKey = ascii('techbench-demo-key01');

const totp = (more: Partial<TimeCode>): TimeCode => ({
  type: 'totp',
  ...named,
  secret: demoKey,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  ...more,
});

describe('one-time codes', () => {
  it('by count are those of RFC 4226, appendix D', () => {
    const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
    for (const [counter, code] of codes.entries()) {
      const shown = codeAt(
        { type: 'hotp', ...named, secret: ascii(digitsOfRfc), algorithm: 'SHA1', digits: 6, counter },
        0,
      );
      assert.equal(shown.code, code);
      assert.equal(shown.next, codes[counter + 1] ?? '403154');
      assert.deepEqual([shown.startsAt, shown.endsAt], [null, null], 'no clock ends them');
    }
  });

  it('by time are all eighteen of RFC 6238, appendix B', () => {
    const keys = {
      SHA1: ascii(digitsOfRfc),
      SHA256: ascii(`${digitsOfRfc}123456789012`),
      SHA512: ascii(`${digitsOfRfc.repeat(3)}1234`),
    };
    const vectors: readonly (readonly [number, string, string, string])[] = [
      [59, '94287082', '46119246', '90693936'],
      [1111111109, '07081804', '68084774', '25091201'],
      [1111111111, '14050471', '67062674', '99943326'],
      [1234567890, '89005924', '91819424', '93441116'],
      [2000000000, '69279037', '90698825', '38618901'],
      [20000000000, '65353130', '77737706', '47863826'],
    ];
    let tried = 0;
    for (const [at, ...codes] of vectors) {
      for (const [index, algorithm] of (['SHA1', 'SHA256', 'SHA512'] as const).entries()) {
        const code = totp({ secret: keys[algorithm], algorithm, digits: 8 });
        assert.equal(codeAt(code, at * 1000).code, codes[index]);
        tried += 1;
      }
    }
    assert.equal(tried, 18);
  });

  it('of odd lengths and periods are those that were worked out elsewhere', () => {
    const rows = [
      [59, '386232', '13383988', '2878696', '4CCN8'],
      [1700000000, '685835', '50316327', '8648965', 'QM29V'],
    ] as const;
    for (const [at, sha1, sha256, sha512, steam] of rows) {
      const shown = [
        totp({}),
        totp({ algorithm: 'SHA256', digits: 8 }),
        totp({ algorithm: 'SHA512', digits: 7, period: 60 }),
        totp({ type: 'steam', digits: 5 }),
      ].map((code) => codeAt(code, at * 1000).code);
      assert.deepEqual(shown, [sha1, sha256, sha512, steam]);
    }
  });

  it("of Steam are KeePassXC's", () => {
    const secret = decodeBase32('63BEDWCQZKTQWPESARIERL5DTTQFCJTK')!;
    const code = totp({ type: 'steam', secret, digits: 5 });
    assert.equal(codeAt(code, 1511200518_000).code, 'FR8RV');
    assert.equal(codeAt(code, 1511200714_000).code, '9P3VP');
  });

  it('change exactly at the end of their step, into what was shown as next', () => {
    for (const period of [1, 30, 60, 86_400]) {
      const maker = createCodeMaker(totp({ period }));
      const before = maker.at(1_700_000_000_000);
      assert.equal(before.endsAt! - before.startsAt!, period * 1000);
      assert.ok(before.startsAt! <= 1_700_000_000_000 && before.endsAt! > 1_700_000_000_000);
      assert.equal(maker.at(before.endsAt! - 1).code, before.code);
      const after = maker.at(before.endsAt!);
      assert.deepEqual([after.code, after.startsAt], [before.next, before.endsAt]);
      assert.deepEqual(maker.at(before.startsAt!), before, 'a clock set back');
      assert.deepEqual(
        maker.at(after.endsAt! + 5 * period * 1000),
        codeAt(totp({ period }), after.endsAt! + 5 * period * 1000),
        'a clock set forward',
      );
    }
    assert.equal(codeAt(totp({}), -1).code, codeAt(totp({}), 0).code, 'a clock before 1970 ends nothing');
  });

  it('are a million times those of an implementation that is not ours', () => {
    const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
    const perKey = 500;
    const seed = randomBytes(4).readUInt32LE();
    let state = seed;
    // xorshift: what it drew can be drawn again from the seed that a failure names.
    const draw = (below: number): number => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % below;
    };
    let tried = 0;
    for (let key = 0; key < 1_000_000 / perKey; key += 1) {
      const secret = Uint8Array.from({ length: 1 + draw(70) }, () => draw(256));
      const algorithm = algorithms[draw(3)]!;
      const digits = 1 + draw(10);
      const period = 1 + draw(key % 2 ? 86_400 : 60);
      const theirs = new TOTP({ secret: new Secret({ buffer: secret.buffer }), algorithm, digits, period });
      const maker = createCodeMaker(totp({ secret, algorithm, digits, period }));
      for (let index = 0; index < perKey; index += 1) {
        const at = draw(2 ** 31) * 3000 + draw(3000);
        const ours = maker.at(at).code;
        if (ours !== theirs.generate({ timestamp: at })) {
          assert.fail(`seed ${seed}, key ${key}, time ${at}: ${ours}`);
        }
        tried += 1;
      }
    }
    assert.equal(tried, 1_000_000);
  });

  it('are told from wrong ones by that comparison (control)', () => {
    const theirs = new HOTP({ secret: new Secret({ buffer: demoKey.buffer }), digits: 6 });
    const code: OneTimeCode = {
      type: 'hotp',
      ...named,
      secret: demoKey,
      algorithm: 'SHA1',
      digits: 6,
      counter: 1,
    };
    assert.equal(codeAt(code, 0).code, theirs.generate({ counter: 1 }));
    assert.notEqual(codeAt({ ...code, algorithm: 'SHA256' }, 0).code, theirs.generate({ counter: 1 }));
    assert.notEqual(codeAt({ ...code, counter: 2 }, 0).code, theirs.generate({ counter: 1 }));
  });

  it('are made no more by a maker that has forgotten its secret', () => {
    const maker = createCodeMaker(totp({}));
    maker.at(0);
    maker.forget();
    assert.throws(() => maker.at(0));
  });
});

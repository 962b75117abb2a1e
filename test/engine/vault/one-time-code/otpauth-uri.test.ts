import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { URI, type TOTP } from 'otpauth';
import { decodeBase32, encodeBase32 } from '../../../../electron/engine/vault/one-time-code/base32.ts';
import { readCodeText } from '../../../../electron/engine/vault/one-time-code/code-text.ts';
import {
  readOtpauthUri,
  writeOtpauthUri,
} from '../../../../electron/engine/vault/one-time-code/otpauth-uri.ts';
import { oneTimeCodes } from '../../../support/vault-drafts.ts';

const base32 = 'ORSWG2DCMVXGG2BNMRSW23ZNNNSXSMBR';
const secret = new Uint8Array(Buffer.from('techbench-demo-key01'));
const plain = {
  type: 'totp',
  issuer: 'Demo Corp',
  account: 'pat@example.test',
  secret,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};

const codeOf = (uri: string) => {
  const reading = readOtpauthUri(uri);
  if ('refused' in reading) assert.fail(reading.refused);
  return reading.code;
};
const refusalOf = (uri: string) => {
  const reading = readOtpauthUri(uri);
  if ('code' in reading) assert.fail(`was taken: ${uri}`);
  return reading.refused;
};

describe('Base32', () => {
  it('gives back what it was given, at every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        const text = encodeBase32(bytes);
        assert.match(text, /^[A-Z2-7]+$/);
        assert.deepEqual(decodeBase32(text), bytes);
        assert.deepEqual(decodeBase32(`  ${text.toLowerCase().replaceAll(/.{4}/g, '$& -')}==== `), bytes);
      }),
    );
  });

  it('is what RFC 4648 says', () => {
    const rows = {
      f: 'MY',
      fo: 'MZXQ',
      foo: 'MZXW6',
      foob: 'MZXW6YQ',
      fooba: 'MZXW6YTB',
      foobar: 'MZXW6YTBOI',
    };
    for (const [text, encoded] of Object.entries(rows))
      assert.equal(encodeBase32(Buffer.from(text)), encoded);
  });

  it('takes no other character for a letter', () => {
    for (const text of ['', ' ', '=', 'A', 'MZXW6YT1', 'MZXW0', 'ÄÖ', 'MZXW6.', 'ſſſſ', '⁠MZXW6']) {
      assert.equal(decodeBase32(text), null, JSON.stringify(text));
    }
  });
});

describe('an otpauth address', () => {
  it('is read as it is specified', () => {
    assert.deepEqual(
      codeOf(
        `otpauth://totp/Demo%20Corp:pat%40example.test?secret=${base32}&issuer=Demo%20Corp&algorithm=SHA1&digits=6&period=30`,
      ),
      plain,
    );
    const { period: _none, ...counted } = plain;
    assert.deepEqual(codeOf(`otpauth://hotp/Demo%20Corp%3A%20pat@example.test?secret=${base32}&counter=7`), {
      ...counted,
      type: 'hotp',
      counter: 7,
    });
  });

  it('is read with every liberty that exports take', () => {
    const same = [
      `otpauth://totp/Demo Corp:pat@example.test?secret=${base32.toLowerCase()}`,
      `otpauth://totp/Demo%20Corp:%20%20pat@example.test?secret=${base32}%3D%3D%3D`,
      `otpauth://totp/Demo%20Corp:pat@example.test?secret=${base32}====&digits=&period=&algorithm=`,
      `otpauth://TOTP/pat@example.test?issuer=Demo+Corp&secret=ORSW+G2DC+MVXGG2BN+MRSW23ZN-NNSXSMBR`,
      `OTPAUTH://totp/Other:pat@example.test?secret=${base32}&issuer=Demo%20Corp`,
      `otpauth://totp/Demo%20Corp:pat@example.test?secret=${base32}&algorithm=Algorithm.sha1`,
      `otpauth://totp/Demo%20Corp:pat@example.test?secret=${base32}&algorithm=hmac-sha-1`,
    ];
    for (const uri of same) assert.deepEqual(codeOf(uri), plain, uri);
    assert.equal(codeOf(`otpauth://totp/a?secret=${base32}&algorithm=HMAC-SHA-256`).algorithm, 'SHA256');
    assert.equal(codeOf(`otpauth://totp/a?secret=${base32}&algorithm=sha512`).algorithm, 'SHA512');
    assert.equal(codeOf(`otpauth://totp/Corp:a+b#3?secret=${base32}`).account, 'a+b#3');
    assert.equal(codeOf(`otpauth://totp/100%:a?secret=${base32}`).issuer, '100%');
    assert.deepEqual(
      [codeOf(`otpauth://totp/?secret=${base32}`), codeOf(`otpauth://totp?secret=${base32}`)].map(
        ({ issuer, account }) => [issuer, account],
      ),
      [
        ['', ''],
        ['', ''],
      ],
    );
  });

  it('may name an issuer that holds a colon itself', () => {
    const { issuer, account } = codeOf(
      `otpauth://totp/Corp%3A%20EU%3Apat%3Aadmin?secret=${base32}&issuer=Corp%3A%20EU`,
    );
    assert.deepEqual([issuer, account], ['Corp: EU', 'pat:admin']);
  });

  it("may be Steam's in two ways, always five letters every 30 seconds", () => {
    for (const uri of [
      `otpauth://steam/Steam:pat?secret=${base32}&digits=6&algorithm=SHA512&period=60`,
      `otpauth://totp/Steam:pat?secret=${base32}&encoder=steam`,
    ]) {
      const steam = { ...plain, type: 'steam', issuer: 'Steam', account: 'pat', digits: 5 };
      assert.deepEqual(codeOf(uri), steam, uri);
    }
    assert.equal(codeOf(`otpauth://totp/Steam:pat?secret=${base32}`).type, 'totp', 'never by its name');
  });

  it('keeps what it says besides', () => {
    const reading = readOtpauthUri(`otpauth://totp/a?secret=${base32}&image=https%3A%2F%2Fx.test%2Fi.png`);
    assert.deepEqual('others' in reading && reading.others, { image: 'https://x.test/i.png' });
  });

  it('is refused in words where it is no code', () => {
    const uri = (more: string) => `otpauth://totp/a?${more}`;
    const cases: readonly (readonly [string, RegExp])[] = [
      [uri(''), /has no secret/],
      [uri('secret=%20'), /no Base32/],
      [uri('secret=1890'), /no Base32/],
      ...['0', '11', '-6', '6.5', '1e1', 'six'].map(
        (n) => [uri(`secret=${base32}&digits=${n}`), /digits/] as const,
      ),
      ...['0', '86401', '-30', '0x1E', 'NaN'].map(
        (n) => [uri(`secret=${base32}&period=${n}`), /seconds/] as const,
      ),
      [uri(`secret=${base32}&algorithm=MD5`), /MD5, which is not supported/],
      [uri(`secret=${base32}&algorithm=constructor`), /not supported/],
      [`otpauth://hotp/a?secret=${base32}`, /without a counter/],
      [`otpauth://hotp/a?secret=${base32}&counter=9007199254740993`, /without a counter/],
      [`otpauth://yaotp/a?secret=${base32}`, /“yaotp”, which is not supported/],
      ['motp://a?secret=11', /no otpauth address/],
      ['https://example.test', /no otpauth address/],
    ];
    for (const [text, why] of cases) assert.match(refusalOf(text), why, text);
  });

  it('that we write is read back to the same code, by us and by others', () => {
    fc.assert(
      fc.property(oneTimeCodes, (code) => {
        const uri = writeOtpauthUri(code);
        assert.deepEqual(codeOf(uri), code);
        // The other reader knows no Steam codes, and none without any name.
        if (code.type === 'steam' || (code.issuer === '' && code.account === '')) return;
        const theirs = URI.parse(uri);
        assert.deepEqual(
          [theirs.secret.bytes, theirs.algorithm, theirs.digits],
          [code.secret, code.algorithm, code.digits],
        );
        if (code.type === 'totp') assert.equal((theirs as TOTP).period, code.period);
      }),
    );
  });
});

describe('a code as people paste it', () => {
  const named = { issuer: 'Demo Corp', account: 'pat@example.test' };

  it('may be an address, a bare secret, or what Steam and KeeOtp write', () => {
    const read = (text: string) => {
      const reading = readCodeText(text, named);
      return 'code' in reading ? reading.code : reading.refused;
    };
    assert.deepEqual(read(` ${base32.replaceAll(/.{4}/g, '$& ').toLowerCase()}`), plain);
    assert.deepEqual(read(`otpauth://totp/?secret=${base32}`), plain, 'named by where it stands');
    const own = read(`otpauth://totp/Own:name?secret=${base32}`);
    assert.deepEqual(own, { ...plain, issuer: 'Own', account: 'name' });
    assert.deepEqual(read(`steam://${base32}`), { ...plain, type: 'steam', digits: 5 });
    assert.deepEqual(read(`key=${base32}&size=8&step=60&otpHashMode=Sha256`), {
      ...plain,
      digits: 8,
      period: 60,
      algorithm: 'SHA256',
    });
    const refused = (text: string) => {
      const reading = readCodeText(text, named);
      return 'refused' in reading ? reading.refused : '';
    };
    assert.match(refused(''), /no secret/);
    assert.match(refused('motp://a?secret=1'), /“motp”, which is not supported/);
    assert.match(refused('not a secret!'), /no Base32/);
    assert.match(refused('key=aGk=&encoding=base64'), /only Base32/);
  });
});

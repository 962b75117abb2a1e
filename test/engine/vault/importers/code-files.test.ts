import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCodeText } from '../../../../electron/engine/vault/one-time-code/code-text.ts';
import { migrationAddress } from '../../../support/sealed-vault-files.ts';
import { demoSecret as secret, readFixture, readText, saidIn } from '../../../support/vault-fixtures.ts';

const base32 = 'ORSWG2DCMVXGG2BNMRSW23ZNNNSXSMBR';
const pat = {
  title: 'Demo Corp',
  username: 'pat@example.test',
  oneTimeCode: {
    type: 'totp',
    issuer: 'Demo Corp',
    account: 'pat@example.test',
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  },
};
const door = {
  title: 'Demo Corp',
  username: 'door',
  oneTimeCode: {
    type: 'hotp',
    issuer: 'Demo Corp',
    account: 'door',
    secret,
    algorithm: 'SHA256',
    digits: 8,
    counter: 4,
  },
};
const steam = {
  title: 'Steam',
  username: 'pat',
  oneTimeCode: { ...pat.oneTimeCode, type: 'steam', issuer: 'Steam', account: 'pat', digits: 5 },
};

describe('a list of otpauth addresses', () => {
  it('is read line by line, what is wrong with a line said of that line', async () => {
    const reading = await readFixture('otpauth-list.txt');
    assert.equal(reading.format, 'otpauth-list');
    const { algorithm, digits } = { algorithm: 'SHA512', digits: 8 };
    assert.deepEqual(saidIn(reading), [
      { row: 1, ...pat },
      { row: 2, ...door, oneTimeCode: { ...door.oneTimeCode, algorithm: 'SHA1', digits: 6 } },
      { row: 3, ...steam },
      {
        row: 6,
        title: 'Long',
        username: 'pat',
        oneTimeCode: { ...pat.oneTimeCode, issuer: 'Long', account: 'pat', algorithm, digits, period: 60 },
        raw: { otpauth: { image: 'https://example.test/i.png' } },
      },
    ]);
    assert.deepEqual(reading.refused, [
      { row: 4, reason: 'has a secret that is no Base32' },
      { row: 5, reason: 'has a code of the kind “motp”, which is not supported' },
    ]);
  });
});

describe("Google Authenticator's export", () => {
  it('is read from its parts in any order', async () => {
    const reading = await readFixture('google-migration.txt');
    assert.equal(reading.format, 'google-migration');
    const codes = saidIn(reading).map(({ row, title, oneTimeCode }) => {
      const { type, issuer, account, algorithm, digits } = oneTimeCode!;
      const more = oneTimeCode!.type === 'hotp' ? oneTimeCode!.counter : oneTimeCode!.period;
      assert.deepEqual(oneTimeCode!.secret, secret);
      return [row, title, type, issuer, account, algorithm, digits, more];
    });
    assert.deepEqual(codes, [
      [1, 'Demo Corp', 'totp', 'Demo Corp', 'last', 'SHA512', 8, 30],
      [2, 'Demo Corp', 'totp', 'Demo Corp', 'pat@example.test', 'SHA1', 6, 30],
      [3, 'Mail', 'totp', 'Mail', 'pat', 'SHA1', 6, 30],
      [4, 'Demo Corp', 'hotp', 'Demo Corp', 'door', 'SHA256', 8, 2 ** 40],
      [6, 'plain', 'totp', '', 'plain', 'SHA1', 6, 30],
    ]);
    assert.deepEqual(reading.refused, [{ row: 5, reason: 'uses MD5, which is not supported' }]);
  });

  it('names a part that is missing by its number from 1', async () => {
    const { drafts, refused } = await readFixture('google-migration-part-missing.txt');
    assert.equal(drafts.length, 3);
    assert.deepEqual(refused, [
      { row: 4, reason: 'is missing: part 2 of 3 of the export is not in the file' },
    ]);
  });

  it('is the published example', async () => {
    const reading = await readText(
      'otpauth-migration://offline?data=CjkKFHRlY2hiZW5jaC1kZW1vLWtleTAxEhBwYXRAZXhhbXBsZS50ZXN0GglEZW1vIENvcnAgASgBMAIQARgBIAAowMQH',
    );
    assert.deepEqual(saidIn(reading), [{ row: 1, ...pat }]);
    assert.deepEqual(reading.refused, []);
  });

  it('is refused line by line where it is none, and never believed to have a million parts', async () => {
    const parts = (size: number, index: number) => migrationAddress([], { size, index, id: 7 });
    const bad = [
      'otpauth-migration://offline?data=%ff',
      'otpauth-migration://offline',
      parts(2 ** 30, 0),
      parts(2, 5),
    ];
    const { drafts, refused } = await readText(bad.join('\n'));
    assert.deepEqual(drafts, []);
    assert.deepEqual(
      refused,
      bad.map((_, index) => ({ row: index + 1, reason: 'is no export of Google Authenticator' })),
    );
  });
});

describe('authenticator apps', () => {
  it('Aegis: groups and the older group are tags, favourites pinned, icons kept', async () => {
    const reading = await readFixture('aegis-plain.json');
    assert.equal(reading.format, 'aegis');
    assert.deepEqual(saidIn(reading), [
      {
        row: 1,
        ...pat,
        notes: 'Spare key in the safe',
        pinned: true,
        tags: ['Firewalls'],
        raw: { aegis: { uuid: '11111111-2222-4333-8444-555555555555' } },
      },
      { row: 2, ...door, raw: { aegis: { uuid: '21111111-2222-4333-8444-555555555555' } } },
      {
        row: 3,
        ...steam,
        tags: ['Games'],
        raw: {
          aegis: {
            uuid: '31111111-2222-4333-8444-555555555555',
            icon: 'aGk=',
            icon_mime: 'image/png',
            icon_hash: '00',
          },
        },
      },
    ]);
    assert.deepEqual(reading.refused, [
      { row: 4, reason: 'is a code of the kind “motp”, which is not supported' },
      { row: 5, reason: 'has no “info.secret” that can be read' },
    ]);
  });

  it('2FAS: the issuer of the code goes before the name, what is missing is the usual', async () => {
    const reading = await readFixture('2fas-plain.json');
    assert.equal(reading.format, '2fas');
    const rows = saidIn(reading);
    assert.deepEqual(rows[0], {
      row: 1,
      title: 'Demo Corp',
      username: 'pat@example.test',
      tags: ['Firewalls'],
      oneTimeCode: { ...pat.oneTimeCode, issuer: 'Demo Corp Ltd' },
      raw: {
        '2fas': {
          updatedAt: 1_700_000_000_000,
          order: { position: 0 },
          icon: { selected: 'Label' },
          otp: { source: 'Link' },
        },
      },
    });
    assert.deepEqual(
      rows.slice(1).map(({ title, oneTimeCode }) => [title, oneTimeCode!.type, oneTimeCode!.issuer]),
      [
        ['Door', 'hotp', 'Door'],
        ['Steam', 'steam', 'Steam'],
        ['Bare', 'totp', 'Bare'],
      ],
    );
    assert.deepEqual(rows[3]!.oneTimeCode, { ...pat.oneTimeCode, issuer: 'Bare', account: '' });
    assert.deepEqual(reading.refused, [{ row: 5, reason: 'has no secret' }]);
  });

  it('Ente: tags, note and pin come along, the trash stays behind, a Steam by name is asked about', async () => {
    const reading = await readFixture('ente.txt');
    assert.equal(reading.format, 'ente');
    const [first, second] = saidIn(reading);
    assert.deepEqual(first, {
      row: 1,
      ...pat,
      notes: 'Spare key in the safe',
      pinned: true,
      tags: ['Firewall', 'HQ'],
      raw: { ente: { codeDisplay: { lastUsedAt: 1_700_000_000_000_000, tapCount: 3, position: 2 } } },
    });
    assert.deepEqual([second!.row, second!.oneTimeCode!.type], [3, 'totp']);
    assert.deepEqual(reading.warnings, [
      '1 left out: in the trash of Ente Auth.',
      'Row 3 is named Steam and was taken as an ordinary code; Ente Auth shows it as a Steam code.',
    ]);
  });

  it('Proton Authenticator', async () => {
    const reading = await readFixture('proton.json');
    assert.equal(reading.format, 'proton-authenticator');
    const [first, second] = saidIn(reading);
    assert.deepEqual(first, {
      row: 1,
      ...pat,
      notes: 'Spare key in the safe',
      raw: { proton: { id: 'e1' } },
    });
    assert.deepEqual([second!.title, second!.oneTimeCode!.type], ['Steam account', 'steam']);
    assert.deepEqual(reading.refused, [{ row: 3, reason: 'has no “content.uri” that can be read' }]);
  });

  it('Stratum: categories are tags', async () => {
    const reading = await readFixture('stratum.json');
    assert.equal(reading.format, 'stratum');
    const other = readCodeText('63BEDWCQZKTQWPESARIERL5DTTQFCJTK', { issuer: '', account: '' });
    assert.deepEqual(saidIn(reading), [
      { row: 1, ...pat, raw: { stratum: { Icon: 'demo', CopyCount: 9, Ranking: 0 } } },
      {
        row: 2,
        ...door,
        tags: ['Firewalls'],
        oneTimeCode: { ...door.oneTimeCode, secret: 'code' in other && other.code.secret },
      },
      { row: 3, ...steam },
    ]);
    assert.deepEqual(reading.refused, [
      { row: 4, reason: 'is a code of the kind “Yandex”, which is not supported' },
    ]);
  });

  it('Duo: one with a counter is by count', async () => {
    const reading = await readFixture('duo.json');
    assert.equal(reading.format, 'duo');
    assert.deepEqual(
      saidIn(reading).map(({ row, title, oneTimeCode }) => [row, title, oneTimeCode!.type]),
      [
        [1, 'Demo Corp', 'totp'],
        [2, 'Door', 'hotp'],
      ],
    );
    assert.deepEqual(reading.refused, [{ row: 3, reason: 'has no “otpGenerator” that can be read' }]);
  });

  it('Steam: the secret is Base64, several accounts in one file or one in its own', async () => {
    const reading = await readFixture('steam.json');
    assert.equal(reading.format, 'steam');
    const raw = { steam: { identity_secret: 'aWRlbnRpdHk=', revocation_code: 'R00000' } };
    assert.deepEqual(saidIn(reading), [{ row: 1, ...steam, raw }]);
    assert.deepEqual(reading.refused, [{ row: 2, reason: 'has a secret that is no Base64' }]);
    const one = await readText(`{"shared_secret":"dGVjaGJlbmNoLWRlbW8ta2V5MDE=","account_name":"pat"}`);
    assert.deepEqual(saidIn(one), [{ row: 1, ...steam }]);
  });

  it('no message holds a secret', async () => {
    const files = [
      'otpauth-list.txt',
      'aegis-plain.json',
      '2fas-plain.json',
      'stratum.json',
      'steam.json',
      'bitwarden.json',
      'bitwarden.csv',
      'keepass.xml',
    ];
    for (const file of files) {
      const { refused, warnings } = await readFixture(file);
      const words = JSON.stringify([refused, warnings]);
      for (const part of [
        base32,
        '00112233',
        'ABCDEFGH',
        'not base64!',
        'Passw0rd',
        '4711',
        'secret=11',
        'abcd',
      ]) {
        assert.ok(!words.includes(part), `${file}: ${words}`);
      }
    }
  });
});

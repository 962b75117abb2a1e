import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  demoSecret as secret,
  readFixture,
  readText,
  said,
  saidIn,
} from '../../../support/vault-fixtures.ts';

const created = Date.parse('2023-11-14T22:13:20Z');
const code = {
  type: 'totp',
  issuer: 'FW',
  account: 'admin',
  secret,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};

describe("Bitwarden's JSON", () => {
  it('is read whole: fields, history, rules of addresses and kinds of its own', async () => {
    const reading = await readFixture('bitwarden.json');
    assert.equal(reading.format, 'bitwarden-json');
    const [firewall, alarm, host, bare, odd] = saidIn(reading);
    assert.deepEqual(firewall, {
      row: 1,
      title: 'Firewall',
      folder: 'Firewalls',
      username: 'admin',
      password: 'Sample-Passw0rd!',
      urls: ['https://fw.example.test', 'https://10.0.0.1'],
      notes: 'Main gateway',
      fields: [
        { name: 'Site', value: 'HQ', kind: 'text' },
        { name: 'PIN', value: '4711', kind: 'hidden' },
        { name: 'On site', value: 'true', kind: 'boolean' },
      ],
      oneTimeCode: code,
      pinned: true,
      reprompt: true,
      history: [
        { password: 'Newer-1', replacedAt: Date.parse('2025-01-02T03:04:05.678Z') },
        { password: 'Older-1', replacedAt: Date.parse('2024-01-02T03:04:05.678Z') },
      ],
      createdAt: created,
      raw: {
        bitwarden: {
          id: 'i1',
          revisionDate: '2025-06-01T00:00:00.000Z',
          uris: [
            { uri: 'https://fw.example.test', match: null },
            { uri: 'https://10.0.0.1', match: 3 },
          ],
          linkedFields: [{ name: 'User', value: null, type: 3, linkedId: 100 }],
        },
      },
    });
    assert.deepEqual([alarm!.title, alarm!.notes], ['Alarm', 'Panel behind the door']);
    assert.deepEqual(host!.fields![0], {
      name: 'SSH key: private key',
      value: '-----BEGIN OPENSSH PRIVATE KEY-----',
      kind: 'hidden',
    });
    assert.deepEqual(bare!.oneTimeCode, { ...code, issuer: 'Bare', account: 'pat' });
    assert.deepEqual(
      [odd!.password, odd!.oneTimeCode, odd!.raw],
      ['kept', undefined, { bitwarden: { id: 'i5', totp: 'motp://x?secret=11' } }],
    );
    assert.deepEqual(reading.refused, [
      { row: 7, reason: 'has no name' },
      { row: 8, reason: 'has no “name” that can be read' },
    ]);
    assert.deepEqual(reading.warnings, [
      '1 left out: in the trash of Bitwarden.',
      'Row 5 has a code of the kind “motp”, which is not supported; it was taken without its one-time code, whose text is kept.',
    ]);
  });

  it('names the client by the collection of an organization', async () => {
    const [row] = saidIn(await readFixture('bitwarden-organization.json'));
    assert.deepEqual(
      [row!.organization, row!.folder, row!.oneTimeCode!.type],
      ['Demo Corp', 'Servers', 'steam'],
    );
  });

  it('says why an export that is bound to an account cannot be opened', async () => {
    const file = JSON.stringify({ encrypted: true, folders: [], items: [{ name: '2.abc|def|ghi' }] });
    await assert.rejects(readText(file, 'any'), /restricted to the Bitwarden account/);
  });
});

describe('tables of passwords', () => {
  it("Bitwarden's CSV: several addresses and fields in a cell, a code it cannot read beside its password", async () => {
    const reading = await readFixture('bitwarden.csv');
    assert.equal(reading.format, 'bitwarden-csv');
    const [firewall, alarm, odd] = saidIn(reading);
    assert.deepEqual(firewall, {
      row: 1,
      title: 'Firewall',
      folder: 'Firewalls',
      username: 'admin',
      password: "'=Sample-Passw0rd!",
      urls: ['https://fw.example.test/a,b', 'https://10.0.0.1'],
      notes: 'Two\nlines',
      fields: [
        { name: 'Site', value: 'HQ\nmore of it', kind: 'text' },
        { name: 'PIN', value: '4711', kind: 'text' },
      ],
      oneTimeCode: { ...code, issuer: 'Firewall' },
      pinned: true,
      reprompt: true,
    });
    assert.deepEqual(alarm, { row: 2, title: 'Alarm', notes: 'Panel behind the door' });
    assert.deepEqual([odd!.row, odd!.password, odd!.oneTimeCode], [4, 'kept', undefined]);
    assert.deepEqual(reading.refused, [
      { row: 3, reason: 'has no name' },
      { row: 5, reason: 'has no name' },
      { row: 6, reason: 'has 13 cells, the header 11' },
    ]);
  });

  it("Bitwarden's CSV of an organization names the client by the first collection", async () => {
    const [row] = saidIn(
      await readText(
        'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"Demo Corp,Other",login,Firewall,,,0,,admin,x,',
      ),
    );
    assert.deepEqual([row!.organization, row!.raw], ['Demo Corp', { bitwarden: { collections: ['Other'] } }]);
  });

  it("KeePassXC's CSV", async () => {
    const reading = await readFixture('keepassxc.csv');
    assert.equal(reading.format, 'keepassxc-csv');
    assert.deepEqual(saidIn(reading)[0], {
      row: 1,
      title: 'Firewall',
      folder: 'Firewalls',
      username: 'admin',
      password: 'Say "hi", \\ ok',
      urls: ['https://fw.example.test'],
      notes: 'Two\nlines',
      oneTimeCode: code,
      createdAt: created,
      raw: { keepassxc: { icon: '13', lastModified: '2025-06-01T00:00:00Z' } },
    });
    assert.deepEqual(
      [saidIn(reading)[1]!.folder, saidIn(reading)[1]!.oneTimeCode!.type],
      ['Demo Corp', 'steam'],
    );
    assert.deepEqual(
      reading.refused.map(({ row }) => row),
      [3],
    );
  });

  it("ITFlow's credentials: guards come off, the client names the organization", async () => {
    const reading = await readFixture('itflow-credentials.csv');
    assert.equal(reading.format, 'itflow-credentials');
    const [firewall, second] = saidIn(reading);
    assert.deepEqual(firewall, {
      row: 1,
      title: 'Firewall HQ',
      username: 'admin',
      password: 'Sample-Passw0rd!',
      urls: ['https://fw.example.test'],
      notes: 'Main gateway',
      oneTimeCode: { ...code, issuer: 'Firewall HQ' },
    });
    assert.deepEqual([second!.username, second!.password], ['@admin', '=cmd|x']);
    assert.deepEqual(reading.refused, [{ row: 3, reason: 'has no name' }]);
    const exported = await readText('Client,Name,Username,Password,URI,Important\nDemo Corp,FW,a,b,,yes\n');
    assert.deepEqual(said(exported.drafts[0]!.draft), {
      title: 'FW',
      organization: 'Demo Corp',
      username: 'a',
      password: 'b',
      raw: { itflow: { Important: 'yes' } },
    });
  });

  it('of browsers and spreadsheets, whose apostrophes are part of the password', async () => {
    const reading = await readFixture('browser.csv');
    assert.equal(reading.format, 'passwords-csv');
    assert.deepEqual(
      saidIn(reading).map(({ title, password }) => [title, password]),
      [
        ['fw.example.test', "'=not a guard"],
        ['shop.example.test:8443', 'Sample-Passw0rd!'],
      ],
    );
    assert.equal(reading.refused.length, 1);
  });
});

describe("KeePass's XML", () => {
  it('is read whole: groups, codes of three plug-ins, earlier passwords, both kinds of time', async () => {
    const reading = await readFixture('keepass.xml');
    assert.equal(reading.format, 'keepass-xml');
    const [firewall, steam, keeOtp] = saidIn(reading);
    assert.deepEqual(firewall, {
      row: 1,
      title: 'Firewall',
      folder: 'Demo Corp',
      tags: ['edge', 'hq'],
      username: 'admin',
      password: 'Sample <Passw0rd> &!',
      urls: ['https://fw.example.test'],
      notes: 'Main gateway',
      fields: [
        { name: 'Site', value: 'HQ', kind: 'text' },
        { name: 'PIN', value: '4711', kind: 'hidden' },
      ],
      oneTimeCode: { ...code, issuer: 'Firewall', algorithm: 'SHA256', digits: 8, period: 60 },
      expiresAt: Date.parse('2027-01-01T00:00:00Z'),
      history: [
        { password: 'Second-2', replacedAt: Date.parse('2025-06-01T00:00:00Z') },
        { password: 'First-1', replacedAt: Date.parse('2024-12-01T00:00:00Z') },
      ],
      createdAt: created,
      raw: {
        keepass: {
          UUID: 'AAAAAAAAAAAAAAAAAAAAAg==',
          IconID: '13',
          Binary: [
            ['Key', 'config.txt'],
            ['Value', ''],
          ],
          AutoType: [
            ['Enabled', 'True'],
            ['DataTransferObfuscation', '0'],
          ],
        },
      },
    });
    assert.deepEqual(
      [steam!.folder, steam!.oneTimeCode!.type, steam!.createdAt, steam!.expiresAt],
      ['Demo Corp/Servers', 'steam', created, undefined],
    );
    assert.deepEqual(keeOtp!.oneTimeCode, {
      ...code,
      issuer: 'KeeOtp',
      account: '',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
    });
    assert.deepEqual(reading.refused, [
      {
        row: 4,
        reason: 'holds values that are sealed with the key of a KDBX file; export as unencrypted XML',
      },
      { row: 5, reason: 'has neither a title nor anything to name it by' },
    ]);
    assert.deepEqual(reading.warnings, [
      '1 left out: in the recycle bin of KeePass.',
      'Row 1 has attachments that are not taken: config.txt.',
    ]);
  });
});

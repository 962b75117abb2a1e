import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { readVaultFile } from '../../../../electron/engine/vault/importers/read-vault-file.ts';
import { writeVaultFile } from '../../../../electron/engine/vault/exporters/write-vault-file.ts';
import type { VaultDraft } from '../../../../electron/engine/vault/vault-draft.ts';
import type { VaultExportFormat } from '../../../../shared/vault-file-format.ts';
import { vaultDrafts } from '../../../support/vault-drafts.ts';
import { readFixture } from '../../../support/vault-fixtures.ts';

async function thereAndBack(
  drafts: readonly VaultDraft[],
  format: VaultExportFormat,
  password: string | null = null,
): Promise<VaultDraft[]> {
  const { text } = await writeVaultFile(drafts, { format, password });
  const reading = await readVaultFile(Buffer.from(text), { format: null, password });
  assert.deepEqual(reading.refused, []);
  return reading.drafts.map(({ draft }) => draft);
}

interface Item {
  readonly type: number;
  readonly fields: readonly unknown[];
  readonly login?: { readonly uris: readonly unknown[]; readonly totp: string };
  readonly sshKey?: { readonly publicKey: string };
  readonly secureNote?: unknown;
}

const some = fc.array(vaultDrafts, { minLength: 1, maxLength: 5 });
const imported = [
  'bitwarden.json',
  'bitwarden-organization.json',
  'bitwarden.csv',
  'aegis-plain.json',
  'keepass.xml',
  'keepassxc.csv',
  'itflow-credentials.csv',
  'otpauth-list.txt',
];

describe('what the vault writes', () => {
  for (const format of ['bitwarden', 'csv'] as const) {
    it(`as ${format} is read back without loss`, async () => {
      await fc.assert(
        fc.asyncProperty(some, async (drafts) => {
          assert.deepEqual(await thereAndBack(drafts, format), drafts);
        }),
        { numRuns: 300 },
      );
    });

    it(`as ${format} keeps what other products' files held besides`, async () => {
      for (const file of imported) {
        const drafts = (await readFixture(file)).drafts.map(({ draft }) => draft);
        assert.deepEqual(await thereAndBack(drafts, format), drafts, file);
      }
    });
  }

  it('as Bitwarden JSON stands again as Bitwarden itself wrote it', async () => {
    const { drafts } = await readFixture('bitwarden.json');
    const { text } = await writeVaultFile(
      drafts.map(({ draft }) => draft),
      { format: 'bitwarden', password: null },
    );
    const again = await readVaultFile(Buffer.from(text), { format: null, password: null });
    assert.deepEqual(
      again.drafts.map(({ draft }) => draft),
      drafts.map(({ draft }) => draft),
    );
    const { items } = JSON.parse(text) as { items: Item[] };
    const [firewall, alarm, host, , odd] = items;
    assert.deepEqual(
      items.map(({ type }) => type),
      [1, 2, 5, 1, 1],
    );
    assert.deepEqual(firewall!.login!.uris[1], {
      uri: 'https://10.0.0.1',
      match: 3,
    });
    assert.equal(firewall!.fields.length, 4, 'the linked field too');
    assert.deepEqual(alarm!.secureNote, { type: 0 });
    assert.deepEqual(host!.fields, [], 'a key is its body and not doubled as fields');
    assert.equal(host!.sshKey!.publicKey, 'ssh-ed25519 AAAA');
    assert.equal(odd!.login!.totp, 'motp://x?secret=11');
  });

  it('as protected Bitwarden JSON opens with its password only', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.string({ minLength: 1, unit: 'grapheme' }), async (drafts, password) => {
        assert.deepEqual(await thereAndBack(drafts, 'bitwarden', password), drafts);
      }),
      { numRuns: 3 },
    );
    const canary = 'canary-7f3a';
    const [draft] = fc.sample(vaultDrafts, 1);
    const { text } = await writeVaultFile([{ ...draft!, password: canary, title: canary }], {
      format: 'bitwarden',
      password: 'right',
    });
    assert.ok(!text.includes(canary));
    await assert.rejects(
      readVaultFile(Buffer.from(text), { format: null, password: 'wrong' }),
      /does not open the file/,
    );
    const { kdfType, kdfIterations } = JSON.parse(text) as { kdfType: number; kdfIterations: number };
    assert.ok(kdfType === 0 && kdfIterations >= 600_000);
  });

  it('as otpauth addresses holds every code, and says how many entries have none', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (drafts) => {
        const codes = drafts.flatMap(({ oneTimeCode }) => oneTimeCode ?? []);
        const { text, leftOut } = await writeVaultFile(drafts, { format: 'otpauth', password: null });
        assert.equal(leftOut, drafts.length - codes.length);
        if (codes.length === 0) return;
        const back = await readVaultFile(Buffer.from(text), { format: null, password: null });
        assert.deepEqual(
          back.drafts.map(({ draft }) => draft.oneTimeCode),
          codes,
        );
      }),
    );
    const withImage = (await readFixture('otpauth-list.txt')).drafts.map(({ draft }) => draft);
    const { text } = await writeVaultFile(withImage, { format: 'otpauth', password: null });
    assert.match(text, /&image=https%3A%2F%2Fexample\.test%2Fi\.png\n$/);
  });

  it('as a table holds no cell that a spreadsheet would run', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (drafts) => {
        const { text } = await writeVaultFile(drafts, { format: 'csv', password: null });
        const cells = parse(text, { bom: true }).flat();
        for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
      }),
    );
  });

  it('is in clear or sealed as asked: a format without a seal refuses a password', async () => {
    for (const format of ['otpauth', 'csv'] as const) {
      await assert.rejects(writeVaultFile([], { format, password: 'x' }), /Only the Bitwarden format/);
    }
  });
});

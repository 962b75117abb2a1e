import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  readVaultFile,
  type VaultFileReading,
} from '../../electron/engine/vault/importers/read-vault-file.ts';
import type { VaultDraft } from '../../electron/engine/vault/vault-draft.ts';

/** With which `test/fixtures/vault/write-sealed.ts` sealed its files. */
export const fixturePassword = 'correct horse – Ärger';
/** `techbench-demo-key01`, the secret of most fixtures. */
export const demoSecret = new Uint8Array(Buffer.from('techbench-demo-key01'));

export const fixturePath = (name: string): string =>
  path.join(import.meta.dirname, '../fixtures/vault', name);

export const fixture = (name: string): Buffer => readFileSync(fixturePath(name));

export function readFixture(name: string, password: string | null = null): Promise<VaultFileReading> {
  return readVaultFile(fixture(name), { format: null, password });
}

export function readText(text: string, password: string | null = null): Promise<VaultFileReading> {
  return readVaultFile(Buffer.from(text), { format: null, password });
}

/** Only what an entry says: all that is absent or empty left away, so that a test shows what it is about. */
export function said(draft: VaultDraft): Partial<VaultDraft> {
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([, value]) =>
        value !== null && value !== false && (typeof value !== 'object' || Object.keys(value).length > 0),
    ),
  );
}

export function saidIn(reading: VaultFileReading): (Partial<VaultDraft> & { row: number })[] {
  return reading.drafts.map(({ row, draft }) => ({ row, ...said(draft) }));
}

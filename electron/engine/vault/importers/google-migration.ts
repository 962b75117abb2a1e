import { codeDraft } from './draft.ts';
import { readMigrationPart, type MigrationPart } from './migration-part.ts';
import { readAddress } from './otpauth-list.ts';
import { readRows, type RowOutcome } from './read-rows.ts';
import type { VaultImporter } from './vault-importer.ts';

const migration = /^otpauth-migration:/i;

/**
 * Google Authenticator's export: one address for each QR code, in any order, each with some of the codes. A part
 * that is not there is a row that is refused, named by its number from 1, for its codes are missing.
 */
export const googleMigration: VaultImporter = {
  recognises: (file) => file.notation === 'addresses' && file.lines.some((line) => migration.test(line)),
  read(file) {
    const lines = file.notation === 'addresses' ? file.lines : [];
    const parts: MigrationPart[] = [];
    const rows = lines.flatMap((line): RowOutcome[] => {
      if (!migration.test(line)) return [readAddress(line)];
      const part = readMigrationPart(line);
      if (part === null) return [{ refused: 'is no export of Google Authenticator' }];
      parts.push(part);
      return part.entries.map((entry) => ('refused' in entry ? entry : { draft: codeDraft(entry.code) }));
    });
    return readRows([...rows, ...missingParts(parts)], (outcome) => outcome);
  },
};

function missingParts(parts: readonly MigrationPart[]): RowOutcome[] {
  const batchIds = new Set(parts.map(({ batchId }) => batchId));
  return [...batchIds].flatMap((batchId) => {
    const batch = parts.filter((part) => part.batchId === batchId);
    const size = Math.max(...batch.map((part) => part.size));
    const there = new Set(batch.map(({ index }) => index));
    return Array.from({ length: size }, (_, index) => index)
      .filter((index) => !there.has(index))
      .map((index) => ({
        refused: `is missing: part ${index + 1} of ${size} of the export is not in the file`,
      }));
  });
}

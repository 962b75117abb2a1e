import { AppError } from '../../../../shared/errors.ts';
import type { VaultExportFormat } from '../../../../shared/vault-file-format.ts';
import type { VaultDraft } from '../vault-draft.ts';
import { writeBitwarden } from './bitwarden.ts';
import { writeOtpauthList } from './otpauth-list.ts';
import { writeTable } from './table.ts';
import type { VaultExporter, WrittenFile } from './vault-exporter.ts';

const exporters: Readonly<Record<VaultExportFormat, VaultExporter>> = {
  otpauth: writeOtpauthList,
  bitwarden: writeBitwarden,
  csv: writeTable,
};

/**
 * Entries as the text of a file. In clear unless a password is given: whoever offers that warns first.
 * @throws AppError `validation` for a password with a format that cannot be sealed
 */
export async function writeVaultFile(
  drafts: readonly VaultDraft[],
  options: { readonly format: VaultExportFormat; readonly password: string | null },
): Promise<WrittenFile> {
  if (options.password !== null && options.format !== 'bitwarden') {
    throw new AppError('validation', 'Only the Bitwarden format can be protected with a password.');
  }
  return exporters[options.format](drafts, options.password);
}

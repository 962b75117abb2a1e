import type { VaultFileFormat } from '../../../../shared/vault-file-format.ts';
import { AppError } from '../../../../shared/errors.ts';
import { invalidFile, unknownFormat } from './file-trouble.ts';
import { vaultImporters } from './importers.ts';
import { openVaultFile, type VaultFile } from './open-vault-file.ts';
import type { VaultReading } from './vault-importer.ts';

export interface ReadVaultFileOptions {
  /** What the file is known to be; null to find out by its content. */
  readonly format: VaultFileFormat | null;
  /** Of an encrypted file. */
  readonly password: string | null;
}

export interface VaultFileReading extends VaultReading {
  readonly format: VaultFileFormat;
}

const formats = Object.keys(vaultImporters) as VaultFileFormat[];

/**
 * Reads a file of another product. It takes its thread for as long as parsing and Argon2 last: `readVaultFileAside`
 * does it on another one.
 * @throws AppError `too_large`; `validation` with reason `unknown_format` where no format fits, or with reason `password_needed` or
 *   `password_wrong`. No message holds any part of the file.
 */
export async function readVaultFile(
  bytes: Uint8Array,
  options: ReadVaultFileOptions,
): Promise<VaultFileReading> {
  const file = await openVaultFile(bytes);
  const format = options.format ?? recognise(file);
  if (format === undefined)
    throw new AppError('validation', 'No known format of passwords or one-time codes has this content.', {
      details: { reason: unknownFormat },
    });
  const importer = vaultImporters[format];
  if (!importer.recognises(file)) throw invalidFile(`The file is no ${format} file.`);
  return { format, ...(await importer.read(file, options.password)) };
}

/** Which format a file has; undefined where it is none of the vault's. */
export function recognise(file: VaultFile): VaultFileFormat | undefined {
  return formats.find((format) => vaultImporters[format].recognises(file));
}

import { z } from 'zod';

/** Files of other products that the vault reads; each is recognised by what stands in it. */
export const vaultFileFormat = z.enum([
  'otpauth-list',
  'google-migration',
  'aegis',
  '2fas',
  'ente',
  'proton-authenticator',
  'stratum',
  'duo',
  'steam',
  'bitwarden-json',
  'bitwarden-csv',
  'keepass-xml',
  'keepassxc-csv',
  'itflow-credentials',
  'techbench-csv',
  'passwords-csv',
]);
export type VaultFileFormat = z.infer<typeof vaultFileFormat>;

/** Files that the vault writes: codes as otpauth addresses, all of it as Bitwarden JSON or as a table. */
export const vaultExportFormat = z.enum(['otpauth', 'bitwarden', 'csv']);
export type VaultExportFormat = z.infer<typeof vaultExportFormat>;

/** A file that the technician named in the system's own dialog. */
export interface VaultExportFile {
  readonly file: string;
  readonly format: VaultExportFormat;
  /** Null for every client's entries. */
  readonly organizationId: number | null;
  /** Seals the file, where its format can be sealed. */
  readonly password: string | null;
}

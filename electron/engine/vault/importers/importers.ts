import type { VaultFileFormat } from '../../../../shared/vault-file-format.ts';
import { aegis } from './aegis.ts';
import { bitwardenCsv } from './bitwarden-csv.ts';
import { bitwardenJson } from './bitwarden-json.ts';
import { duo } from './duo.ts';
import { ente } from './ente.ts';
import { googleMigration } from './google-migration.ts';
import { itflowCredentials } from './itflow-credentials.ts';
import { keepassXml } from './keepass-xml.ts';
import { keepassxcCsv } from './keepassxc-csv.ts';
import { otpauthList } from './otpauth-list.ts';
import { passwordsCsv } from './passwords-csv.ts';
import { protonAuthenticator } from './proton-authenticator.ts';
import { steam } from './steam.ts';
import { stratum } from './stratum.ts';
import { techbenchCsv } from './techbench-csv.ts';
import { twoFas } from './two-fas.ts';
import type { VaultImporter } from './vault-importer.ts';

/**
 * One for each format, so that a format without its importer does not compile. They are asked in this order: a
 * format that is a stricter form of another stands before it.
 */
export const vaultImporters: Readonly<Record<VaultFileFormat, VaultImporter>> = {
  'google-migration': googleMigration,
  ente,
  'otpauth-list': otpauthList,
  aegis,
  '2fas': twoFas,
  'proton-authenticator': protonAuthenticator,
  stratum,
  'bitwarden-json': bitwardenJson,
  duo,
  steam,
  'keepass-xml': keepassXml,
  'techbench-csv': techbenchCsv,
  'bitwarden-csv': bitwardenCsv,
  'keepassxc-csv': keepassxcCsv,
  'itflow-credentials': itflowCredentials,
  'passwords-csv': passwordsCsv,
};

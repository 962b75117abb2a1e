import { dialog, type BrowserWindow } from 'electron';
import type { VaultExportFormat } from '../../shared/vault-file-format.ts';

const importFilters = [
  { name: 'Tables and exports', extensions: ['csv', 'tsv', 'txt', 'json', 'xml', '2fas', 'maFile'] },
  { name: 'All files', extensions: ['*'] },
];

/** The file that the technician wants to import; undefined where the dialog was dismissed. */
export async function chooseFile(parent: BrowserWindow | undefined): Promise<string | undefined> {
  const options = { title: 'Import a file', filters: importFilters, properties: ['openFile' as const] };
  const { filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return filePaths[0];
}

const exportNames: Readonly<Record<VaultExportFormat, string>> = {
  otpauth: 'codes.txt',
  bitwarden: 'vault.json',
  csv: 'vault.csv',
};

/** Where an export goes; undefined where the dialog was dismissed. */
export async function nameExport(
  parent: BrowserWindow | undefined,
  format: VaultExportFormat,
): Promise<string | undefined> {
  const options = { title: 'Export the vault', defaultPath: exportNames[format] };
  const { filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return filePath === '' ? undefined : filePath;
}

import { dialog, type BrowserWindow, type SaveDialogOptions } from 'electron';
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
export function nameExport(
  parent: BrowserWindow | undefined,
  format: VaultExportFormat,
): Promise<string | undefined> {
  return nameFile(parent, { title: 'Export the vault', defaultPath: exportNames[format] });
}

/** Where monitors go; undefined where the dialog was dismissed. */
export function nameMonitors(parent: BrowserWindow | undefined): Promise<string | undefined> {
  const filters = [{ name: 'JSON', extensions: ['json'] }];
  return nameFile(parent, { title: 'Export monitors', defaultPath: 'monitors.json', filters });
}

/** Where a report goes, by default under its own title; undefined where the dialog was dismissed. */
export function nameReport(parent: BrowserWindow | undefined, title: string): Promise<string | undefined> {
  // What no file system takes in a name.
  const name = title.replaceAll(/[^\p{L}\p{N} ._,-]+/gu, ' ').replaceAll(/ +/g, ' ');
  const filters = [{ name: 'PDF', extensions: ['pdf'] }];
  return nameFile(parent, { title: 'Save the report', defaultPath: `${name.trim()}.pdf`, filters });
}

async function nameFile(
  parent: BrowserWindow | undefined,
  options: SaveDialogOptions,
): Promise<string | undefined> {
  const { filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return filePath === '' ? undefined : filePath;
}

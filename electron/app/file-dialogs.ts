import { dialog, type BrowserWindow, type SaveDialogOptions } from 'electron';
import type { VaultExportFormat } from '../../shared/vault-file-format.ts';

/** What files are chosen for: the title of the dialog, and which files it offers first. */
const purposes = {
  import: {
    title: 'Import a file',
    filters: [
      { name: 'Tables and exports', extensions: ['csv', 'tsv', 'txt', 'json', 'xml', '2fas', 'maFile'] },
    ],
  },
  hashes: { title: 'Choose a file of hashes', filters: [{ name: 'Lists of hashes', extensions: ['txt'] }] },
};

/** The file that the technician picks; undefined where the dialog was dismissed. */
export async function chooseFile(
  parent: BrowserWindow | undefined,
  purpose: keyof typeof purposes,
): Promise<string | undefined> {
  const { title, filters } = purposes[purpose];
  const options = {
    title,
    filters: [...filters, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile' as const],
  };
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

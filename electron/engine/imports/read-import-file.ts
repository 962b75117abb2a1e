import { AppError } from '../../../shared/errors.ts';
import { readCsv } from '../platform/csv-table.ts';
import { withoutGuard } from '../platform/formula-guard.ts';
import { decodeText, readImportBytes } from '../platform/import-file.ts';
import type { CsvTable } from '../platform/importer.ts';

/**
 * A file as a table, with the guards of its export taken off; undefined where it is none.
 * @throws AppError `not_found` or `too_large`
 */
export async function readTable(path: string): Promise<CsvTable | undefined> {
  const text = decodeText(await readImportBytes(path));
  try {
    const table = await readCsv(text);
    return { heads: table.heads, rows: table.rows.map((row) => row.map(withoutGuard)) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'validation') return undefined;
    throw error;
  }
}

import { readCsv } from '../platform/csv-table.ts';
import { withoutGuard } from '../platform/formula-guard.ts';
import { decodeText, readImportBytes } from '../platform/import-file.ts';
import type { CsvTable } from '../platform/importer.ts';

/**
 * Reads a CSV file of another system, with the guards of its export taken off.
 * @throws AppError `not_found`, `too_large` or `validation` in words that name the limit or the line
 */
export async function readCsvFile(path: string): Promise<CsvTable> {
  const table = await readCsv(decodeText(await readImportBytes(path)));
  return { heads: table.heads, rows: table.rows.map((row) => row.map(withoutGuard)) };
}

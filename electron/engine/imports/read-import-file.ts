import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { AppError } from '../../../shared/errors.ts';
import type { CsvTable } from '../platform/importer.ts';

export const maxImportBytes = 40 * 1024 * 1024;
const maxColumns = 1000;
const maxCellCharacters = 1024 * 1024;

/**
 * Reads a CSV file: UTF-8, or UTF-16 with a byte-order mark; comma, semicolon or tab.
 * @throws AppError `too_large` or `validation` in words that name the limit or the line
 */
export async function readCsvFile(path: string): Promise<CsvTable> {
  const text = await readText(path);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxCellCharacters,
  });
  parser.end(text);
  const lines: string[][] = [];
  try {
    for await (const line of parser) {
      const cells = line as string[];
      if (cells.length > maxColumns) throw invalid(`The file has more than ${maxColumns} columns.`);
      lines.push(cells);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalid(`The file is no valid CSV: ${plainWords(error)}`);
  }
  const [heads, ...rows] = lines;
  if (!heads) throw invalid('The file is empty.');
  return { heads: heads.map((head) => head.trim()), rows: rows.map((row) => row.map(withoutGuard)) };
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('not_found', `The file ${path} cannot be opened.`, { cause: error });
  });
  try {
    const { size } = await file.stat();
    if (size > maxImportBytes) {
      throw new AppError(
        'too_large',
        `The file has ${Math.ceil(size / 1_048_576)} MiB; at most 40 MiB are taken.`,
      );
    }
    const bytes = await file.readFile();
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // Spreadsheet programs on Windows still write their national code page.
      return new TextDecoder('windows-1252').decode(bytes);
    }
  } finally {
    await file.close();
  }
}

/** The separator that the first line holds most of. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]!.mark;
}

/** Exports guard cells that a spreadsheet would run as a formula with an apostrophe; it is not part of the text. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function plainWords(error: CsvError): string {
  const line = (error as { lines?: number }).lines;
  const where = line === undefined ? '' : ` near line ${line}`;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `a quote is opened and never closed${where}.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `a row is longer than 1 MiB${where}.`;
  return `quotes and separators do not fit together${where}.`;
}

function invalid(message: string): AppError {
  return new AppError('validation', message, { details: { issues: [{ path: 'file', message }] } });
}

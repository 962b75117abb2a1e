import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { AppError } from '../../../shared/errors.ts';
import type { CsvTable } from './importer.ts';

const maxColumns = 1000;
const maxCellCharacters = 1024 * 1024;
export const maxImportRows = 500_000;

/**
 * Reads CSV: comma, semicolon or tab; heads without blanks around them, cells as they stand.
 * @throws AppError `validation` in words that name the limit or the line
 */
export async function readCsv(text: string): Promise<CsvTable> {
  const delimiter = delimiterOf(text);
  refuseTooMany(text, delimiter);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxCellCharacters,
  });
  const source = Readable.from(piecesOf(text));
  source.pipe(parser);
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
  return { heads: heads.map((head) => head.trim()), rows };
}

/** So much is parsed in about a millisecond; then whoever waits gets in between. */
const pieceLength = 64 * 1024;

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield text.slice(at, at + pieceLength);
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other is the point
    await nextTurn();
  }
}

/** Before anything is taken apart: a line of forty million commas would otherwise become as many cells first. */
function refuseTooMany(text: string, delimiter: string): void {
  const mark = delimiter.charCodeAt(0);
  let quoted = false;
  let columns = 1;
  let rows = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x22) quoted = !quoted;
    else if (quoted) continue;
    else if (character === mark) {
      columns += 1;
      if (columns > maxColumns) throw invalid(`The file has more than ${maxColumns} columns.`);
    } else if (character === 0x0a || character === 0x0d) {
      columns = 1;
      rows += 1;
      if (rows > 2 * maxImportRows) throw invalid(`The file has more than ${maxImportRows} rows.`);
    }
  }
}

/** The separator that the first line holds most of. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]!.mark;
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

import { parse as parseJson } from 'secure-json-parse';
import { maxImportRows, readCsv } from '../../platform/csv-table.ts';
import { decodeText, refuseTooLarge } from '../../platform/import-file.ts';
import type { CsvTable } from '../../platform/importer.ts';
import { invalidFile } from './file-trouble.ts';

/** A file by the notation it is written in, parsed once. */
export type VaultFile =
  | { readonly notation: 'json'; readonly value: unknown }
  | { readonly notation: 'xml'; readonly text: string }
  | { readonly notation: 'addresses'; readonly lines: readonly string[] }
  | { readonly notation: 'csv'; readonly table: CsvTable };

const deepestNesting = 100;
/** Of a JSON file: a hundred thousand entries of the wordiest format have half of either. */
const mostLists = 2_000_000;
const mostValues = 10_000_000;

/** @throws AppError `too_large`, or `validation` in words that hold nothing of the file */
export async function openVaultFile(bytes: Uint8Array): Promise<VaultFile> {
  refuseTooLarge(bytes.length);
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  const start = text.slice(0, 4096).trimStart();
  if (start === '' && text.trim() === '') throw invalidFile('The file is empty.');
  if (start.startsWith('{') || start.startsWith('[')) return { notation: 'json', value: readJson(text) };
  if (start.startsWith('<')) return { notation: 'xml', text };
  if (/^[a-z-]+:\/\//i.test(start)) return { notation: 'addresses', lines: linesOf(text) };
  return { notation: 'csv', table: await readCsv(text) };
}

/** Lines with something on them. @throws AppError `validation` where there are too many */
export function linesOf(text: string): string[] {
  let ends = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    ends += 1;
    if (ends > 2 * maxImportRows) throw invalidFile(`The file has more than ${maxImportRows} rows.`);
  }
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readJson(text: string): unknown {
  refuseTooMuch(text);
  try {
    return parseJson(text, { protoAction: 'remove', constructorAction: 'remove' });
  } catch {
    // The parser's own words quote the file, and with it perhaps a secret.
    throw invalidFile('The file begins as JSON and is none: it may be cut off.');
  }
}

/** Without recursion and before anything is built, so that the look itself is not what a hostile file breaks. */
function refuseTooMuch(text: string): void {
  let depth = 0;
  let lists = 0;
  let commas = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const mark = text.charCodeAt(index);
    if (quoted) {
      if (mark === 0x5c) index += 1;
      else if (mark === 0x22) quoted = false;
    } else if (mark === 0x22) quoted = true;
    else if (mark === 0x7b || mark === 0x5b) {
      depth += 1;
      lists += 1;
      if (depth > deepestNesting) {
        throw invalidFile(`The file is nested more than ${deepestNesting} levels deep.`);
      }
      if (lists > mostLists) throw invalidFile(`The file holds more than ${mostLists} lists and objects.`);
    } else if (mark === 0x7d || mark === 0x5d) depth -= 1;
    else if (mark === 0x2c) {
      commas += 1;
      if (commas > mostValues) throw invalidFile(`The file holds more than ${mostValues} values.`);
    }
  }
}

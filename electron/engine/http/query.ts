import { WireError } from './wire-error.ts';

export type Query = ReadonlyMap<string, string>;

const nothing: Query = new Map();
const wholeNumber = /^[1-9]\d{0,8}$/;

/**
 * Reads the named parameters of a query string; others are ignored, as caches and proxies add some.
 * By hand, because every list request comes through here.
 * @throws WireError for one that is given twice or not decodable
 */
export function readQuery(text: string, names: ReadonlySet<string>): Query {
  if (text === '') return nothing;
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (!names.has(name)) continue;
    if (query.has(name)) throw invalidParameter(name, 'is given twice');
    query.set(name, equals === -1 ? '' : decode(pair.slice(equals + 1)));
  }
  return query;
}

/** A page and a page size: whole numbers from 1, the size up to `max`. */
export function readPage(
  query: Query,
  names: { readonly page: string; readonly size: string },
  size: { readonly standard: number; readonly max: number },
): { page: number; limit: number; offset: number } {
  const page = readWholeNumber(query, names.page) ?? 1;
  const limit = readWholeNumber(query, names.size) ?? size.standard;
  if (limit > size.max) throw invalidParameter(names.size, `must be from 1 to ${size.max}`);
  return { page, limit, offset: (page - 1) * limit };
}

export function readWholeNumber(query: Query, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  if (!wholeNumber.test(text)) throw invalidParameter(name, 'must be a whole number from 1');
  return Number(text);
}

/** One of the wire's words, as the word it stands for inside. */
export function readWord<T>(query: Query, name: string, words: Readonly<Record<string, T>>): T | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  if (!Object.hasOwn(words, text)) {
    throw invalidParameter(name, `must be one of ${Object.keys(words).join(', ')}`);
  }
  return words[text];
}

function invalidParameter(path: string, message: string): WireError {
  return new WireError(`${path} ${message}.`, [{ path, message }]);
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new WireError('The query string is not decodable.');
  }
}

import { WireError } from './wire-error.ts';

export type Query = ReadonlyMap<string, string>;

/** What becomes of a parameter that is given twice: a 400, or as Django has it the last one counts. */
export type Repeated = 'refused' | 'last';

const nothing: Query = new Map();

/**
 * Reads the named parameters of a query string; others are ignored, as caches and proxies add some.
 * By hand, because every list request comes through here.
 * @throws WireError for one that is given twice where that is refused, or not decodable
 */
export function readQuery(text: string, names: ReadonlySet<string>, repeated: Repeated): Query {
  if (text === '') return nothing;
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (!names.has(name)) continue;
    if (query.has(name) && repeated === 'refused') throw invalidParameter(name, 'is given twice');
    query.set(name, equals === -1 ? '' : decode(pair.slice(equals + 1)));
  }
  return query;
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

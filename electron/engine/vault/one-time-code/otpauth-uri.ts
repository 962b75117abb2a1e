import type { OneTimeCode } from '../vault-draft.ts';
import { encodeBase32 } from './base32.ts';
import { makeCode, type CodeReading } from './make-code.ts';

/** What a URI says, with the query items that no part of a code takes. */
export type UriReading =
  | { readonly code: OneTimeCode; readonly others: Readonly<Record<string, string>> }
  | { readonly refused: string };

const shape = /^otpauth:\/\/([^/?]*)\/?([^?]*)(?:\?(.*))?$/is;
const ownItems = new Set(['secret', 'issuer', 'algorithm', 'digits', 'period', 'counter', 'encoder']);

/**
 * The key URI of authenticator apps, with the liberties that their exports take. Unlike a URL it may hold a bare
 * `#` in the account, and `+` is a blank in the query only.
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function readOtpauthUri(text: string): UriReading {
  const parts = shape.exec(text.trim());
  if (!parts) return { refused: 'is no otpauth address' };
  const [, type = '', path = '', query = ''] = parts;
  const items = new URLSearchParams(query.replaceAll('#', '%23'));
  const { issuer, account } = readLabel(decoded(path), items.get('issuer') ?? '');
  const reading: CodeReading = makeCode({
    type: items.get('encoder')?.toLowerCase() === 'steam' ? 'steam' : type,
    issuer,
    account,
    secret: items.get('secret') ?? '',
    algorithm: items.get('algorithm'),
    digits: items.get('digits'),
    period: items.get('period'),
    counter: items.get('counter'),
  });
  if ('refused' in reading) return reading;
  const others = Object.fromEntries([...items].filter(([name]) => !ownItems.has(name)));
  return { code: reading.code, others };
}

/** `Issuer:account`, or the account alone. An issuer may hold a colon itself, so the one of the query goes first. */
function readLabel(label: string, named: string): { issuer: string; account: string } {
  const issuer = named.trim();
  if (issuer !== '' && label.startsWith(`${issuer}:`)) {
    return { issuer, account: label.slice(issuer.length + 1).trim() };
  }
  const colon = label.indexOf(':');
  if (colon < 0) return { issuer, account: label.trim() };
  return { issuer: issuer || label.slice(0, colon).trim(), account: label.slice(colon + 1).trim() };
}

/** A stray `%` is taken as it stands: better an odd account name than no code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The URI that every app reads. What a code has not said itself is written out, so that no default is guessed.
 * @param others query items that came with it and no part of a code takes
 */
export function writeOtpauthUri(code: OneTimeCode, others: Readonly<Record<string, string>> = {}): string {
  const named = code.issuer !== '';
  // A colon before the account keeps one inside it from being read as the issuer's.
  const prefix = named ? `${encodeURIComponent(code.issuer)}:` : code.account.includes(':') ? ':' : '';
  const items = [
    `secret=${encodeBase32(code.secret)}`,
    ...(named ? [`issuer=${encodeURIComponent(code.issuer)}`] : []),
    `algorithm=${code.algorithm}`,
    `digits=${code.digits}`,
    code.type === 'hotp' ? `counter=${code.counter}` : `period=${code.period}`,
    ...Object.entries(others).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    ),
  ];
  return `otpauth://${code.type}/${prefix}${encodeURIComponent(code.account)}?${items.join('&')}`;
}

import type { OneTimeCode } from '../vault-draft.ts';
import { decodeBase32 } from './base32.ts';

/** A code, or why there is none: words that follow the name of a row. */
export type CodeReading = { readonly code: OneTimeCode } | { readonly refused: string };

/** What a file says of a code: numbers as numbers or as text, absent where the usual holds. */
export interface CodeParts {
  readonly type: string;
  readonly issuer: string;
  readonly account: string;
  /** Base32, or the bytes themselves. */
  readonly secret: string | Uint8Array;
  readonly algorithm?: string | null | undefined;
  readonly digits?: number | string | null | undefined;
  /** Seconds. */
  readonly period?: number | string | null | undefined;
  readonly counter?: number | string | null | undefined;
}

const algorithms: Readonly<Record<string, OneTimeCode['algorithm']>> = {
  sha1: 'SHA1',
  sha256: 'SHA256',
  sha512: 'SHA512',
};
const usual = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steam's codes have one form, whatever a file says beside it. */
const steamForm = { algorithm: 'SHA1', digits: 5, period: 30 } as const;
const longestShown = 30;

/** The one place that says which codes there are: 1 to 10 digits, 1 second to a day, and a secret that is one. */
export function makeCode(parts: CodeParts): CodeReading {
  const type = parts.type.toLowerCase();
  if (type !== 'totp' && type !== 'hotp' && type !== 'steam') {
    return { refused: `is a code of the kind “${shortened(parts.type)}”, which is not supported` };
  }
  const secret =
    typeof parts.secret === 'string' ? decodeBase32(parts.secret) : Uint8Array.from(parts.secret);
  if (secret === null || secret.length === 0) {
    return { refused: parts.secret.length === 0 ? 'has no secret' : 'has a secret that is no Base32' };
  }
  const named = { issuer: parts.issuer.trim(), account: parts.account.trim(), secret };
  if (type === 'steam') return { code: { type, ...named, ...steamForm } };

  const algorithm = algorithmOf(parts.algorithm ?? '');
  if (algorithm === undefined) {
    return { refused: `uses ${shortened(parts.algorithm ?? '')}, which is not supported` };
  }
  const digits = wholeNumber(parts.digits, usual.digits);
  if (digits === undefined || digits < 1 || digits > 10) {
    return { refused: `has ${shortened(String(parts.digits))} digits; 1 to 10 are possible` };
  }
  if (type === 'hotp') {
    const counter = wholeNumber(parts.counter, undefined);
    // The next code is shown as well, and its count must be a number too.
    if (counter === undefined || counter >= Number.MAX_SAFE_INTEGER) {
      return { refused: 'is a code by count without a counter' };
    }
    return { code: { type, ...named, algorithm, digits, counter } };
  }
  const period = wholeNumber(parts.period, usual.period);
  if (period === undefined || period < 1 || period > 86_400) {
    return {
      refused: `changes every ${shortened(String(parts.period))} seconds; 1 to 86,400 are possible`,
    };
  }
  return { code: { type, ...named, algorithm, digits, period } };
}

/** `SHA1`, `sha-256`, `HMAC-SHA-512`, `Algorithm.sha256`; the usual one where nothing stands there. */
function algorithmOf(text: string): OneTimeCode['algorithm'] | undefined {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^(?:algorithm|hmac)/, '');
  if (name === '') return usual.algorithm;
  return Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
}

/** From 0 up; what is missing or empty is the usual. */
function wholeNumber<T>(said: number | string | null | undefined, usually: T): number | T | undefined {
  if (said === undefined || said === null || said === '') return usually;
  const text = String(said).trim();
  const value = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function shortened(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

import type { NewEntry } from '../../../shared/entry.ts';
import type { CodeAlgorithm, CodeType } from '../../../shared/one-time-code.ts';

/** The form of a new code, as it is typed. */
export interface CodeTexts {
  /** An otpauth address, or the secret that a site shows. */
  readonly source: string;
  readonly title: string;
  readonly organizationId: string;
  readonly account: string;
  readonly type: CodeType;
  readonly algorithm: CodeAlgorithm;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
}

export function emptyTexts(organizationId: number): CodeTexts {
  return {
    source: '',
    title: '',
    organizationId: String(organizationId),
    account: '',
    type: 'totp',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
    counter: '0',
  };
}

/** An address says all of its code itself; beside it, what was chosen by hand does not count. */
export function isAddress(source: string): boolean {
  return /^[a-z-]+:\/\//i.test(source.trim());
}

/** Google's export holds several codes, which is a matter of importing. */
export function isMigration(source: string): boolean {
  return /^otpauth-migration:/i.test(source.trim());
}

/**
 * Whose code an address is, to fill the form with; what counts is what the engine reads. Empty where it says
 * nothing.
 */
export function namesIn(source: string): { readonly issuer: string; readonly account: string } {
  const parts = /^otpauth:\/\/[^/?]*\/([^?]*)(?:\?(.*))?$/is.exec(source.trim());
  if (!parts) return { issuer: '', account: '' };
  const label = decoded(parts[1] ?? '');
  const colon = label.indexOf(':');
  const issuer = new URLSearchParams(parts[2] ?? '').get('issuer') ?? label.slice(0, Math.max(0, colon));
  return { issuer: issuer.trim(), account: label.slice(colon + 1).trim() };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What is typed into a field that takes whole numbers; NaN is refused by the engine, by the name of the field. */
const numberIn = (text: string, usually: number) => (text.trim() === '' ? usually : Number(text));

export function newEntryFrom(texts: CodeTexts): NewEntry {
  const source = texts.source.trim();
  const { issuer, account } = namesIn(source);
  const title = texts.title.trim() || issuer || account;
  const username = texts.account.trim() || account || null;
  const oneTimeCode = isAddress(source)
    ? source
    : {
        type: texts.type,
        issuer: title,
        account: username ?? '',
        secret: source,
        algorithm: texts.algorithm,
        digits: numberIn(texts.digits, 6),
        period: numberIn(texts.period, 30),
        counter: numberIn(texts.counter, 0),
      };
  return {
    title,
    organizationId: Number(texts.organizationId),
    username,
    oneTimeCode,
    password: null,
    urls: [],
    folder: null,
    tags: [],
    notes: '',
    fields: [],
    assetId: null,
    ticketId: null,
    expiresAt: null,
    pinned: false,
    reprompt: false,
  };
}

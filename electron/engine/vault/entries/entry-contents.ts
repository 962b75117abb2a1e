import type { CodeParameters } from '../../../../shared/one-time-code.ts';
import type { RecordSource } from '../../../../shared/record-source.ts';
import type { EarlierPassword, OneTimeCode, VaultField } from '../vault-draft.ts';

/** What a list shows of an entry: no secret is in it, and yet none of it lies on the disk in clear. */
export interface EntryCard {
  readonly title: string;
  readonly username: string | null;
  readonly urls: readonly string[];
  readonly folder: string | null;
  readonly tags: readonly string[];
  /** Hidden ones without their values. */
  readonly fields: readonly (Omit<VaultField, 'value'> & { readonly value: string | null })[];
  readonly code: CodeParameters | null;
  readonly assetId: number | null;
  readonly ticketId: number | null;
  readonly expiresAt: number | null;
  readonly pinned: boolean;
  readonly reprompt: boolean;
  readonly source: RecordSource;
  readonly hasPassword: boolean;
  readonly hasNotes: boolean;
  readonly earlierPasswords: number;
  readonly leftovers: number;
  readonly passwordChangedAt: number | null;
  /** Null: not checked. */
  readonly breached: boolean | null;
  /** Keyed fingerprints in hexadecimal: equal for equal passwords, and for equal codes. */
  readonly passwordMark: string | null;
  readonly codeMark: string | null;
}

/** All of an entry, in clear. */
export interface EntryContents {
  readonly title: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly urls: readonly string[];
  readonly folder: string | null;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly fields: readonly VaultField[];
  readonly oneTimeCode: OneTimeCode | null;
  readonly assetId: number | null;
  readonly ticketId: number | null;
  readonly expiresAt: number | null;
  readonly pinned: boolean;
  readonly reprompt: boolean;
  readonly source: RecordSource;
  /** Newest first. */
  readonly history: readonly EarlierPassword[];
  readonly leftovers: Readonly<Record<string, unknown>>;
  readonly passwordChangedAt: number | null;
  readonly breached: boolean | null;
}

/** Where an entry lies and which state of it that is. */
export interface EntryPlace {
  readonly id: number;
  readonly organizationId: number;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function codeParametersOf(code: OneTimeCode): CodeParameters {
  const { type, issuer, account, algorithm, digits } = code;
  return {
    type,
    issuer,
    account,
    algorithm,
    digits,
    period: code.type === 'hotp' ? null : code.period,
    counter: code.type === 'hotp' ? code.counter : null,
  };
}

/** The other way, with the secret that lay apart. */
export function oneTimeCodeOf(parameters: CodeParameters, secret: Uint8Array): OneTimeCode {
  const { type, issuer, account, algorithm, digits, period, counter } = parameters;
  const shared = { issuer, account, algorithm, digits, secret };
  return type === 'hotp'
    ? { type, counter: counter ?? 0, ...shared }
    : { type, period: period ?? 30, ...shared };
}

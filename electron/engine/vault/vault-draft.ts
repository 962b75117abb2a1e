interface OneTimeSecret {
  readonly issuer: string;
  readonly account: string;
  /** The shared secret itself, decoded. */
  readonly secret: Uint8Array;
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  readonly digits: number;
}

/** A code by time (RFC 6238, or Steam's own alphabet): `period` in seconds. */
export interface TimeCode extends OneTimeSecret {
  readonly type: 'totp' | 'steam';
  readonly period: number;
}

/** A code by count (RFC 4226): `counter` is the one that the next code is made with. */
export interface CountedCode extends OneTimeSecret {
  readonly type: 'hotp';
  readonly counter: number;
}

export type OneTimeCode = TimeCode | CountedCode;

export interface VaultField {
  readonly name: string;
  readonly value: string;
  readonly kind: 'text' | 'hidden' | 'boolean';
}

export interface EarlierPassword {
  readonly password: string;
  /** Epoch ms. */
  readonly replacedAt: number;
}

/** An entry as a file of another product says it, or as it is to be written to one: in clear, in memory only. */
export interface VaultDraft {
  readonly title: string;
  /** The client that it names; null where it names none. */
  readonly organization: string | null;
  readonly folder: string | null;
  readonly tags: readonly string[];
  readonly username: string | null;
  readonly password: string | null;
  readonly urls: readonly string[];
  readonly notes: string | null;
  readonly fields: readonly VaultField[];
  readonly oneTimeCode: OneTimeCode | null;
  /** Epoch ms. */
  readonly expiresAt: number | null;
  readonly pinned: boolean;
  /** The entry asks who is there again before it shows its secrets. */
  readonly reprompt: boolean;
  /** Newest first. */
  readonly history: readonly EarlierPassword[];
  /** Epoch ms. */
  readonly createdAt: number | null;
  /** What the file holds besides, kept so that nothing is lost. */
  readonly raw: Readonly<Record<string, unknown>>;
}

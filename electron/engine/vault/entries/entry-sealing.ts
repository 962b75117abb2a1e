import type { OpenKeys } from '../keys/data-key.ts';
import type { SealedPlace } from '../keys/seal.ts';
import type { EarlierPassword } from '../vault-draft.ts';
import {
  codeParametersOf,
  oneTimeCodeOf,
  type EntryCard,
  type EntryContents,
  type EntryPlace,
} from './entry-contents.ts';

/** The secrets of an entry, each sealed by itself; null where there is none. */
export const secretColumns = ['password', 'code', 'notes', 'hidden', 'history', 'leftovers'] as const;
export type SecretColumn = (typeof secretColumns)[number];

export interface SealedEntry extends Readonly<Record<SecretColumn, Buffer | null>> {
  readonly card: Buffer;
}

export interface EntryHealth {
  /** Null while it is still to be estimated. */
  readonly strength: number | null;
  /** Left out where the password was never compared with known breaches. */
  readonly breach?: ComparedPassword;
}

/** A password that was compared with those known from breaches. */
export interface ComparedPassword {
  readonly hit: boolean;
  readonly at: number;
}

type Place = Pick<EntryPlace, 'id' | 'organizationId' | 'version'>;

export function entryPlace({ id, organizationId, version }: Place, field: string): SealedPlace {
  return { table: 'vault_entry', row: id, field, version, organizationId };
}

export function cardOf(keys: OpenKeys, contents: EntryContents): EntryCard {
  const { password, notes, oneTimeCode, history, leftovers, ...shown } = contents;
  return {
    ...shown,
    fields: contents.fields.map((field) => (field.kind === 'hidden' ? { ...field, value: null } : field)),
    code: oneTimeCode && codeParametersOf(oneTimeCode),
    hasPassword: password !== null,
    hasNotes: notes !== '',
    earlierPasswords: history.length,
    leftovers: Object.keys(leftovers).length,
    passwordMark: password === null ? null : keys.fingerprint(`password ${password}`).toString('hex'),
    codeMark: oneTimeCode && codeMark(keys, oneTimeCode),
  };
}

/** The same for two codes of the same kind by the same secret. */
export function codeMark(
  keys: OpenKeys,
  code: { readonly type: string; readonly secret: Uint8Array },
): string {
  return keys.fingerprint(Buffer.concat([Buffer.from(`code ${code.type} `), code.secret])).toString('hex');
}

export function sealEntry(
  keys: OpenKeys,
  place: Place,
  contents: EntryContents,
): { readonly card: EntryCard; readonly sealed: SealedEntry } {
  const card = cardOf(keys, contents);
  const seal = (field: string, value: string | Uint8Array): Buffer => {
    const plain = typeof value === 'string' ? Buffer.from(value) : value;
    return keys.entries.seal(entryPlace(place, field), plain);
  };
  const hidden = contents.fields.filter(({ kind }) => kind === 'hidden').map(({ value }) => value);
  const { password, notes, oneTimeCode, history, leftovers } = contents;
  const sealed = {
    card: seal('card', JSON.stringify(card)),
    password: password === null ? null : seal('password', password),
    code: oneTimeCode && seal('code', oneTimeCode.secret),
    notes: notes === '' ? null : seal('notes', notes),
    hidden: hidden.length === 0 ? null : seal('hidden', JSON.stringify(hidden)),
    history: history.length === 0 ? null : seal('history', JSON.stringify(history)),
    leftovers: card.leftovers === 0 ? null : seal('leftovers', JSON.stringify(leftovers)),
  };
  return { card, sealed };
}

/** Undefined where the card was changed or moved. */
export function openCard(keys: OpenKeys, place: Place, sealed: Buffer): EntryCard | undefined {
  const plain = keys.entries.open(entryPlace(place, 'card'), sealed);
  return plain && (JSON.parse(plain.toString()) as EntryCard);
}

/** One secret of an entry; null where it has none, undefined where it was changed or moved. */
export function openSecret(
  keys: OpenKeys,
  place: Place,
  column: SecretColumn,
  sealed: Buffer | null,
): Buffer | null | undefined {
  return sealed && keys.entries.open(entryPlace(place, column), sealed);
}

/** All of an entry; undefined where any part of it was changed, moved or taken away. */
export function openEntry(keys: OpenKeys, place: Place, sealed: SealedEntry): EntryContents | undefined {
  const card = openCard(keys, place, sealed.card);
  if (!card) return undefined;
  const parts: Partial<Record<SecretColumn, Buffer | null>> = {};
  for (const column of secretColumns) {
    const part = openSecret(keys, place, column, sealed[column]);
    if (part === undefined || (part !== null) !== holds(card, column)) return undefined;
    parts[column] = part;
  }
  const text = (column: SecretColumn): string | null => parts[column]?.toString() ?? null;
  const json = (column: SecretColumn, empty: unknown): unknown => JSON.parse(text(column) ?? 'null') ?? empty;
  const hidden = json('hidden', []) as string[];
  let at = 0;
  return {
    title: card.title,
    username: card.username,
    password: text('password'),
    urls: card.urls,
    folder: card.folder,
    tags: card.tags,
    notes: text('notes') ?? '',
    fields: card.fields.map((field) => ({ ...field, value: field.value ?? hidden[at++] ?? '' })),
    oneTimeCode: card.code && oneTimeCodeOf(card.code, parts.code!),
    assetId: card.assetId,
    ticketId: card.ticketId,
    expiresAt: card.expiresAt,
    pinned: card.pinned,
    reprompt: card.reprompt,
    source: card.source,
    history: json('history', []) as EarlierPassword[],
    leftovers: json('leftovers', {}) as Record<string, unknown>,
    passwordChangedAt: card.passwordChangedAt,
    breached: card.breached,
  };
}

/** What the card says there is: a secret that somebody emptied is as noticeable as one that was changed. */
function holds(card: EntryCard, column: SecretColumn): boolean {
  switch (column) {
    case 'password':
      return card.hasPassword;
    case 'code':
      return card.code !== null;
    case 'notes':
      return card.hasNotes;
    case 'hidden':
      return card.fields.some(({ kind }) => kind === 'hidden');
    case 'history':
      return card.earlierPasswords > 0;
    case 'leftovers':
      return card.leftovers > 0;
  }
}

export function sealHealth(keys: OpenKeys, place: Place, health: EntryHealth): Buffer {
  return keys.entries.seal(entryPlace(place, 'health'), Buffer.from(JSON.stringify(health)));
}

/** Null where it is still to be found out, or was sealed for another state of the entry. */
export function openHealth(keys: OpenKeys, place: Place, sealed: Buffer | null): EntryHealth | null {
  const plain = sealed && keys.entries.open(entryPlace(place, 'health'), sealed);
  return plain ? (JSON.parse(plain.toString()) as EntryHealth) : null;
}

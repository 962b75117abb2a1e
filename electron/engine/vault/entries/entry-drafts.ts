import type { VaultDraft } from '../vault-draft.ts';
import type { EntryContents } from './entry-contents.ts';
import { withPassword } from './entry-values.ts';

/** A new entry as a file says it. */
export function draftContents(draft: VaultDraft, now: number): EntryContents {
  const { organization: _organization, notes, createdAt, raw, ...said } = draft;
  return {
    ...said,
    notes: notes ?? '',
    assetId: null,
    ticketId: null,
    source: 'import',
    leftovers: raw,
    passwordChangedAt: draft.password === null ? null : (draft.history[0]?.replacedAt ?? createdAt ?? now),
    breached: null,
  };
}

/** Only what the file says otherwise; what it leaves out stays. */
export function draftPatch(before: EntryContents, draft: VaultDraft): Readonly<Record<string, unknown>> {
  const { title, username, password, urls, folder, tags, notes, fields, oneTimeCode, expiresAt } = draft;
  const said: Record<string, unknown> = { title, username, password, folder, notes, oneTimeCode, expiresAt };
  if (urls.length > 0) said['urls'] = urls;
  if (tags.length > 0) said['tags'] = tags;
  if (fields.length > 0) said['fields'] = fields;
  if (draft.pinned) said['pinned'] = true;
  if (draft.reprompt) said['reprompt'] = true;
  return Object.fromEntries(
    Object.entries(said).filter(
      ([field, value]) => value !== null && !isSame(before[field as keyof EntryContents], value),
    ),
  );
}

/** An entry with what `draftPatch` found; the password that gives way becomes one of the earlier ones. */
export function patchedByDraft(
  before: EntryContents,
  patch: Readonly<Record<string, unknown>>,
  now: number,
): EntryContents {
  return withPassword(before, { ...before, ...patch }, now);
}

/** Bytes are compared as bytes, whichever kind of array holds them. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const json = value as { type?: unknown; data?: unknown } | null;
  return json?.type === 'Buffer' && Array.isArray(json.data)
    ? Buffer.from(json.data as number[]).toString('base64')
    : sorted(value);
}

/** The order of an object's fields says nothing. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

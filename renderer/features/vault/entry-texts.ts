import type { Entry, EntryPatch, NewEntry } from '../../../shared/entry.ts';
import { dayStart } from '../../lib/calendar-date.ts';
import { readTags, tagsText } from '../../lib/tags.ts';

export interface FieldText {
  readonly name: string;
  readonly kind: 'text' | 'hidden' | 'boolean';
  /** Null keeps the hidden value that the entry has. */
  readonly value: string | null;
}

/** An entry as its form holds it. Secrets that are there already are not fetched: null keeps them. */
export interface EntryTexts {
  readonly title: string;
  readonly organizationId: string;
  readonly username: string;
  readonly password: string | null;
  /** An otpauth address or a bare secret; empty for none. */
  readonly code: string | null;
  /** One a line. */
  readonly urls: string;
  readonly folder: string;
  readonly tags: string;
  readonly notes: string;
  /** `2026-03-23`, or empty. */
  readonly expires: string;
  readonly reprompt: boolean;
  readonly pinned: boolean;
  readonly fields: readonly FieldText[];
}

/** The day where the machine stands, as a date field wants it. */
export function dayOf(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

export function textsOf(entry: Entry | null, organizationId: number): EntryTexts {
  return {
    title: entry?.title ?? '',
    organizationId: String(entry?.organizationId ?? organizationId),
    username: entry?.username ?? '',
    password: entry?.hasPassword ? null : '',
    code: entry?.hasCode ? null : '',
    urls: entry?.urls.join('\n') ?? '',
    folder: entry?.folder ?? '',
    tags: tagsText(entry?.tags ?? []),
    notes: entry?.notes ?? '',
    expires: entry?.expiresAt == null ? '' : dayOf(entry.expiresAt),
    reprompt: entry?.reprompt ?? false,
    pinned: entry?.pinned ?? false,
    fields: entry?.fields ?? [],
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text);
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The end of the day that was chosen: an entry that expires today can still be used today. */
function expiryOf(date: string): number | null {
  if (date === '') return null;
  const next = new Date(dayStart(date));
  next.setDate(next.getDate() + 1);
  return next.getTime() - 1000;
}

const namedFields = (fields: readonly FieldText[]) =>
  fields.filter(({ name }) => name.trim() !== '').map((field) => ({ ...field, name: field.name.trim() }));

/** Everything that a form holds, secrets that are to be kept left out. */
function plainParts(texts: EntryTexts) {
  return {
    organizationId: Number(texts.organizationId),
    title: texts.title,
    username: orNull(texts.username),
    urls: lines(texts.urls),
    folder: orNull(texts.folder.trim()),
    tags: readTags(texts.tags),
    notes: texts.notes,
    fields: namedFields(texts.fields),
    expiresAt: expiryOf(texts.expires),
    reprompt: texts.reprompt,
    pinned: texts.pinned,
  };
}

export function newEntryFrom(texts: EntryTexts): NewEntry {
  return {
    ...plainParts(texts),
    password: orNull(texts.password ?? ''),
    oneTimeCode: orNull((texts.code ?? '').trim()),
    assetId: null,
    ticketId: null,
  };
}

/** Only what differs from the entry, so that what somebody else changed meanwhile stays. */
export function patchFrom(texts: EntryTexts, entry: Entry): EntryPatch {
  const before = plainParts(textsOf(entry, entry.organizationId));
  const after = plainParts(texts);
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  return {
    ...(Object.fromEntries(changed) as Partial<typeof after>),
    ...(texts.password === null || (texts.password === '' && !entry.hasPassword)
      ? {}
      : { password: orNull(texts.password) }),
    ...(texts.code === null || (texts.code === '' && !entry.hasCode)
      ? {}
      : { oneTimeCode: orNull(texts.code.trim()) }),
  };
}

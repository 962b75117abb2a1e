import type { Entry, EntryRow } from '../../../../shared/entry.ts';
import type { EntryContents, EntryCard, EntryPlace } from './entry-contents.ts';

/** What the list shows of an entry. */
export function toRow(place: EntryPlace, card: EntryCard, strength: number | null, reused: number): EntryRow {
  return {
    id: place.id,
    organizationId: place.organizationId,
    title: card.title,
    username: card.username,
    url: card.urls[0] ?? null,
    urls: [...card.urls],
    folder: card.folder,
    tags: [...card.tags],
    code: card.code,
    hasCode: card.code !== null,
    hasPassword: card.hasPassword,
    hasNotes: card.hasNotes,
    assetId: card.assetId,
    ticketId: card.ticketId,
    expiresAt: card.expiresAt,
    pinned: card.pinned,
    reprompt: card.reprompt,
    strength,
    breached: card.breached,
    reused,
    passwordChangedAt: card.passwordChangedAt,
    source: card.source,
    createdAt: place.createdAt,
    updatedAt: place.updatedAt,
  };
}

/** All of an entry that is no secret. */
export function toEntry(row: EntryRow, contents: EntryContents): Entry {
  return {
    ...row,
    notes: contents.notes,
    fields: contents.fields.map(({ name, kind, value }) => ({
      name,
      kind,
      value: kind === 'hidden' ? null : value,
    })),
    earlierPasswords: contents.history.length,
    leftovers: Object.keys(contents.leftovers).length,
  };
}

import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { EntryPlace } from './entry-contents.ts';
import { secretColumns, type SealedEntry, type SecretColumn } from './entry-sealing.ts';

export interface StoredEntry extends EntryPlace, SealedEntry {
  readonly health: Buffer | null;
}

/** What the list is made of: no secret is read for it. */
export type StoredCard = EntryPlace & Pick<StoredEntry, 'card' | 'health'>;

const placeColumns =
  'id, organization_id AS organizationId, version, created_at AS createdAt, updated_at AS updatedAt';
const columns = `${placeColumns}, card, health, ${secretColumns.join(', ')}`;

export function getStoredEntry(db: ReadableDb, id: number): StoredEntry | undefined {
  return db.get<StoredEntry>(`SELECT ${columns} FROM vault_entry WHERE id = ?`, [id]);
}

export function getStoredCard(db: ReadableDb, id: number): StoredCard | undefined {
  return db.get<StoredCard>(`SELECT ${placeColumns}, card, health FROM vault_entry WHERE id = ?`, [id]);
}

/** The next cards after an id, in the order of their ids. */
export function cardsAfter(db: ReadableDb, id: number, limit: number): StoredCard[] {
  return db.all<StoredCard>(
    `SELECT ${placeColumns}, card, health FROM vault_entry WHERE id > ? ORDER BY id LIMIT ?`,
    [id, limit],
  );
}

export function entriesAfter(db: ReadableDb, id: number, limit: number): StoredEntry[] {
  return db.all<StoredEntry>(`SELECT ${columns} FROM vault_entry WHERE id > ? ORDER BY id LIMIT ?`, [
    id,
    limit,
  ]);
}

export function getSecret(db: ReadableDb, id: number, column: SecretColumn): Buffer | null {
  return (
    db.get<{ value: Buffer | null }>(`SELECT ${column} AS value FROM vault_entry WHERE id = ?`, [id])
      ?.value ?? null
  );
}

/** The number that the next entry will have: it is part of what is sealed, and so is needed beforehand. */
export function nextEntryId(db: ReadableDb): number {
  const last = db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'vault_entry'");
  return (last?.seq ?? 0) + 1;
}

export function insertEntry(
  db: WritableDb,
  place: EntryPlace,
  sealed: SealedEntry,
  health: Buffer | null,
): void {
  db.run(
    `INSERT INTO vault_entry (id, organization_id, version, created_at, updated_at, card, health, ${secretColumns.join(', ')})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      place.id,
      place.organizationId,
      place.version,
      place.createdAt,
      place.updatedAt,
      sealed.card,
      health,
      ...secretColumns.map((column) => sealed[column]),
    ],
  );
}

export function updateEntry(
  db: WritableDb,
  place: EntryPlace,
  sealed: SealedEntry,
  health: Buffer | null,
): void {
  db.run(
    `UPDATE vault_entry SET organization_id = ?, version = ?, updated_at = ?, card = ?, health = ?,
     ${secretColumns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
    [
      place.organizationId,
      place.version,
      place.updatedAt,
      sealed.card,
      health,
      ...secretColumns.map((column) => sealed[column]),
      place.id,
    ],
  );
}

export function updateHealth(db: WritableDb, id: number, health: Buffer): void {
  db.runAside('UPDATE vault_entry SET health = ? WHERE id = ?', [health, id]);
}

export function deleteEntry(db: WritableDb, id: number): void {
  db.run('DELETE FROM vault_entry WHERE id = ?', [id]);
}

/** An entry as it was before a change. */
export interface EarlierState {
  readonly entryId: number;
  readonly version: number;
  readonly organizationId: number;
  readonly contents: Buffer;
}

export function keepEarlier(db: WritableDb, state: EarlierState, now: number): void {
  db.run(
    `INSERT INTO vault_earlier (entry_id, version, organization_id, kept_at, contents) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET contents = excluded.contents`,
    [state.entryId, state.version, state.organizationId, now, state.contents],
  );
}

export function getEarlier(db: ReadableDb, entryId: number, version: number): EarlierState | undefined {
  return db.get<EarlierState>(
    `SELECT entry_id AS entryId, version, organization_id AS organizationId, contents
     FROM vault_earlier WHERE entry_id = ? AND version = ?`,
    [entryId, version],
  );
}

/** In parts, for sealing them anew. */
export function earlierAfter(
  db: ReadableDb,
  entryId: number,
  version: number,
  limit: number,
): EarlierState[] {
  return db.all<EarlierState>(
    `SELECT entry_id AS entryId, version, organization_id AS organizationId, contents FROM vault_earlier
     WHERE (entry_id, version) > (?, ?) ORDER BY entry_id, version LIMIT ?`,
    [entryId, version, limit],
  );
}

export function forgetEarlierBefore(db: WritableDb, before: number): void {
  db.run('DELETE FROM vault_earlier WHERE kept_at < ?', [before]);
}

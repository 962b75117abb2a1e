import type { ReadableDb, WritableDb } from '../db.ts';
import { hashedRecords } from '../hashed-records.ts';
import { recordHash, type HashedRow } from '../migrations/0007-record-hashes.ts';
import { columnOf, selected, toRecord, toValue, type AnyRecord, type RecordTable } from './record-table.ts';

export function getRecord<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  id: number,
): R | undefined {
  const row = db.get<Record<string, unknown>>(
    `SELECT ${selected(table, table.fields)} FROM ${table.name} t ${table.joined} WHERE t.id = ?`,
    [id],
  );
  return row && toRecord(table, row);
}

/** Writes a new record; an id that is given is kept, for one that comes back. */
export function insertRecord<R extends AnyRecord>(
  db: WritableDb,
  table: RecordTable<R>,
  record: Omit<R, 'id'> & { readonly id?: number },
): R {
  const given = record as Partial<R>;
  const fields = table.fields.filter((field) => given[field] !== undefined && !table.derived.includes(field));
  const { lastInsertRowid } = db.run(
    `INSERT INTO ${table.name} (${fields.map(columnOf).join(', ')}) VALUES (${fields.map(() => '?').join(', ')})`,
    fields.map((field) => toValue(table, field, given[field])),
  );
  seal(db, table.name, lastInsertRowid);
  return getRecord(db, table, lastInsertRowid)!;
}

export function updateRecord<R extends AnyRecord>(
  db: WritableDb,
  table: RecordTable<R>,
  id: number,
  changes: Partial<R>,
): R {
  const fields = table.fields.filter((field) => changes[field] !== undefined);
  db.run(
    `UPDATE ${table.name} SET ${fields.map((field) => `${columnOf(field)} = ?`).join(', ')} WHERE id = ?`,
    [...fields.map((field) => toValue(table, field, changes[field])), id],
  );
  seal(db, table.name, id);
  return getRecord(db, table, id)!;
}

/** Writes the hash of a record as it stands now, where its kind has one: SQLite's own checks see structure, not content. */
function seal(db: WritableDb, name: string, id: number): void {
  const columns = hashedRecords[name];
  if (!columns) return;
  const row = db.get<HashedRow>(`SELECT ${columns.join(', ')} FROM ${name} WHERE id = ?`, [id])!;
  db.run(`UPDATE ${name} SET row_hash = ? WHERE id = ?`, [recordHash(columns, row), id]);
}

export function deleteRecord<R extends AnyRecord>(db: WritableDb, table: RecordTable<R>, id: number): void {
  db.run(`DELETE FROM ${table.name} WHERE id = ?`, [id]);
}

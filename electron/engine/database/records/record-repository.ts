import type { ReadableDb, WritableDb } from '../db.ts';
import { columnOf, selected, toRecord, toValue, type AnyRecord, type RecordTable } from './record-table.ts';

export function getRecord<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  id: number,
): R | undefined {
  const row = db.get<Record<string, unknown>>(
    `SELECT ${selected(table, table.fields)} FROM ${table.name} t WHERE t.id = ?`,
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
  return getRecord(db, table, id)!;
}

export function deleteRecord<R extends AnyRecord>(db: WritableDb, table: RecordTable<R>, id: number): void {
  db.run(`DELETE FROM ${table.name} WHERE id = ?`, [id]);
}

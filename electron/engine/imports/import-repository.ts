import type { ImportBatch, ImportFormat } from '../../../shared/import.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import type { WrittenRecord } from '../platform/importer.ts';

const columns = `id, name, format, file_name AS fileName, created_at AS createdAt, undone_at AS undoneAt,
  new_count AS new, changed_count AS changed, duplicate_count AS duplicate, refused_count AS refused`;

export function getBatch(db: ReadableDb, id: number): ImportBatch | undefined {
  return db.get<ImportBatch>(`SELECT ${columns} FROM import_batch WHERE id = ?`, [id]);
}

/** Newest first. */
export function listBatches(db: ReadableDb): ImportBatch[] {
  return db.all<ImportBatch>(`SELECT ${columns} FROM import_batch ORDER BY id DESC LIMIT 500`);
}

export function insertBatch(
  db: WritableDb,
  batch: {
    readonly name: string;
    readonly format: ImportFormat;
    readonly fileName: string;
    readonly createdAt: number;
    readonly duplicate: number;
    readonly refused: number;
  },
): number {
  return db.run(
    `INSERT INTO import_batch (name, format, file_name, created_at, new_count, changed_count, duplicate_count, refused_count)
     VALUES (?, ?, ?, ?, 0, 0, ?, ?)`,
    [batch.name, batch.format, batch.fileName, batch.createdAt, batch.duplicate, batch.refused],
  ).lastInsertRowid;
}

export function setCounts(db: WritableDb, id: number, counts: { new: number; changed: number }): void {
  db.run('UPDATE import_batch SET new_count = ?, changed_count = ? WHERE id = ?', [
    counts.new,
    counts.changed,
    id,
  ]);
}

export function markUndone(db: WritableDb, id: number, at: number): void {
  db.run('UPDATE import_batch SET undone_at = ? WHERE id = ?', [at, id]);
}

/** A record that two rows of a file touch keeps the state before the first of them. */
export function noteRecord(db: WritableDb, batchId: number, record: WrittenRecord): void {
  db.run(
    `INSERT INTO import_record (batch_id, entity, entity_id, before, after) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET after = excluded.after`,
    [
      batchId,
      record.entity,
      record.entityId,
      record.before && JSON.stringify(record.before),
      JSON.stringify(record.after),
    ],
  );
}

/** In the order of their ids, organizations first: everything else stands on them. */
export function recordsOf(db: ReadableDb, batchId: number): WrittenRecord[] {
  return db
    .all<{ entity: WrittenRecord['entity']; entity_id: number; before: string | null; after: string }>(
      "SELECT entity, entity_id, before, after FROM import_record WHERE batch_id = ? ORDER BY entity <> 'organization', entity, entity_id",
      [batchId],
    )
    .map((row) => ({
      entity: row.entity,
      entityId: row.entity_id,
      before: row.before === null ? null : (JSON.parse(row.before) as Record<string, unknown>),
      after: JSON.parse(row.after) as Record<string, unknown>,
    }));
}

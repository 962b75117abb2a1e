import type { BreachRun } from '../../../../shared/breach.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { DueAddress } from './address-repository.ts';

export type StoredRun = Omit<BreachRun, 'done' | 'endsAt'>;

const columns = `id, organization_id AS organizationId, state, total, found, clean, not_checked AS notChecked,
  started_by AS startedBy, started_at AS startedAt, finished_at AS finishedAt`;

export function getRun(db: ReadableDb, id: number): StoredRun | undefined {
  return db.get<StoredRun>(`SELECT ${columns} FROM breach_run WHERE id = ?`, [id]);
}

/** Newest first. */
export function listRuns(db: ReadableDb, limit: number): StoredRun[] {
  return db.all<StoredRun>(`SELECT ${columns} FROM breach_run ORDER BY id DESC LIMIT ?`, [limit]);
}

export function insertRun(
  db: WritableDb,
  run: Pick<StoredRun, 'organizationId' | 'startedBy' | 'startedAt'>,
  addressIds: readonly number[],
): number {
  const id = db.run(
    `INSERT INTO breach_run (organization_id, state, total, started_by, started_at) VALUES (?, 'running', ?, ?, ?)`,
    [run.organizationId, addressIds.length, run.startedBy, run.startedAt],
  ).lastInsertRowid;
  for (const [position, addressId] of addressIds.entries())
    db.run('INSERT INTO breach_run_address (run_id, position, address_id) VALUES (?, ?, ?)', [
      id,
      position,
      addressId,
    ]);
  return id;
}

export interface RunItem extends DueAddress {
  readonly runId: number;
  readonly position: number;
}

/** What waits, the oldest run first. */
export function waitingItems(db: ReadableDb, limit: number): RunItem[] {
  return db.all<RunItem>(
    `SELECT r.id AS runId, i.position, a.id, a.email, a.organization_id AS organizationId
     FROM breach_run r JOIN breach_run_address i ON i.run_id = r.id JOIN breach_address a ON a.id = i.address_id
     WHERE r.state = 'running' ORDER BY r.id, i.position LIMIT ?`,
    [limit],
  );
}

/** One address of a run is through: it waits no more, and the run counts it. Once: the second time it is not there. */
export function finishItem(
  db: WritableDb,
  { runId, position }: Pick<RunItem, 'runId' | 'position'>,
  outcome: 'found' | 'clean' | 'not_checked',
  now: number,
): void {
  const gone = db.run('DELETE FROM breach_run_address WHERE run_id = ? AND position = ?', [runId, position]);
  if (gone.changes === 0) return;
  db.run(`UPDATE breach_run SET ${outcome} = ${outcome} + 1 WHERE id = ?`, [runId]);
  finishEmpty(db, now);
}

/** Runs in which nobody waits any more are done, also where their addresses were removed. */
export function finishEmpty(db: WritableDb, now: number): void {
  db.run(
    `UPDATE breach_run SET state = 'done', finished_at = ? WHERE state = 'running'
     AND NOT EXISTS (SELECT 1 FROM breach_run_address WHERE run_id = breach_run.id)`,
    [now],
  );
}

export function cancelRun(db: WritableDb, id: number, now: number): void {
  const left = db.run('DELETE FROM breach_run_address WHERE run_id = ?', [id]).changes;
  db.run(
    `UPDATE breach_run SET state = 'cancelled', not_checked = not_checked + ?, finished_at = ? WHERE id = ?`,
    [left, now, id],
  );
}

import type { AlertSeverity } from '../../../../../shared/alert.ts';
import type { ReadableDb, WritableDb } from '../../../database/db.ts';
import type { Happening, PlannedItem } from './plan.ts';

export interface HeldItem {
  readonly id: number;
  readonly source: 'event' | 'alert';
  readonly sourceId: number;
  readonly organizationId: number;
  readonly severity: AlertSeverity | null;
  readonly title: string;
  readonly detail: string;
  readonly at: number;
}

/** Once for each rule, step and happening, however often it is asked for. @returns whether it was new */
export function holdItem(db: WritableDb, ruleId: number, happening: Happening, item: PlannedItem): boolean {
  const { source, sourceId, organizationId, severity, title, detail, link, at } = happening;
  const { step, readyAt, dueAt } = item;
  return (
    db.run(
      `INSERT INTO notification_item (rule_id, step, source, source_id, organization_id, severity, title, detail, link,
         at, ready_at, due_at, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'held') ON CONFLICT DO NOTHING`,
      [ruleId, step, source, sourceId, organizationId, severity, title, detail, link, at, readyAt, dueAt],
    ).changes === 1
  );
}

/** Steps of rules that have something to tell now. */
export function dueSteps(db: ReadableDb, now: number): { ruleId: number; step: number }[] {
  return db.all(
    `SELECT DISTINCT rule_id AS ruleId, step FROM
       (SELECT rule_id, step FROM notification_item WHERE state = 'held' AND due_at <= ? ORDER BY due_at LIMIT 500)`,
    [now],
  );
}

/** All that a step may tell now, what waits for others included; the oldest first. */
export function readyItems(
  db: ReadableDb,
  ruleId: number,
  step: number,
  now: number,
  limit: number,
): HeldItem[] {
  return db.all(
    `SELECT id, source, source_id AS sourceId, organization_id AS organizationId, severity, title, detail, at
     FROM notification_item WHERE rule_id = ? AND step = ? AND state = 'held' AND ready_at <= ?
     ORDER BY ready_at, id LIMIT ?`,
    [ruleId, step, now, limit],
  );
}

/** When the next is due; null where none is held. */
export function nextItemAt(db: ReadableDb): number | null {
  return db.get<{ at: number | null }>(
    `SELECT min(due_at) AS at FROM notification_item WHERE state = 'held'`,
  )!.at;
}

export function markTold(db: WritableDb, ids: readonly number[], notificationId: number): void {
  for (const id of ids)
    db.run(`UPDATE notification_item SET state = 'told', notification_id = ? WHERE id = ?`, [
      notificationId,
      id,
    ]);
}

/** It is owed no more: answered meanwhile, or its rule was switched off. */
export function withdraw(db: WritableDb, ids: readonly number[]): void {
  for (const id of ids) db.run('DELETE FROM notification_item WHERE id = ?', [id]);
}

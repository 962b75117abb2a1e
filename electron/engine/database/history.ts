import type { RecordedChange } from '../../../shared/change.ts';
import type { ReadableDb } from './db.ts';
import type { FieldChange } from './journal.ts';

/** An entry of the history as it is stored. */
export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly change_id: string;
  readonly actor_name: string;
  readonly entity: string;
  readonly entity_id: number;
  readonly organization_id: number | null;
  readonly action: string;
  /** JSON of `FieldChange[]`. */
  readonly changes: string;
  readonly undone_by: string | null;
}

const columns =
  'id, at, change_id, actor_name, entity, entity_id, organization_id, action, changes, undone_by';
const mostShown = 500;

/** What was done to one record, newest first. */
export function historyOf(
  db: ReadableDb,
  entity: string,
  id: number,
  undoable: ReadonlySet<string>,
): RecordedChange[] {
  return db
    .all<AuditRow>(
      `SELECT ${columns} FROM audit WHERE entity = ? AND entity_id = ? ORDER BY id DESC LIMIT ${mostShown}`,
      [entity, id],
    )
    .map((row) => ({
      auditId: row.id,
      changeId: row.change_id,
      at: row.at,
      actorName: row.actor_name,
      action: row.action,
      fields: fieldChanges(row),
      undoable: undoable.has(row.action) && row.undone_by === null,
      undone: row.undone_by !== null,
    }));
}

/** Everything that one change did to records of a kind, the last step first. */
export function entriesOfChange(db: ReadableDb, entity: string, changeId: string): AuditRow[] {
  return db.all<AuditRow>(
    `SELECT ${columns} FROM audit WHERE change_id = ? AND entity = ? ORDER BY id DESC`,
    [changeId, entity],
  );
}

export function fieldChanges(row: AuditRow): FieldChange[] {
  return JSON.parse(row.changes) as FieldChange[];
}

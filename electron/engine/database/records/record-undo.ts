import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { WritableDb } from '../db.ts';
import { entriesOfChange, fieldChanges, type AuditRow } from '../history.ts';
import { newChangeId, type FieldChange } from '../journal.ts';
import { requireWriter } from '../tenancy.ts';
import { getRecord, insertRecord } from './record-repository.ts';
import type { AnyRecord, AppliedChange, RecordTable } from './record-table.ts';

/** What undoing needs of the records it works on. */
interface Undoable<R extends AnyRecord> {
  mayKnow(caller: Caller, record: R): boolean;
  apply(caller: Caller, before: R, patch: Partial<R>, changeId: string, action: string): AppliedChange<R>;
  tell(happened: 'created', records: readonly R[]): void;
  tellChanges(changes: readonly AppliedChange<R>[]): void;
  audit(caller: Caller, record: R, action: string, changeId: string, changes: FieldChange[]): void;
}

export interface RestoreRules<R extends AnyRecord> {
  readonly table: RecordTable<R>;
  /** What it is called in a sentence: "asset". */
  readonly noun: string;
  /** What of a removed record cannot come back as it was, since somebody else has it by now. */
  readonly onRestore?: (removed: R) => Partial<R>;
}

export interface UndoneChange<R> {
  changeId: string;
  records: R[];
  kept: { id: number; field: string }[];
}

/** Takes a change back from the history itself, so that undoing works after a restart as well as at once. */
export function createRecordUndo<R extends AnyRecord>(
  { db }: { readonly db: WritableDb },
  { table, noun, onRestore }: RestoreRules<R>,
  records: Undoable<R>,
  undoable: ReadonlySet<string>,
): (caller: Caller, input: { changeId: string }) => UndoneChange<R> {
  /** The record as the entry found it, whether it is there now or not. */
  function known(caller: Caller, row: AuditRow): R | undefined {
    const record =
      getRecord(db, table, row.entity_id) ?? (row.action === 'remove' ? removed(row) : undefined);
    return record && records.mayKnow(caller, record) ? record : undefined;
  }

  function removed(row: AuditRow): R {
    return Object.fromEntries(fieldChanges(row).map(({ field, from }) => [field, from])) as unknown as R;
  }

  function restore(caller: Caller, row: AuditRow, changeId: string): R {
    if (getRecord(db, table, row.entity_id)) throw new AppError('conflict', `That ${noun} is there again.`);
    const before = removed(row);
    const other: Readonly<Record<string, unknown>> = { ...onRestore?.(before) };
    const record = insertRecord(db, table, { ...before, ...other });
    const changes = fieldChanges(row).map(({ field, from }) => ({
      field,
      from: null,
      to: field in other ? other[field] : from,
    }));
    records.audit(caller, record, 'restore', changeId, changes);
    records.tell('created', [record]);
    return record;
  }

  return (caller, input) => {
    requireWriter(caller);
    return db.transaction(() => {
      const rows = entriesOfChange(db, table.name, input.changeId).filter((row) => known(caller, row));
      if (rows.length === 0) throw new AppError('not_found', 'There is no such change.');
      if (rows.some((row) => row.undone_by !== null))
        throw new AppError('conflict', 'That change was undone already.');
      if (rows.some((row) => !undoable.has(row.action)))
        throw new AppError('conflict', `Adding this ${noun} cannot be undone; remove it instead.`);
      const changeId = newChangeId();
      const result: UndoneChange<R> = { changeId, records: [], kept: [] };
      for (const row of rows) {
        if (row.action === 'remove') {
          result.records.push(restore(caller, row, changeId));
          continue;
        }
        const before = getRecord(db, table, row.entity_id)!;
        const patch: Record<string, unknown> = {};
        for (const { field, from, to } of fieldChanges(row)) {
          if (JSON.stringify(before[field as keyof R]) === JSON.stringify(to)) patch[field] = from;
          else result.kept.push({ id: before.id, field });
        }
        const applied = records.apply(caller, before, patch as Partial<R>, changeId, 'undo');
        records.tellChanges([applied]);
        result.records.push(applied.record);
      }
      db.run('UPDATE audit SET undone_by = ? WHERE change_id = ? AND entity = ?', [
        changeId,
        input.changeId,
        table.name,
      ]);
      return result;
    });
  };
}

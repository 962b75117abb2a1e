import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { WritableDb } from '../../database/db.ts';
import { entriesOfChange, fieldChanges, type AuditRow } from '../../database/history.ts';
import { newChangeId } from '../../database/journal.ts';
import { mayReach, requireWriter } from '../../database/tenancy.ts';
import type { EntryContents } from './entry-contents.ts';
import { getStoredEntry } from './entry-repository.ts';
import { differences, type EntryWrites, type OpenEntry } from './entry-writes.ts';

export const undoableActions: ReadonlySet<string> = new Set(['update', 'remove', 'undo']);

export interface UndoneEntries {
  readonly changeId: string;
  readonly entries: OpenEntry[];
  readonly kept: { id: number; field: string }[];
}

/** Takes a change or a removal back, field by field, where the field still holds what the change wrote. */
export function createEntryUndo(
  { db }: { readonly db: WritableDb },
  writes: EntryWrites,
): (caller: Caller, input: { changeId: string }) => UndoneEntries {
  function undoOne(caller: Caller, row: AuditRow, changeId: string, kept: UndoneEntries['kept']): OpenEntry {
    const id = row.entity_id;
    const version = fieldChanges(row).find(({ field }) => field === 'version');
    const versions = { from: Number(version?.from), to: Number(version?.to) };
    if (row.action === 'remove') {
      if (getStoredEntry(db, id)) throw new AppError('conflict', 'That entry is there again.');
      const old = writes.earlier(id, versions.from);
      if (!old) throw tooOld();
      return writes.restore(caller, old, 'restore', changeId);
    }
    const undone = takeBackChange(writes, caller, writes.reach(caller, id), versions, 'undo', changeId);
    if (!undone) throw tooOld();
    for (const field of undone.kept) kept.push({ id, field });
    return undone.entry;
  }

  return (caller, input) => {
    requireWriter(caller);
    return db.transaction(() => {
      const rows = entriesOfChange(db, 'entry', input.changeId).filter(
        (row) => row.organization_id !== null && mayReach(caller, row.organization_id),
      );
      if (rows.length === 0) throw new AppError('not_found', 'There is no such change.');
      if (rows.some((row) => row.undone_by !== null))
        throw new AppError('conflict', 'That change was undone already.');
      if (rows.some((row) => !undoableActions.has(row.action)))
        throw new AppError('conflict', 'Adding this entry cannot be undone; remove it instead.');
      const changeId = newChangeId();
      const kept: UndoneEntries['kept'] = [];
      const entries = rows.map((row) => undoOne(caller, row, changeId, kept));
      db.run("UPDATE audit SET undone_by = ? WHERE change_id = ? AND entity = 'entry'", [
        changeId,
        input.changeId,
      ]);
      return { changeId, entries, kept };
    });
  };
}

/**
 * Gives an entry back the fields that a change replaced, where they still hold what it wrote. Undefined where its
 * earlier states are not kept any more.
 */
export function takeBackChange(
  writes: EntryWrites,
  caller: Caller,
  now: OpenEntry,
  versions: { readonly from: number; readonly to: number },
  action: string,
  changeId: string,
): { readonly entry: OpenEntry; readonly kept: string[] } | undefined {
  const { id } = now.place;
  const old = writes.earlier(id, versions.from);
  const written = now.place.version === versions.to ? now : writes.earlier(id, versions.to);
  if (!old || !written) return undefined;
  const since = new Set(differences(written, { ...now.place, contents: now.contents }));
  const changed = differences(old, { ...written.place, contents: written.contents });
  const back = changed.filter((field) => !since.has(field));
  const values = Object.fromEntries(
    back
      .filter((field) => field !== 'organizationId')
      .map((field) => [field, old.contents[field as keyof EntryContents]]),
  );
  const { organizationId } = back.includes('organizationId') ? old.place : now.place;
  const contents = { ...now.contents, ...values };
  const entry = writes.change(caller, now, { organizationId, contents }, action, changeId);
  return { entry, kept: changed.filter((field) => since.has(field)) };
}

function tooOld(): AppError {
  return new AppError('conflict', 'That change is too old to be taken back.');
}

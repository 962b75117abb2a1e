import type { Caller } from '../../../../shared/caller.ts';
import type { RecordedChange } from '../../../../shared/change.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { Clock } from '../../platform/clock.ts';
import type { WritableDb } from '../db.ts';
import { historyOf } from '../history.ts';
import { newChangeId, type EventRecord, type FieldChange, type Journal } from '../journal.ts';
import { invalidField, mayReach, requireWriter } from '../tenancy.ts';
import { readRecords } from './read-records.ts';
import { deleteRecord, insertRecord, updateRecord } from './record-repository.ts';
import type { AnyRecord, AppliedChange } from './record-table.ts';
import { createRecordUndo, type RestoreRules } from './record-undo.ts';

export interface RecordDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly organizationExists: (id: number) => boolean;
}

/** What is particular to one kind of record. */
export interface RecordRules<R extends AnyRecord> extends RestoreRules<R> {
  readonly pushed: Extract<PushEvent, { ids: unknown }>['type'];
  /** Refuses values that name what does not exist. */
  readonly check?: (caller: Caller, values: Partial<R>, before: R | null) => void;
  /** What a change brings with it, beside what was asked for; taking one back is told apart. */
  readonly follow?: (
    before: R,
    patch: Partial<R>,
    caller: Caller,
    now: number,
    isUndo: boolean,
  ) => Partial<R>;
  /** Runs in the transaction of each change, before it is written. */
  readonly beforeUpdate?: (before: R, after: R) => void;
  /** The contract's event for what happened, where it has one. */
  readonly event?: (happened: 'created' | 'updated' | 'deleted', record: R) => EventRecord | undefined;
}

const undoable: ReadonlySet<string> = new Set(['update', 'remove', 'undo']);
/** Beyond this an announcement says only that much has changed. */
const mostNamed = 200;

/**
 * Reads and changes one kind of record: tenancy, roles, history, events and announcements are the same for
 * all of them and are written here once.
 */
export function createRecords<R extends AnyRecord>(deps: RecordDeps, rules: RecordRules<R>) {
  const { db, clock, journal, push } = deps;
  const { table } = rules;
  const reading = readRecords(db, table, rules.noun);
  const { reach, mayKnow } = reading;
  const untold = { created: new Set<number>(), changed: new Set<number>(), removed: new Set<number>() };

  /** Refuses organizations that do not exist or that the caller must not know of. */
  function check(caller: Caller, values: Partial<R>, before: R | null): void {
    const field = table.organization;
    if (field !== null && field !== 'id' && values[field] !== undefined) {
      const id = Number(values[field]);
      if (!mayReach(caller, id) || !deps.organizationExists(id))
        throw invalidField(field, 'names no organization');
    }
    rules.check?.(caller, values, before);
  }

  /** Whose a new record is where nobody said: of the key's one organization, else the MSP's own. */
  function home(caller: Caller, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const field = table.organization;
    return field === null || field === 'id'
      ? {}
      : { [field]: given[field] ?? caller.organizationId ?? mspOrganizationId };
  }

  function audit(caller: Caller, record: R, action: string, changeId: string, changes: FieldChange[]): void {
    const organizationId = reading.organizationOf(record);
    journal.audit(caller, {
      changeId,
      entity: table.name,
      entityId: record.id,
      organizationId,
      action,
      changes,
    });
  }

  function tell(happened: 'created' | 'deleted', records: readonly R[]): void {
    for (const record of records) {
      writeEvent(happened, record);
      untold[happened === 'created' ? 'created' : 'removed'].add(record.id);
    }
    db.afterCommit(announce);
  }

  /** One that went to another organization is gone to the first and new to the second: neither hears of the other. */
  function tellChanges(changes: readonly AppliedChange<R>[]): void {
    for (const { before, record, changed } of changes) {
      if (!changed) continue;
      if (reading.organizationOf(before) === reading.organizationOf(record)) {
        writeEvent('updated', record);
      } else {
        writeEvent('deleted', before);
        writeEvent('created', record);
      }
      untold.changed.add(record.id);
    }
    db.afterCommit(announce);
  }

  function writeEvent(happened: 'created' | 'updated' | 'deleted', record: R): void {
    const event = rules.event?.(happened, record);
    if (event) journal.event(event);
  }

  /** Once a commit for each reason, however many changes it held. What a rollback left is told with the next. */
  function announce(): void {
    for (const reason of ['created', 'changed', 'removed'] as const) {
      const ids = [...untold[reason]];
      untold[reason].clear();
      if (ids.length > 0) push({ type: rules.pushed, ids: ids.length > mostNamed ? null : ids, reason });
    }
  }

  /** Writes a new record. */
  function create(
    caller: Caller,
    given: NewRecord<R>,
    action = 'create',
    changeId = newChangeId(),
  ): { changeId: string; record: R } {
    requireWriter(caller);
    const values = { ...given, ...home(caller, given) };
    check(caller, values as Partial<R>, null);
    return db.transaction(() => {
      const now = clock.now();
      const record = insertRecord(db, table, { ...values, createdAt: now, updatedAt: now } as unknown as R);
      if (!mayKnow(caller, record)) throw new AppError('forbidden', 'This key acts inside one project.');
      const named = table.fields.find((field) => field === 'name' || field === 'title')!;
      audit(caller, record, action, changeId, [{ field: named, from: null, to: record[named] }]);
      tell('created', [record]);
      return { changeId, record };
    });
  }

  /** Applies a patch to one record inside the caller's transaction; what is already so is no change. */
  function apply(
    caller: Caller,
    before: R,
    patch: Partial<R>,
    changeId: string,
    action = 'update',
  ): AppliedChange<R> {
    const now = clock.now();
    const wanted = { ...patch, ...rules.follow?.(before, patch, caller, now, action === 'undo') };
    const changes: FieldChange[] = [];
    const written: Partial<R> = {};
    for (const field of table.fields) {
      const to = wanted[field];
      if (to === undefined || JSON.stringify(to) === JSON.stringify(before[field])) continue;
      written[field] = to;
      changes.push({ field, from: before[field], to });
    }
    if (changes.length === 0) return { before, record: before, changed: false };
    rules.beforeUpdate?.(before, { ...before, ...written });
    const updatedAt = Math.max(now, before.updatedAt);
    const record = updateRecord(db, table, before.id, { ...written, updatedAt });
    audit(caller, record, action, changeId, changes);
    return { before, record, changed: true };
  }

  function update(
    caller: Caller,
    ids: readonly number[],
    patch: Partial<R>,
  ): { changeId: string; records: R[] } {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const results = [...new Set(ids)].map((id) => {
        const before = reach(caller, id);
        check(caller, patch, before);
        return apply(caller, before, patch, changeId);
      });
      tellChanges(results);
      return { changeId, records: results.map(({ record }) => record) };
    });
  }

  /** Removes them; the history keeps all they were, so that it can be taken back. */
  function remove(
    caller: Caller,
    ids: readonly number[],
    changeId = newChangeId(),
    action = 'remove',
  ): { changeId: string } {
    requireWriter(caller);
    return db.transaction(() => {
      const records = [...new Set(ids)].map((id) => reach(caller, id));
      for (const record of records) {
        deleteRecord(db, table, record.id);
        const changes = table.fields.map((field) => ({ field, from: record[field], to: null }));
        audit(caller, record, action, changeId, changes);
      }
      tell('deleted', records);
      return { changeId };
    });
  }

  function history(caller: Caller, input: { id: number }): RecordedChange[] {
    reach(caller, input.id);
    return historyOf(db, table.name, input.id, undoable);
  }

  const own = { ...reading, create, apply, update, remove, tell, tellChanges, audit };
  const undo = createRecordUndo(deps, rules, own, undoable);
  return {
    ...own,
    /** What is the same for every kind of record. */
    handlers: {
      get: (caller: Caller, input: { id: number }) => reach(caller, input.id),
      update: (caller: Caller, input: { ids: readonly number[]; patch: Patch<R> }) =>
        update(caller, input.ids, input.patch),
      remove: (caller: Caller, input: { ids: readonly number[] }) => remove(caller, input.ids),
      undo,
      history,
    },
  };
}

/** A new record as a domain makes it; its number and its times come from here. */
export type NewRecord<R extends AnyRecord> = Omit<R, 'id' | 'createdAt' | 'updatedAt' | 'organizationId'> & {
  readonly organizationId?: number | undefined;
};

/** A parsed patch: a field that is left out may also be there as undefined. */
type Patch<R> = { readonly [K in keyof R]?: R[K] | undefined };

export type Records<R extends AnyRecord> = ReturnType<typeof createRecords<R>>;

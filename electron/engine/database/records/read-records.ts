import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ReadableDb } from '../db.ts';
import { mayReach } from '../tenancy.ts';
import { listRecords, type RecordPage } from './record-list.ts';
import type { RecordQuery } from './record-query.ts';
import { getRecord } from './record-repository.ts';
import type { AnyRecord, RecordTable } from './record-table.ts';

/** Reads one kind of record; whose records a caller may know of is decided here and nowhere else. */
export function readRecords<R extends AnyRecord>(db: ReadableDb, table: RecordTable<R>, noun: string) {
  function organizationOf(record: R): number | null {
    return table.organization === null ? null : Number(record[table.organization]);
  }

  function mayKnow(caller: Caller, record: R): boolean {
    const organizationId = organizationOf(record);
    if (organizationId !== null && !mayReach(caller, organizationId)) return false;
    const projectId = projectOf(caller);
    return projectId === null || (table.project !== null && record[table.project] === projectId);
  }

  /** A record that the caller may know of; another organization's is as good as none. */
  function reach(caller: Caller, id: number): R {
    const record = getRecord(db, table, id);
    if (!record || !mayKnow(caller, record)) throw new AppError('not_found', `There is no such ${noun}.`);
    return record;
  }

  function list(caller: Caller, query: RecordQuery<R>): RecordPage<R> {
    const bound = boundQuery(caller, query);
    return bound ? listRecords(db, table, bound) : { rows: [], total: 0 };
  }

  /** The query inside the caller's own organization and project; undefined where they share nothing. */
  function boundQuery(caller: Caller, query: RecordQuery<R>): RecordQuery<R> | undefined {
    const bounds: [keyof R & string, number][] = [];
    if (caller.organizationId !== null && table.organization !== null)
      bounds.push([table.organization, caller.organizationId]);
    const projectId = projectOf(caller);
    if (projectId !== null) {
      if (table.project === null) return undefined;
      bounds.push([table.project, projectId]);
    }
    const equals: Partial<Record<keyof R & string, RecordQuery<R>['equals'][keyof R & string]>> = {
      ...query.equals,
    };
    for (const [field, value] of bounds) {
      const asked = equals[field];
      if (asked !== undefined && asked !== value) return undefined;
      equals[field] = value;
    }
    return { ...query, equals };
  }

  return { organizationOf, mayKnow, reach, list, boundQuery };
}

/** The one project that a caller is held to, if any. */
function projectOf(caller: Caller): number | null {
  return caller.kind === 'key' ? caller.projectId : null;
}

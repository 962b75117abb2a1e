import type { Caller } from '../../../shared/caller.ts';
import type { TicketFilter, TicketRow } from '../../../shared/ticket.ts';
import type { ReadableDb, SqlValue } from '../database/db.ts';
import { mayReach } from '../database/tenancy.ts';
import { parseSearch, type SearchNames } from './search-query.ts';
import { listTickets } from './ticket-list.ts';
import { listColumns, recordToRow, type ListRecord } from './ticket-record.ts';
import { getListRecord } from './ticket-repository.ts';

export interface SearchInput {
  readonly query: string;
  readonly cursor: number | null;
  readonly limit: number;
}

export interface SearchOutput {
  rows: TicketRow[];
  cursor: number | null;
  warnings: string[];
}

/** One call works at most about this long; what is left comes with the next call, from the cursor. */
const budgetMs = 10;
const firstChunk = 400;
const nextChunk = 1200;

/**
 * Walks the full-text index from the newest ticket back, testing the filters on a chunk at a time. Nothing is
 * ranked or counted, so a word that stands in every ticket costs no more than a rare one.
 * The cursor is the id below which the next call goes on; without words it is an offset.
 */
export function searchTickets(
  db: ReadableDb,
  caller: Caller,
  input: SearchInput,
  names: SearchNames,
  monotonic: () => number,
): SearchOutput {
  const parsed = parseSearch(input.query, names);
  const warnings = [...parsed.warnings];
  const filter = boundFilter(caller, parsed.filter);
  const nothing: SearchOutput = { rows: [], cursor: null, warnings };
  if (filter === 'nothing' || parsed.impossible) return nothing;

  const numbered = input.cursor === null ? byNumber(db, caller, parsed.ticketId) : [];
  if (parsed.match === undefined) {
    if (Object.keys(parsed.filter).length === 0) return { ...nothing, rows: numbered };
    return filtered(db, input, filter, warnings);
  }

  const rows: ListRecord[] = [];
  const deadline = monotonic() + budgetMs;
  let below = input.cursor ?? Number.MAX_SAFE_INTEGER;
  // Without a filter every hit counts: no more of them are walked than are shown.
  let chunk = Object.keys(filter).length === 0 ? input.limit : Math.max(firstChunk, input.limit);
  for (;;) {
    const ids = db.all<{ id: number }>(
      'SELECT rowid AS id FROM ticket_search WHERE ticket_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
      [parsed.match, below, chunk],
    );
    const found = passing(db, ids, filter, input.limit - rows.length);
    rows.push(...found);
    const full = rows.length >= input.limit;
    const lastId = full ? rows.at(-1)!.id : ids.at(-1)?.id;
    if (!full && ids.length < chunk) return answer(numbered, rows, null, warnings);
    below = lastId!;
    if (full || monotonic() > deadline) return answer(numbered, rows, below, warnings);
    chunk = nextChunk;
  }
}

function answer(
  first: TicketRow[],
  rows: ListRecord[],
  cursor: number | null,
  warnings: string[],
): SearchOutput {
  const named = new Set(first.map((row) => row.id));
  return { rows: [...first, ...rows.filter((row) => !named.has(row.id)).map(recordToRow)], cursor, warnings };
}

/** Keeps those ids, newest first, whose tickets pass the filter. */
function passing(
  db: ReadableDb,
  ids: readonly { id: number }[],
  filter: TicketFilter,
  limit: number,
): ListRecord[] {
  if (ids.length === 0) return [];
  const terms: string[] = [];
  const values: SqlValue[] = [JSON.stringify(ids.map((row) => row.id))];
  const add = (term: string, ...given: SqlValue[]): void => {
    terms.push(`AND ${term}`);
    values.push(...given);
  };
  if (filter.organizationId !== undefined) add('t.organization_id = ?', filter.organizationId);
  if (filter.assigneeId !== undefined) add('t.assignee_id IS ?', filter.assigneeId);
  if (filter.status) add(`t.status IN (${filter.status.map(() => '?').join(', ')})`, ...filter.status);
  if (filter.priority)
    add(`t.priority IN (${filter.priority.map(() => '?').join(', ')})`, ...filter.priority);
  if (filter.type !== undefined) add('t.type = ?', filter.type);
  if (filter.categoryId !== undefined) add('t.category_id = ?', filter.categoryId);
  return db.all<ListRecord>(
    `SELECT ${listColumns} FROM json_each(?) j CROSS JOIN ticket t ON t.id = j.value ${terms.join(' ')}
     ORDER BY j.key LIMIT ?`,
    [...values, limit],
  );
}

function filtered(
  db: ReadableDb,
  input: SearchInput,
  filter: TicketFilter,
  warnings: string[],
): SearchOutput {
  const offset = input.cursor ?? 0;
  const records = listTickets(db, {
    view: 'all',
    filter,
    sort: 'created',
    descending: true,
    offset,
    limit: input.limit,
    me: null,
  });
  const cursor = records.length < input.limit ? null : offset + records.length;
  return { rows: records.map(recordToRow), cursor, warnings };
}

function byNumber(db: ReadableDb, caller: Caller, id: number | undefined): TicketRow[] {
  const record = id === undefined ? undefined : getListRecord(db, id);
  return record && mayReach(caller, record.organization_id) ? [recordToRow(record)] : [];
}

/** The filter inside the caller's own organization, where it has one. */
export function boundFilter(caller: Caller, filter: TicketFilter): TicketFilter | 'nothing' {
  if (caller.organizationId === null) return filter;
  if (filter.organizationId !== undefined && filter.organizationId !== caller.organizationId)
    return 'nothing';
  return { ...filter, organizationId: caller.organizationId };
}

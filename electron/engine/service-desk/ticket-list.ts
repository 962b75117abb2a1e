import {
  ticketPriority,
  ticketStatus,
  type TicketFilter,
  type TicketPriority,
  type TicketSort,
  type TicketStatus,
  type TicketView,
} from '../../../shared/ticket.ts';
import { isResolved } from './ticket-status.ts';
import { hidden, hiddenNumber, type ReadableDb, type SqlValue } from '../database/db.ts';
import { listPlaces, type ListPlace } from '../database/list-places.ts';
import { keptCount, viewAssignee, viewStatuses } from './ticket-counts.ts';
import { listColumns, type ListRecord } from './ticket-record.ts';

export interface ListQuery {
  readonly view: TicketView;
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** The technician whose tickets are "mine", if a technician asks. */
  readonly me: number | null;
}

type Queue = 0 | 1 | 2;

/** As the table's generated column ranks it. */
function priorityRank(priority: TicketPriority): number {
  return ticketPriority.options.indexOf(priority);
}

/** An index that could drive the list, and how many rows it would hold for this query in one or more queues. */
interface Driver {
  readonly index: string;
  readonly where: string;
  readonly value: SqlValue | undefined;
  readonly rows: number;
  /** The orders it walks in by itself. */
  readonly walks: TicketSort;
  readonly perQueue: boolean;
}

const sortKeys: Readonly<Record<TicketSort, readonly string[]>> = {
  created: ['created_at', 'id'],
  updated: ['updated_at', 'id'],
  priority: ['priority_rank', 'created_at', 'id'],
  due: ['due_rank', 'id'],
};

/** The orders whose keys all stand in a line of the list. */
const walkable: ReadonlySet<TicketSort> = new Set(['created', 'updated']);

function keyOf(record: ListRecord, column: string): number {
  return Number(record[column as keyof ListRecord]);
}

/** Two queries of one name have the same rows in the same order. */
function nameOf({ view, filter, sort, descending, me }: ListQuery): string {
  return `tickets ${view} ${sort} ${descending} ${me} ${JSON.stringify(filter)}`;
}

/**
 * One page of a view. Of the indexes that fit, the one that will be walked least is taken, judged by the kept
 * counts; a page is sorted only where fetching all its few candidates is cheaper than walking in order.
 */
export function listTickets(db: ReadableDb, query: ListQuery): ListRecord[] {
  const total = keptCount(db, query.view, query.filter, query.me);
  const left = total.value - query.offset;
  if (left <= 0) return [];
  const limit = total.exact ? Math.min(query.limit, left) : query.limit;
  const places = walkable.has(query.sort) ? listPlaces(db, nameOf(query)) : undefined;
  const place = places?.before(query.offset);
  const fromPlace = place ? { ...query, offset: query.offset - place.after } : query;
  // Types and categories are not counted; a guess at their share keeps the choice below sound.
  const share = (query.filter.type ? 0.25 : 1) * (query.filter.categoryId ? 0.15 : 1);
  const driver = chooseDriver(db, fromPlace, total.value * share, limit);
  const { sql, parameters } = compose(fromPlace, driver, limit, place);
  const rows = db.all<ListRecord>(sql, parameters);
  const last = rows.at(-1);
  if (last)
    places?.add({
      after: query.offset + rows.length,
      keys: sortKeys[query.sort].map((key) => keyOf(last, key)),
    });
  return rows;
}

function queuesOf({ view, filter }: ListQuery): readonly Queue[] {
  if (view === 'all') {
    const statuses = viewStatuses(view, filter) ?? [];
    if (statuses.length === 0) return [0, 1, 2];
    const open: readonly Queue[] = statuses.every(isResolved) ? [] : [0, 1];
    return statuses.some(isResolved) ? [...open, 2] : open;
  }
  if (view === 'resolved') return [2];
  return view === 'snoozed' ? [1] : [0];
}

/** The statuses that tickets of these queues can have; undefined for all. */
function statusesOf(queues: readonly Queue[]): TicketStatus[] | undefined {
  if (queues.length === 3) return undefined;
  return ticketStatus.options.filter((status) => isResolved(status) === queues.includes(2));
}

function chooseDriver(db: ReadableDb, query: ListQuery, matching: number, limit: number): Driver {
  const wanted = query.offset + limit;
  const opensRows = query.filter.type !== undefined || query.filter.categoryId !== undefined;
  const cost = (driver: Driver): number => {
    // Rows that come in another order must all be fetched and sorted; a walk stops when the page is full.
    if (driver.walks !== query.sort) return driver.rows * 2;
    const steps = Math.min(driver.rows, wanted * (driver.rows / Math.max(1, matching)));
    // Passing over a row costs a fifth of opening it, where the index's tail can tell.
    return steps * (opensRows ? 1 : 0.2) + limit;
  };
  let best: Driver | undefined;
  for (const driver of drivers(db, query)) {
    if (!best || cost(driver) < cost(best)) best = driver;
  }
  return best!;
}

/** An index over one part of the query; within a queue it walks in order of creation. */
function byCreation(index: string, where: string, value: SqlValue, rows: number, perQueue = true): Driver {
  return { index, where, value, rows, walks: 'created', perQueue };
}

function* drivers(db: ReadableDb, query: ListQuery): Generator<Driver> {
  const { view, filter, me, sort } = query;
  const status = statusesOf(queuesOf(query));
  const rowsOf = (part: TicketFilter): number =>
    view === 'all'
      ? keptCount(db, 'all', { ...(status ? { status } : {}), ...part }, me).value
      : keptCount(db, bare(view), part, me).value;
  const everything = rowsOf({});
  const plain = view === 'all' && status === undefined;
  yield {
    index: plain ? `ticket_${sort}` : `ticket_queue_${sort}`,
    where: '',
    value: undefined,
    rows: everything,
    walks: sort,
    perQueue: !plain,
  };
  const assigneeId = viewAssignee(view, filter, me);
  if (assigneeId !== undefined && assigneeId !== 'contradiction') {
    yield byCreation('ticket_assignee', `t.assignee_id IS ${hidden}`, assigneeId, rowsOf({ assigneeId }));
  }
  if (filter.organizationId !== undefined) {
    const { organizationId } = filter;
    yield byCreation(
      'ticket_organization',
      `t.organization_id = ${hidden}`,
      organizationId,
      rowsOf({ organizationId }),
    );
  }
  const statuses = viewStatuses(view, filter);
  if (statuses?.length === 1) {
    const rows = keptCount(db, 'all', { status: statuses }, me).value;
    yield byCreation('ticket_status', `t.status = ${hidden}`, statuses[0]!, rows, false);
  }
  if (filter.priority?.length === 1) {
    const rank = priorityRank(filter.priority[0]!);
    yield byCreation(
      'ticket_queue_priority',
      `t.priority_rank = ${hidden}`,
      rank,
      rowsOf({ priority: filter.priority }),
    );
  }
  // Not counted: guessed as an even share of the four types and a few categories.
  if (filter.type) yield byCreation('ticket_type', `t.type = ${hidden}`, filter.type, everything / 4);
  if (filter.categoryId) {
    yield byCreation('ticket_category_queue', `t.category_id = ${hidden}`, filter.categoryId, everything / 8);
  }
}

/** The view without its own assignee or status, for counting one part of a query at a time. */
function bare(view: TicketView): TicketView {
  return view === 'mine' || view === 'unassigned' || view === 'waiting' ? 'inbox' : view;
}

/** @param place where the query's offset is counted from, in place of the list's beginning */
function compose(
  query: ListQuery,
  driver: Driver,
  limit: number,
  place?: ListPlace,
): { sql: string; parameters: SqlValue[] } {
  const direction = query.descending ? 'DESC' : 'ASC';
  const keys = sortKeys[query.sort];
  const order = (prefix: string): string => keys.map((key) => `${prefix}${key} ${direction}`).join(', ');
  const queues = queuesOf(query);
  const rest = conditions(query, driver);
  if (place) {
    rest.terms.push(
      `(${keys.map((key) => `t.${key}`).join(', ')}) ${query.descending ? '<' : '>'} (${keys.map(() => hidden).join(', ')})`,
    );
    rest.values.push(...place.keys);
  }

  const part = (queue: Queue | undefined): { where: string; values: SqlValue[] } => {
    const terms = [...rest.terms];
    const values: SqlValue[] = [];
    if (driver.where) {
      terms.unshift(driver.where);
      values.push(driver.value!);
    }
    if (queue !== undefined) {
      terms.splice(driver.where ? 1 : 0, 0, `t.queue = ${hidden}`);
      values.push(queue);
    }
    return {
      where: terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '',
      values: [...values, ...rest.values],
    };
  };

  if (queues.length === 1 || !driver.perQueue) {
    const { where, values } = part(queues.length === 1 ? queues[0] : undefined);
    const sql = `SELECT ${listColumns} FROM ticket t INDEXED BY ${driver.index} ${where}
      ORDER BY ${order('t.')} LIMIT ${hiddenNumber} OFFSET ${hiddenNumber}`;
    return { sql, parameters: [...values, limit, query.offset] };
  }
  // Every queue is walked in order, as far as the page could need, and the three are merged.
  const parameters: SqlValue[] = [];
  const selects = queues.map((queue) => {
    const { where, values } = part(queue);
    parameters.push(...values, query.offset + limit);
    return `SELECT * FROM (SELECT ${keys.map((key) => `t.${key}`).join(', ')} FROM ticket t INDEXED BY ${driver.index}
      ${where} ORDER BY ${order('t.')} LIMIT ${hiddenNumber})`;
  });
  const sql = `SELECT ${listColumns} FROM (
      SELECT * FROM (${selects.join(' UNION ALL ')}) ORDER BY ${order('')} LIMIT ${hiddenNumber} OFFSET ${hiddenNumber}
    ) m JOIN ticket t ON t.id = m.id ORDER BY ${order('t.')}`;
  return { sql, parameters: [...parameters, limit, query.offset] };
}

/** Everything that the driver does not already say, in a fixed order so that statements are found again. */
function conditions(query: ListQuery, driver: Driver): { terms: string[]; values: SqlValue[] } {
  const { view, filter, me } = query;
  const terms: string[] = [];
  const values: SqlValue[] = [];
  const add = (term: string, ...given: SqlValue[]): void => {
    if (term === driver.where) return;
    terms.push(term);
    values.push(...given);
  };
  const assigneeId = viewAssignee(view, filter, me);
  if (assigneeId !== undefined && assigneeId !== 'contradiction')
    add(`t.assignee_id IS ${hidden}`, assigneeId);
  if (filter.organizationId !== undefined) add(`t.organization_id = ${hidden}`, filter.organizationId);
  const statuses = viewStatuses(view, filter);
  // The queue already says "unresolved" or "resolved"; only a narrower choice needs words.
  if (statuses && (filter.status !== undefined || view === 'waiting')) {
    if (statuses.length === 1) add(`t.status = ${hidden}`, statuses[0]!);
    else add(`t.status IN (${statuses.map(() => hidden).join(', ')})`, ...statuses);
  }
  if (filter.priority !== undefined && driver.where !== `t.priority_rank = ${hidden}`) {
    add(
      `t.priority_rank IN (${filter.priority.map(() => hidden).join(', ')})`,
      ...filter.priority.map(priorityRank),
    );
  }
  if (filter.type !== undefined) add(`t.type = ${hidden}`, filter.type);
  if (filter.categoryId !== undefined) add(`t.category_id = ${hidden}`, filter.categoryId);
  return { terms, values };
}

import {
  ticketStatus,
  unresolvedStatuses,
  type TicketFilter,
  type TicketPriority,
  type TicketStatus,
  type TicketView,
} from '../../../shared/ticket.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { isResolved } from './ticket-status.ts';

/** The values of a ticket under which it is counted. */
export interface CountedValues {
  readonly organization_id: number;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly assignee_id: number | null;
  readonly snoozed_until: number | null;
}

const any = { organization: 0, status: '', priority: '', assignee: -1, snoozed: -1 } as const;
/** How "nobody" is written in the counts; real technicians have positive ids. */
const nobody = 0;

function snoozed(values: CountedValues): number {
  return values.snoozed_until !== null && !isResolved(values.status) ? 1 : 0;
}

const adjustSql = `
INSERT INTO ticket_count (organization_id, status, priority, assignee_id, snoozed, n)
SELECT o.x, s.x, p.x, a.x, z.x, :by
FROM (SELECT :organization AS x UNION ALL SELECT 0) o, (SELECT :status AS x UNION ALL SELECT '') s,
  (SELECT :priority AS x UNION ALL SELECT '') p, (SELECT :assignee AS x UNION ALL SELECT -1) a,
  (SELECT :snoozed AS x UNION ALL SELECT -1) z
WHERE true
ON CONFLICT DO UPDATE SET n = n + excluded.n`;

function adjust(db: WritableDb, values: CountedValues, by: 1 | -1): void {
  db.run(adjustSql, {
    organization: values.organization_id,
    status: values.status,
    priority: values.priority,
    assignee: values.assignee_id ?? nobody,
    snoozed: snoozed(values),
    by,
  });
}

/** Keeps the counts in step with one ticket; `before` or `after` is null where it appears or goes. */
export function moveCounts(db: WritableDb, before: CountedValues | null, after: CountedValues | null): void {
  if (before && after && sameCell(before, after)) return;
  if (before) adjust(db, before, -1);
  if (after) adjust(db, after, 1);
}

function sameCell(a: CountedValues, b: CountedValues): boolean {
  return (
    a.organization_id === b.organization_id &&
    a.status === b.status &&
    a.priority === b.priority &&
    a.assignee_id === b.assignee_id &&
    snoozed(a) === snoozed(b)
  );
}

/** Counts everything anew: after a bulk fill, where keeping step row by row would cost more. */
export function rebuildCounts(db: WritableDb): void {
  db.run('DELETE FROM ticket_count');
  db.run(`
    WITH cell AS (
      SELECT organization_id AS o, status AS s, priority AS p, coalesce(assignee_id, 0) AS a, queue = 1 AS z, count(*) AS n
      FROM ticket GROUP BY 1, 2, 3, 4, 5
    ), bit (b) AS (VALUES (0), (1))
    INSERT INTO ticket_count (organization_id, status, priority, assignee_id, snoozed, n)
    SELECT iif(b1.b, o, 0), iif(b2.b, s, ''), iif(b3.b, p, ''), iif(b4.b, a, -1), iif(b5.b, z, -1), sum(n)
    FROM cell, bit b1, bit b2, bit b3, bit b4, bit b5 GROUP BY 1, 2, 3, 4, 5`);
}

/** One kept number: a single look-up. Parts that are left out count every value. */
function readCell(
  db: ReadableDb,
  cell: {
    organizationId?: number | undefined;
    status?: TicketStatus;
    priority?: TicketPriority;
    assigneeId?: number | null | undefined;
    snoozed?: boolean | undefined;
  },
): number {
  const values = [
    cell.organizationId ?? any.organization,
    cell.status ?? any.status,
    cell.priority ?? any.priority,
    cell.assigneeId === undefined ? any.assignee : (cell.assigneeId ?? nobody),
    cell.snoozed === undefined ? any.snoozed : Number(cell.snoozed),
  ];
  return db.remember(`count ${values.join(' ')}`, () => {
    const row = db.get<{ n: number }>(readCellSql, values);
    return row?.n ?? 0;
  });
}

const readCellSql = `SELECT n FROM ticket_count
  WHERE organization_id = ? AND status = ? AND priority = ? AND assignee_id = ? AND snoozed = ?`;

/** What a view and a filter come to, as far as kept counts can tell: type and category are not counted. */
export function keptCount(
  db: ReadableDb,
  view: TicketView,
  filter: TicketFilter,
  me: number | null,
): { value: number; exact: boolean } {
  const assigneeId = viewAssignee(view, filter, me);
  if (assigneeId === 'contradiction') return { value: 0, exact: true };
  const snoozedPart = view === 'all' || view === 'resolved' ? undefined : view === 'snoozed';
  const statuses = viewStatuses(view, filter);
  const priorities = filter.priority === undefined ? [undefined] : new Set(filter.priority);
  let value = 0;
  for (const status of statuses ?? [undefined]) {
    for (const priority of priorities) {
      value += readCell(db, {
        organizationId: filter.organizationId,
        ...(status ? { status } : {}),
        ...(priority ? { priority } : {}),
        assigneeId,
        snoozed: snoozedPart,
      });
    }
  }
  return { value, exact: filter.type === undefined && filter.categoryId === undefined };
}

/** The statuses that a view and a filter leave, or undefined for every one. */
export function viewStatuses(view: TicketView, filter: TicketFilter): TicketStatus[] | undefined {
  const ofView: readonly TicketStatus[] | undefined =
    view === 'all'
      ? undefined
      : view === 'resolved'
        ? ticketStatus.options.filter(isResolved)
        : view === 'waiting'
          ? ['waiting']
          : unresolvedStatuses;
  if (filter.status === undefined) return ofView && [...ofView];
  return [...new Set(filter.status)].filter((status) => ofView === undefined || ofView.includes(status));
}

/** The assignee asked for; undefined for anyone. A view and a filter may exclude each other. */
export function viewAssignee(
  view: TicketView,
  filter: TicketFilter,
  me: number | null,
): number | null | undefined | 'contradiction' {
  if (view !== 'mine' && view !== 'unassigned') return filter.assigneeId;
  const ofView = view === 'mine' ? me : null;
  if (view === 'mine' && me === null) return 'contradiction';
  return filter.assigneeId === undefined || filter.assigneeId === ofView ? ofView : 'contradiction';
}

import type { TicketFilter, TicketRow, TicketView } from '../../../shared/ticket.ts';

const isResolved = (row: TicketRow) => row.status === 'resolved' || row.status === 'closed';
const isSnoozed = (row: TicketRow, now: number) => row.snoozedUntil !== null && row.snoozedUntil > now;

type Test = (row: TicketRow, me: number | null, now: number) => boolean;
const inDesk: Test = (row, _me, now) => !isResolved(row) && !isSnoozed(row, now) && row.mergedIntoId === null;

/** The same rules as the engine's views; only used to take a row away a moment before the engine says so. */
const viewTests: Record<TicketView, Test> = {
  inbox: inDesk,
  mine: (row, me, now) => inDesk(row, me, now) && row.assigneeId === me,
  unassigned: (row, me, now) => inDesk(row, me, now) && row.assigneeId === null,
  waiting: (row, me, now) => inDesk(row, me, now) && row.status === 'waiting',
  snoozed: (row, _me, now) => !isResolved(row) && isSnoozed(row, now),
  resolved: isResolved,
  all: () => true,
};

export function belongsToView(
  row: TicketRow,
  view: TicketView,
  filter: TicketFilter,
  me: number | null,
  now: number,
): boolean {
  return (
    viewTests[view](row, me, now) &&
    (filter.status?.includes(row.status) ?? true) &&
    (filter.priority?.includes(row.priority) ?? true) &&
    (filter.organizationId === undefined || filter.organizationId === row.organizationId) &&
    (filter.assigneeId === undefined || filter.assigneeId === row.assigneeId) &&
    (filter.type === undefined || filter.type === row.type) &&
    (filter.categoryId === undefined || filter.categoryId === row.categoryId)
  );
}

import type { TicketRow } from '../../shared/ticket.ts';

/** A row with nothing special about it; tests say what matters to them. */
export function row(id: number, patch: Partial<TicketRow> = {}): TicketRow {
  return {
    id,
    organizationId: 1,
    subject: `Ticket ${id}`,
    status: 'open',
    priority: 'medium',
    type: 'incident',
    categoryId: null,
    assigneeId: null,
    requester: null,
    source: 'console',
    snoozedUntil: null,
    dueAt: null,
    mergedIntoId: null,
    unread: false,
    messageCount: 0,
    createdAt: 1000,
    updatedAt: 1000,
    ...patch,
  };
}

/** Lets everything that waits for a settled promise run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

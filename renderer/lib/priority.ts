import type { TicketPriority } from '../../shared/ticket.ts';

/** How urgent a ticket or a task is. */
export type Priority = TicketPriority;

export const priorityLabels: Record<Priority, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

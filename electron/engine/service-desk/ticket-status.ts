import { unresolvedStatuses, type TicketPriority, type TicketStatus } from '../../../shared/ticket.ts';

export function isResolved(status: TicketStatus): boolean {
  return !(unresolvedStatuses as readonly TicketStatus[]).includes(status);
}

const hour = 3_600_000;

/** Time until an answer is due, by priority. */
export const answerTargetsMs: Readonly<Record<TicketPriority, number>> = {
  critical: 4 * hour,
  high: 8 * hour,
  medium: 24 * hour,
  low: 72 * hour,
};

/** When a ticket is due: its priority's target after it was opened; never once it is resolved. */
export function dueAt(status: TicketStatus, priority: TicketPriority, createdAt: number): number | null {
  return isResolved(status) ? null : createdAt + answerTargetsMs[priority];
}

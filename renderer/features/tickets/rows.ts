import { useSyncExternalStore } from 'react';
import type { TicketRow } from '../../../shared/ticket.ts';
import { createTicketRows } from './ticket-rows.ts';

/** The rows of this window, shared by every list and by the open ticket. */
export const ticketRows = createTicketRows();

export function useTicketRow(id: number | null): TicketRow | undefined {
  return useSyncExternalStore(ticketRows.subscribe, () => (id === null ? undefined : ticketRows.get(id)));
}

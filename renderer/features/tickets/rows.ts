import type { TicketRow } from '../../../shared/ticket.ts';
import { createRowStore, useRow } from '../../lib/row-store.ts';

/** The rows of this window, shared by every list and by the open ticket. */
export const ticketRows = createRowStore<TicketRow>();

export function useTicketRow(id: number | null): TicketRow | undefined {
  return useRow(ticketRows, id);
}

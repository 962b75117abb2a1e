import type { TicketPatch, TicketRow } from '../../../shared/ticket.ts';
import type { TicketChangeResult } from '../../../shared/tickets-contract.ts';
import { createRowChanges, type RowChange } from '../../lib/change-rows.ts';
import { client } from '../../lib/client.ts';
import { ticketNumber } from '../../lib/format.ts';
import { usePreferences } from '../../lib/preferences.ts';
import type { RowPatch } from '../../lib/row-store.ts';
import { leaversOf } from './list-for-listing.ts';
import { currentMe } from './people.ts';
import { ticketRows } from './rows.ts';
import { triageCursor, useTriage } from './triage-store.ts';

export type TicketRowPatch = RowPatch<TicketRow>;
export type Change = Omit<RowChange<TicketRow>, 'send'> & {
  /** Several answers where the engine takes the tickets one by one. */
  readonly send: () => Promise<TicketChangeResult | readonly TicketChangeResult[]>;
};

/** `TCK-4820`, or `3 tickets`. */
export function nameTickets(ids: readonly number[]): string {
  return ids.length === 1 ? ticketNumber(ids[0]!) : `${ids.length} tickets`;
}

const changes = createRowChanges<TicketRow>({
  rows: ticketRows,
  nameOf: nameTickets,
  cursor: {
    goTo(id) {
      const { openId } = useTriage.getState();
      useTriage.setState({ focusId: id, openId: openId === null ? null : id });
    },
  },
  refresh: () => useTriage.getState().list?.refresh(),
  async undo(changeId) {
    const { tickets, kept } = await client.tickets.undo({ changeId });
    return { rows: tickets, kept: kept.map(({ ticketId, field }) => ({ id: ticketId, field })) };
  },
  advance(ids) {
    const opensNext = usePreferences.getState().preferences?.openNext ?? true;
    triageCursor.drop(leaversOf(useTriage.getState().listing, ids, currentMe()), opensNext);
  },
});

/** Takes a change back wherever nobody has changed the same field since, and returns to the ticket. */
export const undoById = (changeId: string, ids: readonly number[]) => changes.undoById([changeId], ids);

/** Shows the change in the same frame, sends it, and offers to take it back. */
export function changeTickets({ send, ...change }: Change): Promise<boolean> {
  return changes.change({
    ...change,
    send: async () => {
      const results = [await send()].flat();
      return {
        changeIds: results.map(({ changeId }) => changeId),
        rows: results.flatMap(({ tickets }) => tickets),
      };
    },
  });
}

/** One patch to every ticket named. */
export function patchTickets(
  ids: readonly number[],
  patch: TicketPatch,
  shown: TicketRowPatch,
  done: string,
): void {
  void changeTickets({
    ids,
    patch: shown,
    done,
    send: () => client.tickets.update({ ids: [...ids], patch }),
  });
}

import type { Preferences } from '../../../shared/preferences.ts';
import type { TicketRow } from '../../../shared/ticket.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { ticketRows } from './rows.ts';
import { createSearchList } from './search-list.ts';
import { createPagedList, pageSize, type RowList } from '../../lib/paged-list.ts';
import { belongsToView } from './ticket-membership.ts';
import type { Listing } from './triage-store.ts';

type ViewListing = Pick<Extract<Listing, { kind: 'view' }>, 'view' | 'filter'>;

/** What one page of a view is asked for with. */
export function pageInput({ view, filter }: ViewListing, sort: Preferences['ticketSort'], offset: number) {
  return { view, filter, sort: sort.by, descending: sort.descending, offset, limit: pageSize };
}

/** The list behind a listing, in the given order (a search has its own: newest first). */
export function listFor(listing: Listing, sort: Preferences['ticketSort'], me: () => number | null): RowList {
  if (listing.kind === 'search') {
    return createSearchList({
      search: (cursor) => client.tickets.search({ query: listing.query, cursor }),
      receive(rows) {
        ticketRows.receive(rows);
        return rows.map((row) => row.id);
      },
      errorText: errorMessage,
    });
  }
  const { view, filter } = listing;
  const stays = (row: TicketRow) => {
    // Only a change on its way may know better than the engine's own answer.
    if (!ticketRows.isPending(row.id)) return true;
    const shown = ticketRows.get(row.id);
    return shown !== undefined && belongsToView(shown, view, filter, me(), Date.now());
  };
  return createPagedList({
    fetchPage: (offset) => client.tickets.list(pageInput(listing, sort, offset)),
    receive(rows) {
      ticketRows.receive(rows);
      return rows.filter(stays).map((row) => row.id);
    },
    errorText: errorMessage,
  });
}

/** Those that a change has moved out of what is listed. What a search would say only the engine knows. */
export function leaversOf(listing: Listing, ids: readonly number[], me: number | null): ReadonlySet<number> {
  if (listing.kind === 'search') return new Set();
  const leavers = ids.filter((id) => {
    const row = ticketRows.get(id);
    return row !== undefined && !belongsToView(row, listing.view, listing.filter, me, Date.now());
  });
  return new Set(leavers);
}

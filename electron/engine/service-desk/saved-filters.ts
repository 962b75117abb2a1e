import type { Caller } from '../../../shared/caller.ts';
import type { Count } from '../../../shared/saved-filter.ts';
import type { SavedFilter, TicketFilter, TicketView } from '../../../shared/ticket.ts';
import { createSavedFilterStore } from '../database/saved-filters.ts';
import { technicianOf, type ServiceDeskDeps } from './ticket-access.ts';
import { keptCount } from './ticket-counts.ts';
import { listTickets } from './ticket-list.ts';
import { boundFilter, searchTickets } from './ticket-search.ts';

/** Beyond this a count that is not kept shows as "99+". */
const mostCounted = 100;

/** Views of the technicians' own, each with its live count. */
export function createSavedFilters(deps: ServiceDeskDeps) {
  const { db } = deps;

  const handlers = createSavedFilterStore<SavedFilter>(deps, {
    noun: 'ticket',
    pushed: 'savedFilters',
    read: (record) => ({
      ...record,
      view: record.view as TicketView,
      filter: JSON.parse(record.filter) as TicketFilter,
    }),
  });

  function countOf(caller: Caller, saved: SavedFilter): Count {
    const filter = boundFilter(caller, saved.filter);
    if (filter === 'nothing') return { value: 0, exact: true };
    const me = technicianOf(caller);
    const { view } = saved;
    if (saved.query !== '') {
      const input = { query: saved.query, cursor: null, limit: mostCounted };
      const names = deps.directory.searchNames(caller);
      const found = searchTickets(db, caller, input, names, () => deps.clock.monotonic());
      return { value: found.rows.length, exact: found.cursor === null };
    }
    const kept = keptCount(db, view, filter, me);
    if (kept.exact) return kept;
    const page = {
      view,
      filter,
      me,
      sort: 'created',
      descending: true,
      offset: 0,
      limit: mostCounted,
    } as const;
    const seen = listTickets(db, page).length;
    return { value: seen, exact: seen < mostCounted };
  }

  const counts = (caller: Caller): { id: number; count: Count }[] =>
    handlers.list().map((saved) => ({ id: saved.id, count: countOf(caller, saved) }));

  return { handlers, counts };
}

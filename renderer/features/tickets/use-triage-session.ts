import { useEffect } from 'react';
import type { PushEvent } from '../../../shared/events.ts';
import type { SavedFilter } from '../../../shared/ticket.ts';
import { navigate, useNavigation } from '../../lib/navigation.ts';
import { usePreference } from '../../lib/preferences.ts';
import type { TicketSource } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useLiveRefresh, useOpenInPlace, useRecordList } from '../../lib/use-record-list.ts';
import { listFor } from './list-for-listing.ts';
import { currentMe } from './people.ts';
import { triageCursor, useTriage, type Listing } from './triage-store.ts';

/** What a place lists. A saved filter that is not known yet lists nothing until it is. */
export function listingOf(source: TicketSource, filters: readonly SavedFilter[]): Listing | null {
  switch (source.kind) {
    case 'view':
      return { kind: 'view', view: source.view, filter: {}, savedFilterId: null };
    case 'search':
      return { kind: 'search', query: source.query, savedFilterId: null };
    case 'filter': {
      const filter = filters.find(({ id }) => id === source.id);
      if (!filter) return null;
      if (filter.query.trim() !== '') {
        return { kind: 'search', query: filter.query, savedFilterId: filter.id };
      }
      return { kind: 'view', view: filter.view, filter: filter.filter, savedFilterId: filter.id };
    }
  }
}

const noFilters: readonly SavedFilter[] = [];
/** Where the technician came in, so that a place already shown is not set up twice. */
function useListing(source: TicketSource): void {
  const filters = useAnswer('savedFilters', 'list', source.kind === 'filter' ? {} : null).value ?? noFilters;
  const sourceKey = JSON.stringify(source);
  useEffect(() => {
    const listing = listingOf(JSON.parse(sourceKey) as TicketSource, filters);
    // The same place again (a mount, a filter list that came afresh) must not load the list anew.
    if (!listing || JSON.stringify(listing) === JSON.stringify(useTriage.getState().listing)) return;
    useTriage.setState({ listing, selected: new Set(), anchorIndex: null });
  }, [sourceKey, filters]);
}

/** The ticket that the place names. */
function placeTicketId(): number | null {
  const { route } = useNavigation.getState();
  return route.screen === 'tickets' ? route.ticketId : null;
}

function writePlace(ticketId: number | null): void {
  const { route } = useNavigation.getState();
  if (route.screen === 'tickets') navigate({ ...route, ticketId }, { replace: true });
}

const isAboutTickets = (event: PushEvent) => event.type === 'tickets';

export function useTriageSession(source: TicketSource, ticketId: number | null): void {
  const listing = useTriage((triage) => triage.listing);
  const sort = usePreference('ticketSort');
  useOpenInPlace({ cursor: triageCursor, placeId: ticketId, writePlace });
  useListing(source);
  useRecordList({
    cursor: triageCursor,
    listKey: JSON.stringify([listing, sort]),
    makeList: () => listFor(listing, sort, currentMe),
    askedId: placeTicketId,
  });
  useLiveRefresh(triageCursor, isAboutTickets);
}

import { useEffect } from 'react';
import type { SavedFilter } from '../../../shared/ticket.ts';
import { onEngineReturn } from '../../lib/answers.ts';
import { subscribe } from '../../lib/client.ts';
import { navigate, useNavigation } from '../../lib/navigation.ts';
import { usePreference } from '../../lib/preferences.ts';
import type { TicketSource } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { listFor } from './list-for-listing.ts';
import { currentMe } from './people.ts';
import { settleFocus, useTriage, type Listing } from './triage-store.ts';

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
/** A new list replaces the old one when it has rows, or when that takes long enough to be told. */
const swapAtLatestMs = 300;
const refreshEveryMs = 150;
export const wideEnough = '(width >= 900px)';

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

function useList(): void {
  const listing = useTriage((triage) => triage.listing);
  const { by, descending } = usePreference('ticketSort');
  useEffect(() => {
    const list = listFor(listing, { by, descending }, currentMe);
    let shown = false;
    const show = () => {
      if (shown) return;
      shown = true;
      const before = useTriage.getState();
      const { route } = useNavigation.getState();
      // A place that names a ticket (a link, a reload) opens it, and puts the cursor on it where it is listed.
      const asked = route.screen === 'tickets' ? route.ticketId : null;
      const focusIndex = asked === null ? 0 : Math.max(0, list.indexOf(asked));
      const focusId = list.idAt(focusIndex) ?? null;
      const hasPane = before.list === null ? window.matchMedia(wideEnough).matches : before.openId !== null;
      const openId = asked ?? (hasPane ? focusId : null);
      useTriage.setState({ list, focusIndex, focusId, openId });
      before.list?.close();
    };
    list.show(0, 40);
    const timer = setTimeout(show, swapAtLatestMs);
    const stop = list.subscribe(() => {
      if (list.state().status !== 'loading') show();
      settleFocus();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [listing, by, descending]);
}

/** Live data: at once for the first change, then at most a few times a second. */
function useLiveRefresh(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again = false;
    const refresh = () => {
      if (timer !== undefined) {
        again = true;
        return;
      }
      useTriage.getState().list?.refresh();
      timer = setTimeout(() => {
        timer = undefined;
        if (again) {
          again = false;
          refresh();
        }
      }, refreshEveryMs);
    };
    const stop = subscribe((event) => {
      if (event.type === 'tickets') refresh();
    });
    const stopReturns = onEngineReturn(refresh);
    return () => {
      stop();
      stopReturns();
      clearTimeout(timer);
    };
  }, []);
}

/** Keeps the address and the open ticket the same; held keys change it once, when they rest. */
function useOpenTicketInRoute(ticketId: number | null): void {
  useEffect(() => {
    if (ticketId !== null) useTriage.setState({ openId: ticketId });
  }, [ticketId]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useTriage.subscribe(({ openId }, before) => {
      if (openId === before.openId) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { route } = useNavigation.getState();
        if (route.screen === 'tickets') navigate({ ...route, ticketId: openId }, { replace: true });
      }, 400);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}

export function useTriageSession(source: TicketSource, ticketId: number | null): void {
  useOpenTicketInRoute(ticketId);
  useListing(source);
  useList();
  useLiveRefresh();
}

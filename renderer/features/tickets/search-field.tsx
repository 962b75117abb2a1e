import { Search } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { SearchFrame } from '../../components/search-frame.tsx';
import { navigate, useNavigation } from '../../lib/navigation.ts';
import type { TicketSource } from '../../lib/route.ts';
import { useTriage } from './triage-store.ts';

/** The view to come back to when the search is left. */
let beforeSearch: TicketSource = { kind: 'view', view: 'inbox' };

export function startSearch(query: string): void {
  const { route } = useNavigation.getState();
  if (route.screen === 'tickets' && route.source.kind !== 'search') beforeSearch = route.source;
  navigate({ screen: 'tickets', source: { kind: 'search', query }, ticketId: null }, { replace: true });
}

export function leaveSearch(): void {
  navigate({ screen: 'tickets', source: beforeSearch, ticketId: null });
}

/** Moves to the search from anywhere on the screen. */
export function focusSearch(): void {
  const field = document.getElementById('ticket-search');
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

const help =
  'Words match from their start; "a phrase"; -without; status:open priority:high type: org:"Demo Corp" assignee:me category:';

export function SearchField() {
  const ref = useRef<HTMLInputElement>(null);
  const query = useNavigation(({ route }) =>
    route.screen === 'tickets' && route.source.kind === 'search' ? route.source.query : '',
  );
  useEffect(() => {
    // Typing is the field's own; only a place from elsewhere (a palette, going back) writes into it.
    if (ref.current && document.activeElement !== ref.current) ref.current.value = query;
  }, [query]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.currentTarget.value = '';
      event.currentTarget.blur();
      if (useTriage.getState().listing.kind === 'search') leaveSearch();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.currentTarget.blur();
      document.querySelector<HTMLElement>('[role=grid]')?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <SearchFrame icon={Search} keys="/" title={help}>
      <input
        ref={ref}
        id="ticket-search"
        type="search"
        aria-label="Search tickets"
        aria-keyshortcuts="/"
        placeholder="Search"
        spellCheck={false}
        defaultValue={query}
        onChange={(event) => {
          const text = event.target.value;
          if (text === '') leaveSearch();
          else startSearch(text);
        }}
        onKeyDown={onKeyDown}
      />
    </SearchFrame>
  );
}

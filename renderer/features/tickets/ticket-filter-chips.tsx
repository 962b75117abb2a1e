import type { TicketFilter } from '../../../shared/ticket.ts';
import { FilterChips, type FilterChip } from '../../components/filter-chips.tsx';
import { filterParts, withoutPart } from './filter-words.ts';
import { useNames } from './people.ts';
import { showOverlay, useTriage, type Listing } from './triage-store.ts';

/** Narrows the view that is open; it is no longer the saved one then. */
export function setFilter(filter: TicketFilter): void {
  const { listing } = useTriage.getState();
  if (listing.kind !== 'view') return;
  useTriage.setState({ listing: { ...listing, filter, savedFilterId: null } });
}

export function TicketFilterChips({ listing }: { listing: Listing }) {
  const names = useNames();
  const parts = listing.kind === 'view' ? filterParts(listing.filter, names) : [];
  const chips: FilterChip[] = parts.map(({ key, text }) => ({
    key,
    text,
    onRemove: () => listing.kind === 'view' && setFilter(withoutPart(listing.filter, key)),
  }));
  const isWholeInbox =
    listing.kind === 'view' && listing.view === 'inbox' && !parts.some(({ key }) => key === 'status');
  const canSave =
    listing.savedFilterId === null &&
    (parts.length > 0 || (listing.kind === 'search' && listing.query.trim() !== ''));
  return (
    <FilterChips
      chips={isWholeInbox ? [{ key: 'unresolved', text: 'Status: not resolved' }, ...chips] : chips}
      onFilter={() => showOverlay({ kind: 'filter' })}
      onSave={canSave ? () => showOverlay({ kind: 'saveFilter' }) : undefined}
    />
  );
}

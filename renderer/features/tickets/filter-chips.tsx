import { Bookmark, X } from 'lucide-react';
import type { TicketFilter } from '../../../shared/ticket.ts';
import { Button } from '../../components/button.tsx';
import styles from './filter-chips.module.css';
import { filterParts, withoutPart } from './filter-words.ts';
import { useNames } from './people.ts';
import { showOverlay, useTriage, type Listing } from './triage-store.ts';

/** Narrows the view that is open; it is no longer the saved one then. */
export function setFilter(filter: TicketFilter): void {
  const { listing } = useTriage.getState();
  if (listing.kind !== 'view') return;
  useTriage.setState({ listing: { ...listing, filter, savedFilterId: null } });
}

export function FilterChips({ listing }: { listing: Listing }) {
  const names = useNames();
  const parts = listing.kind === 'view' ? filterParts(listing.filter, names) : [];
  const canSave =
    listing.savedFilterId === null &&
    (parts.length > 0 || (listing.kind === 'search' && listing.query.trim() !== ''));
  return (
    <>
      {listing.kind === 'view' && listing.view === 'inbox' && !parts.some(({ key }) => key === 'status') && (
        <span className={styles['fixed']}>Status: not resolved</span>
      )}
      {parts.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          className={styles['chip']}
          aria-label={`Take away: ${text}`}
          onClick={() => listing.kind === 'view' && setFilter(withoutPart(listing.filter, key))}
        >
          {text}
          <X size={12} strokeWidth={1.75} aria-hidden="true" />
        </button>
      ))}
      {canSave && (
        <Button variant="quiet" icon={Bookmark} onClick={() => showOverlay({ kind: 'saveFilter' })}>
          Save
        </Button>
      )}
    </>
  );
}

import { ListFilter, Plus } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '../../components/button.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { countText, plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { FilterChips } from './filter-chips.tsx';
import { SearchField } from './search-field.tsx';
import styles from './triage-bar.module.css';
import { viewLabels } from './ticket-labels.ts';
import type { RowList } from '../../lib/paged-list.ts';
import { showOverlay, triageCursor, useTriage } from './triage-store.ts';

const nothing = { subscribe: () => () => undefined, state: () => null };

function useListState(list: RowList | null) {
  return useSyncExternalStore(list?.subscribe ?? nothing.subscribe, list?.state ?? nothing.state);
}

/** Title, count, what narrows the list, the search and the way to a new ticket. */
export function TriageBar({ onNewTicket }: { onNewTicket: () => void }) {
  const listing = useTriage((triage) => triage.listing);
  const list = useTriage((triage) => triage.list);
  const selected = useTriage((triage) => triage.selected.size);
  const state = useListState(list);
  const filters = useAnswer('savedFilters', 'list', listing.savedFilterId === null ? null : {}).value;
  const named = filters?.find(({ id }) => id === listing.savedFilterId)?.name;
  const title = named ?? (listing.kind === 'search' ? 'Search' : viewLabels[listing.view]);

  return (
    <>
      <TopBar
        title={title}
        count={state && state.status === 'ready' ? countText(state.total) : ''}
        actions={
          <>
            <SearchField />
            <Button variant="primary" icon={Plus} onClick={onNewTicket} aria-keyshortcuts="w">
              <span className={styles['newLabel']}>New ticket</span>
            </Button>
          </>
        }
      >
        <Button variant="chip" icon={ListFilter} keys="f" onClick={() => showOverlay({ kind: 'filter' })}>
          Filter
        </Button>
        <FilterChips listing={listing} />
      </TopBar>
      {selected > 0 && (
        <div className={styles['selection']} role="status">
          <strong>{plural(selected, 'ticket')} selected</strong>
          <span className={styles['hint']}>Every key works on all of them.</span>
          <Button variant="quiet" keys="escape" onClick={triageCursor.clearSelection}>
            Clear
          </Button>
        </div>
      )}
      {state && state.status === 'ready' && state.error !== null && (
        <div className={styles['stale']} role="status">
          Not refreshed: {state.error} What you see is the last good answer.
        </div>
      )}
      {state && state.count > 0 && state.warnings.length > 0 && (
        <div className={styles['stale']} role="status">
          {state.warnings.join(' ')}
        </div>
      )}
    </>
  );
}

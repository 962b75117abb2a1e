import { AddButton } from '../../components/add-button.tsx';
import { ListNotices } from '../../components/list-notices.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { countText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useListState } from '../../lib/use-list-state.ts';
import { SearchField } from './search-field.tsx';
import { TicketFilterChips } from './ticket-filter-chips.tsx';
import { viewLabels } from './ticket-labels.ts';
import { triageCursor, useTriage } from './triage-store.ts';

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
            <AddButton onAdd={onNewTicket}>New ticket</AddButton>
          </>
        }
      >
        <TicketFilterChips listing={listing} />
      </TopBar>
      <ListNotices noun="ticket" selected={selected} onClear={triageCursor.clearSelection} state={state} />
    </>
  );
}

import { Inbox, SearchX, TriangleAlert } from 'lucide-react';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { TicketColumn } from '../../../shared/preferences.ts';
import type { TicketSort } from '../../../shared/ticket.ts';
import { Button } from '../../components/button.tsx';
import type { ColumnState } from '../../components/data-table/columns.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { setPreferences, usePreference, usePreferences } from '../../lib/preferences.ts';
import { useNames } from './people.ts';
import { ticketRows } from './rows.ts';
import { emptyTexts } from './empty-texts.ts';
import { ticketColumns } from './ticket-columns.tsx';
import type { RowList } from '../../lib/paged-list.ts';
import { openTicket, triageCursor, useTriage } from './triage-store.ts';

const rowHeights = { comfortable: 34, compact: 28 };
const orders: Record<TicketSort, true> = { created: true, updated: true, priority: true, due: true };

export function saveColumns(layout: readonly ColumnState[]): void {
  // Ids come from ticketColumns, whose type admits no others.
  setPreferences({ ticketColumns: layout.map((state) => ({ ...state, id: state.id as TicketColumn })) });
}

function setSort(by: string): void {
  if (!Object.hasOwn(orders, by)) return;
  const { listing } = useTriage.getState();
  if (listing.kind === 'search') return;
  sortBy(by as TicketSort);
}

/** The same order again turns it round; what is due starts with the most urgent. */
export function sortBy(by: TicketSort): void {
  const now = usePreferences.getState().preferences?.ticketSort;
  const descending = now?.by === by ? !now.descending : by !== 'due';
  setPreferences({ ticketSort: { by, descending } });
}

/** The list of the triage screen; the keyboard moves through it by the screen's own actions. */
export function TicketTable({ list, label }: { list: RowList; label: string }) {
  const state = useSyncExternalStore(list.subscribe, list.state);
  useSyncExternalStore(ticketRows.subscribe, ticketRows.version);
  const focusIndex = useTriage((triage) => triage.focusIndex);
  const selected = useTriage((triage) => triage.selected);
  const listing = useTriage((triage) => triage.listing);
  const layout = usePreference('ticketColumns');
  const density = usePreference('density');
  const sort = usePreference('ticketSort');
  const names = useNames();
  const columns = useMemo(() => ticketColumns(names), [names]);
  const onRange = useCallback((first: number, last: number) => list.show(first, last), [list]);

  if (state.status === 'loading') return <Skeleton rows={14} label="Loading tickets" />;
  if (state.status === 'failed') {
    return (
      <EmptyState
        icon={TriangleAlert}
        title="The tickets could not be read"
        action={<Button onClick={() => list.refresh()}>Try again</Button>}
      >
        {state.error} Nothing was lost.
      </EmptyState>
    );
  }
  if (state.count === 0) {
    const text = emptyTexts(listing);
    return (
      <EmptyState icon={listing.kind === 'search' ? SearchX : Inbox} title={text.title}>
        {state.warnings.length > 0 ? state.warnings.join(' ') : text.text}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={label}
      columns={columns}
      layout={layout}
      onLayout={saveColumns}
      count={state.count}
      rowAt={(index) => {
        const id = list.idAt(index);
        return id === undefined ? undefined : ticketRows.get(id);
      }}
      isSelected={(index) => selected.size > 0 && selected.has(list.idAt(index) ?? 0)}
      isUnread={(row) => row.unread}
      focusIndex={focusIndex}
      rowHeight={rowHeights[density]}
      sort={listing.kind === 'search' ? null : sort}
      onSort={setSort}
      onRange={onRange}
      inserted={state.inserted}
      onRowClick={(index, { toggle, range }) => {
        if (range) triageCursor.selectRange(index);
        else if (toggle) triageCursor.toggleSelected(index);
        triageCursor.focusRow(index);
        if (!range && !toggle) openTicket(list.idAt(index) ?? null);
      }}
    />
  );
}

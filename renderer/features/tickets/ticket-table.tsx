import { Inbox } from 'lucide-react';
import { useMemo } from 'react';
import type { TicketColumn } from '../../../shared/preferences.ts';
import type { TicketRow, TicketSort } from '../../../shared/ticket.ts';
import type { ColumnState } from '../../components/data-table/columns.ts';
import { RowTable } from '../../components/data-table/row-table.tsx';
import type { RowList } from '../../lib/paged-list.ts';
import { setPreferences, usePreference, usePreferences } from '../../lib/preferences.ts';
import { useNames } from './people.ts';
import { ticketRows } from './rows.ts';
import { emptyTexts } from './empty-texts.ts';
import { ticketColumns } from './ticket-columns.tsx';
import { triageCursor, useTriage } from './triage-store.ts';

const isUnread = (row: TicketRow) => row.unread;
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
  const focusIndex = useTriage((triage) => triage.focusIndex);
  const selected = useTriage((triage) => triage.selected);
  const listing = useTriage((triage) => triage.listing);
  const layout = usePreference('ticketColumns');
  const sort = usePreference('ticketSort');
  const names = useNames();
  const columns = useMemo(() => ticketColumns(names), [names]);

  return (
    <RowTable
      label={label}
      nouns="tickets"
      icon={Inbox}
      list={list}
      rows={ticketRows}
      cursor={triageCursor}
      focusIndex={focusIndex}
      selected={selected}
      columns={columns}
      layout={layout}
      onLayout={saveColumns}
      sort={listing.kind === 'search' ? null : sort}
      onSort={setSort}
      isUnread={isUnread}
      empty={emptyTexts(listing)}
    />
  );
}

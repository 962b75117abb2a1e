import { SearchX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { EmptyText } from '../../lib/empty-text.ts';
import type { ListCursor } from '../../lib/list-cursor.ts';
import type { RowList } from '../../lib/paged-list.ts';
import { usePreference } from '../../lib/preferences.ts';
import type { RowStore, StoredRow } from '../../lib/row-store.ts';
import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import type { ColumnState, TableColumn } from './columns.ts';
import { DataTable } from './data-table.tsx';
import { groupStarts } from './group-starts.ts';
import type { TableSort } from './table-header.tsx';

/** What a row belongs to: rows of one follow each other. */
export type GroupOf<Row> = (row: Row) => { readonly id: number; readonly label: string };

interface RowTableProps<Row extends StoredRow> {
  label: string;
  /** What its rows are, in lower case and plural: "tickets". */
  nouns: string;
  icon: LucideIcon;
  list: RowList;
  rows: RowStore<Row>;
  cursor: ListCursor;
  focusIndex: number;
  selected: ReadonlySet<number>;
  columns: readonly TableColumn<Row>[];
  layout: readonly ColumnState[] | null;
  onLayout: (layout: readonly ColumnState[]) => void;
  sort: TableSort | null;
  onSort: (by: string) => void;
  isUnread?: (row: Row) => boolean;
  /** Rows stand under the headings of what they belong to. */
  groupOf?: GroupOf<Row>;
  /** In pixels, where it is not that of every list. */
  rowHeight?: number;
  empty: EmptyText;
  /** What an empty list offers to do. */
  emptyAction?: React.ReactNode;
}

const rowHeights = { comfortable: 34, compact: 28 };
const placeholders = 20;

function rowIn<Row extends StoredRow>(list: RowList, rows: RowStore<Row>, index: number): Row | undefined {
  const id = list.idAt(index);
  return id === undefined ? undefined : rows.get(id);
}

/** The list of a screen with its first load, its failure and its emptiness; keys move through it by the screen's actions. */
export function RowTable<Row extends StoredRow>(props: RowTableProps<Row>) {
  const { list, rows, cursor, selected, empty } = props;
  const state = useSyncExternalStore(list.subscribe, list.state);
  const version = useSyncExternalStore(rows.subscribe, rows.version);
  const density = usePreference('density');
  const onRange = useCallback((first: number, last: number) => list.show(first, last), [list]);
  const isLoading = state.status === 'loading';
  const { groupOf } = props;
  const groups = useMemo(
    () => (groupOf && version >= 0 ? groupStarts(state.count, (at) => rowIn(list, rows, at), groupOf) : []),
    [groupOf, state, list, rows, version],
  );

  if (state.status === 'failed') {
    return (
      <EmptyState
        icon={TriangleAlert}
        title={`The ${props.nouns} could not be read`}
        action={<Button onClick={() => list.refresh()}>Try again</Button>}
      >
        {state.error} Nothing was lost.
      </EmptyState>
    );
  }
  if (state.count === 0 && !isLoading) {
    return (
      <EmptyState icon={empty.searched ? SearchX : props.icon} title={empty.title} action={props.emptyAction}>
        {state.warnings.length > 0 ? state.warnings.join(' ') : empty.text}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={props.label}
      columns={props.columns}
      layout={props.layout}
      onLayout={props.onLayout}
      // The table stands before its first rows do: when they come, only they are left to draw.
      count={isLoading ? placeholders : state.count}
      busy={isLoading}
      rowAt={(index) => rowIn(list, rows, index)}
      groups={isLoading ? [] : groups}
      isSelected={(index) => selected.size > 0 && selected.has(list.idAt(index) ?? 0)}
      {...(props.isUnread ? { isUnread: props.isUnread } : {})}
      focusIndex={props.focusIndex}
      rowHeight={props.rowHeight ?? rowHeights[density]}
      sort={props.sort}
      onSort={props.onSort}
      onRange={onRange}
      inserted={state.inserted}
      onRowClick={(index, { toggle, range }) => {
        if (range) cursor.selectRange(index);
        else if (toggle) cursor.toggleSelected(index);
        cursor.focusRow(index);
        if (!range && !toggle) cursor.open(list.idAt(index) ?? null);
      }}
    />
  );
}

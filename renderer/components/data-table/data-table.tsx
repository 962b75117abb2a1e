import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useEffect, useId, useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { moveColumn, type ColumnState, type TableColumn } from './columns.ts';
import { markFirstList } from '../../lib/first-list.ts';
import styles from './data-table.module.css';
import type { GroupStart } from './group-starts.ts';
import { TableGroup } from './table-group.tsx';
import { TableHeader, type TableSort } from './table-header.tsx';
import { TableRow } from './table-row.tsx';
import { useColumnModel } from './use-column-model.ts';
import { useElementWidth } from './use-element-width.ts';

export interface DataTableProps<Row> {
  label: string;
  columns: readonly TableColumn<Row>[];
  layout: readonly ColumnState[] | null;
  onLayout: (layout: ColumnState[]) => void;
  /** How many rows there are, loaded or not. */
  count: number;
  /** The rows that are counted have yet to come. */
  busy?: boolean;
  /** The row at a place, undefined while it is not loaded. */
  rowAt: (index: number) => Row | undefined;
  isSelected: (index: number) => boolean;
  isUnread?: (row: Row) => boolean;
  focusIndex: number;
  rowHeight: number;
  sort: TableSort | null;
  onSort: (by: string) => void;
  onRowClick: (index: number, keys: { toggle: boolean; range: boolean }) => void;
  /** Which places are on screen now, so that their rows can be asked for. */
  onRange: (first: number, last: number) => void;
  /** Headings over rows that belong together, in their order. */
  groups?: readonly GroupStart[];
  /** Rows that came in above what is read: the view moves with them, so that nothing jumps. */
  inserted: { readonly version: number; readonly rows: number };
}

const noGroups: readonly GroupStart[] = [];
const groupHeight = 34;
const sideRoom = 38;
/** As the style sheet has it; the head stays on top of the rows that scroll beneath. */
const headHeight = 28;

/** A virtualised grid of rows that are loaded as they come into view. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    columns,
    count,
    rowAt,
    focusIndex,
    rowHeight,
    onRange,
    inserted,
    busy = false,
    groups = noGroups,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const width = useElementWidth(scroller);
  const model = useColumnModel({
    columns,
    saved: props.layout,
    room: width === null ? Number.POSITIVE_INFINITY : width - sideRoom,
    onLayout: props.onLayout,
  });
  const headings = useMemo(() => new Map(groups.map((group) => [group.index, group])), [groups]);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (headings.has(index) ? groupHeight : 0),
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  const groupKey = groups.map(({ index }) => index).join();
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight, groupKey]);
  const hasRows = rowAt(first) !== undefined;
  useEffect(() => {
    if (hasRows) markFirstList();
  }, [hasRows]);
  useEffect(() => {
    if (!busy) onRange(first, last);
  }, [first, last, count, busy, onRange]);
  useLayoutEffect(() => {
    if (focusIndex >= 0 && focusIndex < count) virtualizer.scrollToIndex(focusIndex, { align: 'auto' });
    // Only a move of the cursor scrolls; rows that come or go must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focusIndex, virtualizer]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && inserted.rows !== 0 && element.scrollTop > 0)
      element.scrollTop += inserted.rows * rowHeight;
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [inserted.version]);

  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!row) return;
    props.onRowClick(Number(row.dataset['index']), {
      toggle: event.ctrlKey || event.metaKey,
      range: event.shiftKey,
    });
  };
  const isFocusShown = focusIndex >= first && focusIndex <= last && count > 0 && !busy;

  return (
    // The keyboard reaches rows through the console's own keys; the grid names the current one to screen readers.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-busy={busy || undefined}
      aria-rowcount={busy ? -1 : count + 1}
      aria-colcount={model.visible.length}
      aria-multiselectable="true"
      aria-activedescendant={isFocusShown ? `${gridId}-${focusIndex}` : undefined}
      className={styles['grid']}
      style={{ '--columns': model.template, '--row-height': `${rowHeight}px` }}
      onClick={onClick}
    >
      <TableHeader
        headers={model.headers}
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        onMove={(id, onto) => {
          const ids = model.layout.map((state) => state.id);
          props.onLayout(moveColumn(model.layout, id, ids.indexOf(onto) - ids.indexOf(id)));
        }}
      />
      <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const heading = headings.get(item.index);
          const top = item.start - headHeight;
          return (
            <Fragment key={item.key}>
              {heading && <TableGroup group={heading} top={top} columns={model.visible.length} />}
              <TableRow
                id={`${gridId}-${item.index}`}
                index={item.index}
                top={top + (heading ? groupHeight : 0)}
                row={row}
                columns={model.visible}
                focused={item.index === focusIndex && !busy}
                selected={props.isSelected(item.index)}
                unread={row !== undefined && (props.isUnread?.(row) ?? false)}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { cx } from '../../lib/class-names.ts';
import type { TableColumn } from './columns.ts';
import styles from './data-table.module.css';
import type { ColumnHeaders } from './use-column-model.ts';

export interface TableSort {
  readonly by: string;
  readonly descending: boolean;
}

interface TableHeaderProps<Row> {
  headers: ColumnHeaders;
  columns: readonly TableColumn<Row>[];
  sort: TableSort | null;
  onSort: (by: string) => void;
  /** A head was dropped on another one. */
  onMove: (id: string, onto: string) => void;
}

export function TableHeader<Row>({ headers, columns, sort, onSort, onMove }: TableHeaderProps<Row>) {
  const [target, setTarget] = useState<string | null>(null);
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {headers.map((header, index) => {
          const column = columns.find((each) => each.id === header.id);
          if (!column) return null;
          const drop = {
            onDragOver: (event: DragEvent) => {
              event.preventDefault();
              setTarget(column.id);
            },
            onDragLeave: () => setTarget(null),
            onDrop: (event: DragEvent) => {
              event.preventDefault();
              setTarget(null);
              onMove(event.dataTransfer.getData('text/plain'), column.id);
            },
          };
          return (
            // Dragging is the mouse's way; the keyboard has the column editor.
            // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sortState(column, sort)}
              className={cx(
                styles['headCell'],
                column.align === 'end' && styles['end'],
                target === column.id && styles['dropTarget'],
              )}
              draggable
              onDragStart={(event) => event.dataTransfer.setData('text/plain', column.id)}
              {...drop}
            >
              <HeadLabel column={column} sort={sort} onSort={onSort} />
              {header.column.getCanResize() && (
                <span
                  className={cx(styles['resizer'], header.column.getIsResizing() && styles['resizing'])}
                  aria-hidden="true"
                  draggable
                  onDragStart={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                  }}
                  onMouseDown={header.getResizeHandler()}
                  onTouchStart={header.getResizeHandler()}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function sortState<Row>(column: TableColumn<Row>, sort: TableSort | null) {
  if (column.sortKey === undefined) return undefined;
  if (sort?.by !== column.sortKey) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

interface HeadLabelProps<Row> {
  column: TableColumn<Row>;
  sort: TableSort | null;
  onSort: (by: string) => void;
}

function HeadLabel<Row>({ column, sort, onSort }: HeadLabelProps<Row>) {
  const { sortKey } = column;
  const label = <span className={column.quietHead ? 'visually-hidden' : undefined}>{column.name}</span>;
  if (sortKey === undefined) return label;
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['sort']}
      title={`Sort by ${column.name.toLowerCase()}`}
      onClick={() => onSort(sortKey)}
    >
      {label}
      {sort?.by === sortKey && <Arrow size={11} strokeWidth={2} aria-hidden="true" />}
    </button>
  );
}

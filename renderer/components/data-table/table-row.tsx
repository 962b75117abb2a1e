import { memo } from 'react';
import { cx } from '../../lib/class-names.ts';
import type { TableColumn } from './columns.ts';
import styles from './data-table.module.css';

export interface TableRowProps<Row> {
  id: string;
  index: number;
  top: number;
  /** Undefined while its page is on the way: the row keeps its place. */
  row: Row | undefined;
  columns: readonly TableColumn<Row>[];
  focused: boolean;
  selected: boolean;
  unread: boolean;
}

function TableRowView<Row>({ id, index, top, row, columns, focused, selected, unread }: TableRowProps<Row>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={focused ? 'true' : undefined}
      data-index={index}
      className={cx(styles['row'], focused && styles['focused'], selected && styles['selected'])}
      style={{ transform: `translateY(${top}px)` }}
    >
      {unread && <span className={styles['unread']} aria-hidden="true" />}
      {columns.map((column, cellIndex) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={cellIndex + 1}
          className={cx(styles['cell'], column.align === 'end' && styles['end'])}
        >
          {row === undefined ? null : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** Rows repaint only when what they show changes: moving the cursor touches two of them. */
// memo drops the type parameter; the cast gives it back.
export const TableRow = memo(TableRowView) as typeof TableRowView;

import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './record-table.module.css';

export interface RecordHead {
  readonly label: string;
  /** For screen readers only: the cells explain themselves. */
  readonly quiet?: boolean;
  readonly align?: 'end';
  /** Leaves where the window is narrow; its cells carry `wideOnly` too. */
  readonly wideOnly?: boolean;
}

/** A short table that is drawn whole: its rows are the caller's, with a `th scope="row"` first. */
export function RecordTable({ heads, children }: { heads: readonly RecordHead[]; children: ReactNode }) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {heads.map(({ label, quiet, align, wideOnly: leaves }) => (
            <th
              key={label}
              scope="col"
              className={cx(align === 'end' && styles['number'], leaves && styles['wideOnly'])}
            >
              <span className={quiet ? 'visually-hidden' : undefined}>{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Classes of cells. */
export const { number: numberCell, wideOnly, muted: mutedText, buttons: buttonsCell } = styles;

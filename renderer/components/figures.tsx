import type { ReactNode } from 'react';
import styles from './figures.module.css';

/** A few numbers over a list, side by side; beside an open record two by two. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles['figures']}>{children}</dl>;
}

export function Figure({ label, value, note }: { label: string; value: ReactNode; note: string }) {
  return (
    <div className={styles['figure']}>
      <dt>{label}</dt>
      <dd className={styles['value']}>{value}</dd>
      <dd className={styles['note']} title={note}>
        {note}
      </dd>
    </div>
  );
}

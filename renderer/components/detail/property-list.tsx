import type { ReactNode } from 'react';
import styles from './property-list.module.css';

/** Names and values of a record, one a line. */
export function PropertyList({ children }: { children: ReactNode }) {
  return <dl className={styles['list']}>{children}</dl>;
}

export function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The part of a record that holds its properties, and what stands under them. */
export function Properties({ children }: { children: ReactNode }) {
  return <div className={styles['properties']}>{children}</div>;
}

export function PropertyActions({ children }: { children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}

/** Class of a button that stands where a value would. */
export const valueButton = styles['value'];

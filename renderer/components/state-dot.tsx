import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './state-dot.module.css';

/** Filled green: in use. Hollow amber or red: in trouble. Hollow: elsewhere. Dashed: gone. */
export type StateShape = 'good' | 'plain' | 'warn' | 'bad' | 'ours' | 'gone';

/** A state: the word first, the dot second, so that it reads in grey. */
export function StateDot({ shape, children }: { shape: StateShape; children: ReactNode }) {
  return <span className={cx(styles['state'], styles[shape])}>{children}</span>;
}

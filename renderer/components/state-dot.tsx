import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import type { StateShape } from '../lib/state-shape.ts';
import styles from './state-dot.module.css';

/** A state: the word first, the dot second, so that it reads in grey. */
export function StateDot({ shape, children }: { shape: StateShape; children: ReactNode }) {
  return <span className={cx(styles['state'], styles[shape])}>{children}</span>;
}

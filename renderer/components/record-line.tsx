import type { ReactNode } from 'react';
import styles from './record-line.module.css';

interface RecordLineProps {
  /** Glyphs, the name in `lineName`, and what is said of it in `lineAbout`. */
  children: ReactNode;
  onOpen: () => void;
}

/** One record in a short list beside the one that owns it; it leads to its own screen. */
export function RecordLine({ children, onOpen }: RecordLineProps) {
  return (
    <li>
      <button type="button" className={styles['row']} onClick={onOpen}>
        {children}
      </button>
    </li>
  );
}

/** Classes of the parts of a line; `lineNote` stands under the lines: how many more there are, or why there are none. */
export const { name: lineName, about: lineAbout, note: lineNote } = styles;

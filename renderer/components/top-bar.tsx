import type { ReactNode } from 'react';
import styles from './top-bar.module.css';

interface TopBarProps {
  /** Before the title: the way back. */
  lead?: ReactNode;
  title: string;
  /** What there is of it; its place is kept while it is not known. */
  count?: string | undefined;
  /** Chips beside the title. */
  children?: ReactNode;
  /** Search and the one primary action, on the right. */
  actions?: ReactNode;
}

export function TopBar({ lead, title, count, children, actions }: TopBarProps) {
  return (
    <header className={styles['bar']}>
      {lead}
      <h1 className={styles['title']}>{title}</h1>
      {count !== undefined && <span className={styles['count']}>{count}</span>}
      <div className={styles['middle']}>{children}</div>
      <div className={styles['actions']}>{actions}</div>
    </header>
  );
}

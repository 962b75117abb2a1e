import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Keycap } from './keycap.tsx';
import styles from './search-frame.module.css';

interface SearchFrameProps {
  icon: LucideIcon;
  /** The key that leads here, shown while the field is not in use. */
  keys: string;
  title?: string;
  /** The field itself. */
  children: ReactNode;
}

/** What stands around a search field above a list. */
export function SearchFrame({ icon: Icon, keys, title, children }: SearchFrameProps) {
  return (
    <div className={styles['frame']} title={title}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {children}
      <Keycap keys={keys} />
    </div>
  );
}

import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './notice.module.css';

interface NoticeProps {
  tone: 'info' | 'warn' | 'bad';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert };

/** Something the technician must know where they are: what happened, what was kept, what to do. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={cx(styles['notice'], styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className={styles['icon']} />
      <div className={styles['text']}>
        <strong>{title}</strong>
        {children && <div className={styles['detail']}>{children}</div>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}

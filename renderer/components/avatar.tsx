import { User } from 'lucide-react';
import { initials } from '../lib/format.ts';
import { cx } from '../lib/class-names.ts';
import styles from './avatar.module.css';

/** Who it is, in 20 pixels; `null` is nobody and looks unfilled, `undefined` is not known yet. */
export function Avatar({
  name,
  emptyLabel = 'nobody',
}: {
  name: string | null | undefined;
  emptyLabel?: string;
}) {
  if (name === undefined) return <span className={styles['avatar']} />;
  if (name === null) {
    return (
      <span
        className={cx(styles['avatar'], styles['nobody'])}
        role="img"
        aria-label={emptyLabel}
        title={emptyLabel}
      >
        <User size={11} strokeWidth={1.75} aria-hidden="true" />
      </span>
    );
  }
  return (
    <span className={cx(styles['avatar'], styles['somebody'])} role="img" aria-label={name} title={name}>
      {initials(name)}
    </span>
  );
}

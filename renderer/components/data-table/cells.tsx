import { cx } from '../../lib/class-names.ts';
import type { Tone } from '../../lib/tone.ts';
import { Time } from '../time.tsx';
import styles from './cells.module.css';

/** What a row is about: the one emphasis it has. */
export function NameCell({ text, unread = false }: { text: string; unread?: boolean }) {
  return (
    <span className={cx(styles['subject'], unread && styles['unread'])} title={text}>
      {unread && <span className="visually-hidden">unread: </span>}
      {text}
    </span>
  );
}

/** Anything else in words; nothing is left blank. */
export function MutedCell({ text }: { text: string | null | undefined }) {
  return (
    <span className={styles['muted']} title={text ?? undefined}>
      {text ?? ''}
    </span>
  );
}

/** Numbers, addresses and codes. */
export function CodeCell({ text }: { text: string | null }) {
  return (
    <span className={styles['number']} title={text ?? undefined}>
      {text ?? ''}
    </span>
  );
}

/** A figure; `strong` where it is the one to look at. */
export function NumberCell({ text, strong = false }: { text: string; strong?: boolean }) {
  return <span className={cx(styles['time'], strong && styles['strong'])}>{text}</span>;
}

/** A moment; a dash where there was none. */
export function TimeCell({ at }: { at: number | null }) {
  return <span className={styles['time']}>{at === null ? '—' : <Time at={at} />}</span>;
}

/** Words that may warn; the words themselves say so too. */
export function ToneCell({ text, tone, label }: { text: string; tone: Tone; label?: string }) {
  return (
    <span className={cx(styles['time'], styles[tone])} title={label}>
      {text}
    </span>
  );
}

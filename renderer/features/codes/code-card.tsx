import { Copy, Pin } from 'lucide-react';
import { memo } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { groupedCode } from '../../lib/one-time-codes.ts';
import { CodeCountdown, CodeDigits, CodeOwner, viewCode } from './code-parts.tsx';
import { nameOfCode } from './find-codes.ts';
import styles from './codes.module.css';

interface CodeCardProps {
  id: string;
  code: ShownCode;
  /** Epoch ms, to the second. */
  now: number;
  /** Its client; undefined while the names are on the way. */
  client: string | undefined;
  current: boolean;
  onChoose: (code: ShownCode) => void;
}

/** One code, as large as it is read from a phone. */
export const CodeCard = memo(function CodeCard({ id, code, now, client, current, onChoose }: CodeCardProps) {
  const view = viewCode(code, now);
  const next = view.late ? view.now?.next : null;
  return (
    // The list has the keyboard and moves through its options from there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={current}
      tabIndex={-1}
      className={styles['card']}
      onClick={() => onChoose(code)}
    >
      <span className={styles['initial']} aria-hidden="true">
        {Array.from(nameOfCode(code))[0]?.toUpperCase() ?? '?'}
      </span>
      <CodeOwner code={code} client={client} />
      <span className={styles['marks']}>
        {code.pinned && <Pin size={13} aria-hidden="true" strokeWidth={1.75} className={styles['pin']} />}
        <CodeCountdown code={code} view={view} />
      </span>
      <span className={styles['line']}>
        <CodeDigits code={code} view={view} />
        {next != null && (
          <span className={styles['next']} aria-hidden="true">
            next {groupedCode(next)}
          </span>
        )}
        {current && <Copy size={16} strokeWidth={1.75} aria-hidden="true" className={styles['copy']} />}
      </span>
    </div>
  );
});

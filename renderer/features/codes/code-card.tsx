import { Copy, Pin } from 'lucide-react';
import { memo } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { codeAt, groupedCode } from '../../lib/one-time-codes.ts';
import { hiddenCodeText, spokenCode } from './code-words.ts';
import { Countdown } from './countdown.tsx';
import { accountOfCode, isLate, nameOfCode } from './find-codes.ts';
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
  const shown = codeAt(code, now);
  const late = shown !== null && isLate(shown.secondsLeft, code.period ?? 30);
  const name = nameOfCode(code);
  const whose = [accountOfCode(code), client].filter(Boolean).join(' · ');
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
        {Array.from(name)[0]?.toUpperCase() ?? '?'}
      </span>
      <span className={styles['who']}>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        <span className={styles['account']} title={whose}>
          {whose}
        </span>
      </span>
      <span className={styles['marks']}>
        {code.pinned && <Pin size={13} aria-hidden="true" strokeWidth={1.75} className={styles['pin']} />}
        {shown && <Countdown secondsLeft={shown.secondsLeft} period={code.period ?? 30} late={late} />}
      </span>
      <span className="visually-hidden">{spokenCode(code, shown)}</span>
      <span className={styles['line']} aria-hidden="true">
        <span className={shown ? styles['code'] : styles['hidden']} data-late={late || undefined}>
          {shown ? groupedCode(shown.text) : hiddenCodeText(code)}
        </span>
        {late && shown.next !== null && (
          <span className={styles['next']}>next {groupedCode(shown.next)}</span>
        )}
        {current && <Copy size={16} strokeWidth={1.75} className={styles['copy']} />}
      </span>
    </div>
  );
});

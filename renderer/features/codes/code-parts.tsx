import type { ShownCode } from '../../../shared/one-time-code.ts';
import { codeAt, groupedCode, type CodeNow } from '../../lib/one-time-codes.ts';
import styles from './code-parts.module.css';
import { hiddenCodeText, spokenCode } from './code-words.ts';
import { Countdown } from './countdown.tsx';
import { accountOfCode, isLate, nameOfCode } from './find-codes.ts';

export interface CodeView {
  /** Null for codes that are not shown. */
  readonly now: CodeNow | null;
  /** It ends so soon that the next one stands beside it. */
  readonly late: boolean;
}

/** What a code looks like at a moment (epoch ms). */
export function viewCode(code: ShownCode, at: number): CodeView {
  const now = codeAt(code, at);
  return { now, late: now !== null && isLate(now.secondsLeft, code.period ?? 30) };
}

/** The service, and below it whose account it is; `client` is left out where it is known or does not matter. */
export function CodeOwner({ code, client }: { code: ShownCode; client?: string | undefined }) {
  const name = nameOfCode(code);
  const whose = [accountOfCode(code), client].filter(Boolean).join(' · ');
  return (
    <span className={styles['who']}>
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <span className={styles['account']} title={whose}>
        {whose}
      </span>
    </span>
  );
}

/** The digits in groups, or why there are none; heard one by one. */
export function CodeDigits({ code, view: { now, late } }: { code: ShownCode; view: CodeView }) {
  return (
    <>
      <span className="visually-hidden">{spokenCode(code, now)}</span>
      <span
        aria-hidden="true"
        className={now ? styles['code'] : styles['hidden']}
        data-late={late || undefined}
      >
        {now ? groupedCode(now.text) : hiddenCodeText(code)}
      </span>
    </>
  );
}

/** What is left of it; nothing for codes that are not shown. */
export function CodeCountdown({ code, view: { now, late } }: { code: ShownCode; view: CodeView }) {
  return now && <Countdown secondsLeft={now.secondsLeft} period={code.period ?? 30} late={late} />;
}

import { useEffect, useState } from 'react';
import type { ShownCode } from '../../shared/one-time-code.ts';
import { retry } from './answers.ts';
import { useAnswer } from './use-answer.ts';

export interface CodeNow {
  readonly text: string;
  readonly secondsLeft: number;
  /** What follows it; null while that is not known. */
  readonly next: string | null;
}

/** The present is known to the second only, so an answer may begin up to one later than it. */
const slackMs = 1000;

/** Its step is over, or does not begin yet because the clock was set back: either way there is another code now. */
export function isOutOfStep({ validFrom, validUntil }: ShownCode, now: number): boolean {
  return validUntil !== null && (now >= validUntil || (validFrom !== null && now < validFrom - slackMs));
}

/**
 * What a code by time is at a moment (epoch ms), as far as its two known steps reach. Null beyond them: an old
 * code is worse than none.
 */
export function codeAt(shown: ShownCode, now: number): CodeNow | null {
  const { code, next, validUntil, period } = shown;
  if (code === null || validUntil === null || period === null) return null;
  if (!isOutOfStep(shown, now))
    return { text: code, secondsLeft: Math.ceil((validUntil - now) / 1000), next };
  const end = validUntil + period * 1000;
  if (now < validUntil || now >= end || next === null) return null;
  return { text: next, secondsLeft: Math.ceil((end - now) / 1000), next: null };
}

/** `123 456`: digits in threes where they come out even. */
export function groupedCode(code: string): string {
  return code.length % 3 === 0 ? code.replaceAll(/(.{3})(?=.)/g, '$1 ') : code;
}

/** The present to the second, on the second: a code turns with its step, not up to a second after it. */
export function useSecond(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = Date.now();
      setNow(at);
      timer = setTimeout(tick, 1000 - (at % 1000));
    };
    const turn = () => {
      clearTimeout(timer);
      tick();
    };
    timer = setTimeout(tick, 1000 - (Date.now() % 1000));
    // Out of sight, a page's timers run late; what comes into sight must be right at once.
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, []);
  return now;
}

/** The code of one entry as it is now; null while it is on its way and for codes that are not shown. */
export function useCode(entryId: number): CodeNow | null {
  const input = { ids: [entryId] };
  const shown = useAnswer('codes', 'list', input).value?.codes[0];
  const now = useSecond();
  const isOver = shown !== undefined && isOutOfStep(shown, now);
  useEffect(() => {
    if (isOver) retry('codes.list', { ids: [entryId] });
  }, [isOver, entryId]);
  return shown ? codeAt(shown, now) : null;
}

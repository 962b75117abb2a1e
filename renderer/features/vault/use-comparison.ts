import { useEffect, useState } from 'react';
import { client } from '../../lib/client.ts';
import { numberText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';

/** Longer than for an estimate: the start of what is half typed is nobody's business. */
const restMs = 1200;

/**
 * In how many leaks a password being chosen was met, once typing rests for long; null where nothing is to be said, and
 * where nobody chose to compare. Not by the cache of answers: its keys would hold every password that was ever typed.
 */
export function useComparison(password: string): string | null {
  const [told, setTold] = useState<{ readonly of: string; readonly words: string | null } | null>(null);
  const source = useAnswer('passwordBreaches', 'get', {}).value?.settings.source ?? 'off';
  useEffect(() => {
    let alive = true;
    if (password === '' || source === 'off') return undefined;
    const ask = async () => {
      const answer = await client.passwordBreaches.check({ password });
      const words =
        answer.state === 'found' ? `Known from ${numberText(answer.count)} leaks: take another one.` : null;
      if (alive) setTold({ of: password, words });
    };
    // Without an answer the password can still be saved; it is compared again then.
    const timer = setTimeout(() => void ask().catch(() => alive && setTold(null)), restMs);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [password, source]);
  return told?.of === password ? told.words : null;
}

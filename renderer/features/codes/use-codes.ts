import { useEffect } from 'react';
import { retry } from '../../lib/answers.ts';
import { useSecond } from '../../lib/one-time-codes.ts';
import { useAnswer } from '../../lib/use-answer.ts';

/** As long as the engine stays silent it is asked again this often, not with every tick. */
const askAgainMs = 2000;

/**
 * All codes. Each answer holds the code of the next step too, so the turn of a step is drawn from what is here, and
 * the engine is asked for what follows.
 */
export function useCodes() {
  const answer = useAnswer('codes', 'list', {});
  const now = useSecond();
  const ends = answer.value?.codes.flatMap(({ validUntil }) => validUntil ?? []) ?? [];
  const firstEnd = ends.length > 0 ? ends.reduce((least, end) => Math.min(least, end)) : null;
  const isOver = firstEnd !== null && now >= firstEnd;
  const due = isOver ? `${firstEnd} ${Math.floor((now - firstEnd) / askAgainMs)}` : null;
  useEffect(() => {
    if (due !== null) retry('codes.list', {});
  }, [due]);
  return answer;
}

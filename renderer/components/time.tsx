import { absoluteTime, momentTime, relativeTime } from '../lib/format.ts';
import { useNow } from '../lib/clock.ts';

/** Short in the text, whole on hover. */
export function Time({ at, form = 'relative' }: { at: number; form?: 'relative' | 'moment' }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)}>
      {form === 'relative' ? relativeTime(at, now) : momentTime(at, now)}
    </time>
  );
}

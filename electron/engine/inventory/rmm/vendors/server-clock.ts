import { momentOf } from '../reading.ts';
import type { Session } from '../session.ts';

const quarterHourMs = 15 * 60_000;
const withoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

const withZone = (value: unknown): unknown =>
  typeof value === 'string' && withoutZone.test(value.trim()) ? `${value.trim().replace(' ', 'T')}Z` : value;

/**
 * Dates of a server may come without a zone, in the server's own. How far that is from UTC is what the server says the
 * time is now, to the quarter of an hour; where it does not say, they are taken for UTC.
 */
export function serverClock(session: Session) {
  let aheadMs = 0;

  return {
    async read(): Promise<void> {
      const answer = await session.get('/DatabaseServerTime', { mayBeGone: true });
      if (typeof answer !== 'string' || !withoutZone.test(answer.trim())) return;
      const ahead = Date.parse(String(withZone(answer))) - session.now();
      if (Math.abs(ahead) < 15 * 3_600_000) aheadMs = Math.round(ahead / quarterHourMs) * quarterHourMs;
    },
    momentOf(value: unknown): number | undefined {
      const zoned = withZone(value);
      if (zoned === value) return momentOf(value, session.now());
      const at = momentOf(zoned, session.now() + Math.max(0, aheadMs));
      return at === undefined ? undefined : at - aheadMs;
    },
  };
}

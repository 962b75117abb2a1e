import type { ReadableDb } from '../../database/db.ts';
import { dayMs, hourMs, type Beat } from './beats.ts';
import { dayOf, hourOf, readBeats, readHours, sumDays, type Seconds } from './history-repository.ts';
import { secondsOf } from './roll-up.ts';
import { summarize } from './stretch.ts';

/** What a monitor's percentages are made of; each new check adds to all three. */
export interface Sums {
  readonly day: Seconds;
  readonly month: Seconds;
  readonly year: Seconds;
  /** The hour that these were taken in: in another one they are taken afresh, for old ones drop out. */
  readonly hour: number;
}

export interface Shares {
  readonly uptime24h: number | null;
  readonly uptime30d: number | null;
  readonly uptime1y: number | null;
  readonly observed30d: number | null;
}

/** From what is kept, the hours that were not rolled up yet included. */
export function takeSums(db: ReadableDb, monitorId: number, now: number): Sums {
  const hour = hourOf(now);
  const today = dayOf(now);
  // Every check that is kept one by one lies within these days.
  const hours = readHours(db, monitorId, today - 2, today);
  const lastRolled = hours.at(-1)?.at ?? (hour - 48) * hourMs;
  const unrolled = readBeats(db, monitorId, Math.max(hourOf(lastRolled) + 1, hour - 47), hour);
  const fresh = secondsOf([summarize(0, unrolled)]);
  const isOfDay = ({ at }: { readonly at: number }): boolean => at >= now - dayMs;
  const day = [...hours.filter(isOfDay), summarize(0, unrolled.filter(isOfDay))];
  return {
    hour,
    day: secondsOf(day),
    month: add(sumDays(db, monitorId, today - 29, today), fresh),
    year: add(sumDays(db, monitorId, today - 364, today), fresh),
  };
}

export function addBeat(sums: Sums, beat: Beat): Sums {
  const one = secondsOf([summarize(0, [beat])]);
  return {
    hour: sums.hour,
    day: add(sums.day, one),
    month: add(sums.month, one),
    year: add(sums.year, one),
  };
}

/** @param knownForMs since when it exists: what was before is no gap */
export function sharesOf({ day, month, year }: Sums, knownForMs: number): Shares {
  const possible = Math.min(30 * dayMs, Math.max(knownForMs, 1)) / 1000;
  const seen = month.good + month.bad + month.maintenance;
  return {
    uptime24h: upShare(day),
    uptime30d: upShare(month),
    uptime1y: upShare(year),
    observed30d: seen === 0 ? null : rounded(Math.min(100, (seen / possible) * 100)),
  };
}

/** Of the time that was judged; null where none was. */
export function upShare({ good, bad }: Seconds): number | null {
  return good + bad === 0 ? null : rounded((good / (good + bad)) * 100);
}

/** To three decimals, and never up to a whole hundred where there was an outage. */
function rounded(share: number): number {
  return share < 100 ? Math.floor(share * 1000) / 1000 : 100;
}

function add(a: Seconds, b: Seconds): Seconds {
  return { good: a.good + b.good, bad: a.bad + b.bad, maintenance: a.maintenance + b.maintenance };
}

import type { WritableDb } from '../database/db.ts';
import { dayMs, hourMs, type Beat } from './history/beats.ts';
import { dayOf, hourOf, putBeats, putDay, putHours } from './history/history-repository.ts';
import { rollUpHour, secondsOf } from './history/roll-up.ts';
import { addTime, type Spread } from './history/spread.ts';
import { summarize, type Stretch } from './history/stretch.ts';

/** How a sample did. */
export interface SampleCourse {
  readonly usualMs: number;
  readonly intervalMs: number;
  /** Epoch ms. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
  /** When the sample is loaded: a check fell due just then. */
  readonly loadedAt: number;
}

const sampleDays = 90;
/** The sample's laptop sleeps each day, and has been awake for the eleven hours before the sample is loaded. */
const fellAsleepMs = 15.75 * hourMs;
const sleptMs = 4.5 * hourMs;

/** Ninety days as checks would have left them: the last two one by one, what is before in hours and days. */
export function fillSampleHistory(
  db: WritableDb,
  monitorId: number,
  course: SampleCourse,
  now: number,
): void {
  const firstFine = hourOf(now) - 47;
  for (let day = dayOf(now) - sampleDays; day <= dayOf(firstFine * hourMs); day += 1) {
    const spread: Spread = new Map();
    const hours: Stretch[] = [];
    for (let slot = 0; slot < 24 && day * 24 + slot < firstFine; slot += 1) {
      // A check every five minutes stands for all of them: nobody can look at them one by one any more.
      const beats = beatsBetween(
        course,
        day * dayMs + slot * hourMs,
        hourMs,
        Math.max(course.intervalMs, 300_000),
      );
      if (beats.length === 0) continue;
      hours.push(summarize(slot, beats));
      for (const { ms } of beats) if (ms !== null) addTime(spread, ms);
    }
    if (hours.length === 0) continue;
    putHours(db, monitorId, day, hours);
    putDay(db, monitorId, day, secondsOf(hours), spread);
  }
  for (let hour = firstFine; hour <= hourOf(now); hour += 1) {
    const beats = beatsBetween(course, hour * hourMs, hourMs, course.intervalMs).filter(
      ({ at }) => at <= now,
    );
    if (beats.length === 0) continue;
    putBeats(db, monitorId, hour, beats);
    if (hour < hourOf(now)) rollUpHour(db, monitorId, hour);
  }
}

/** The checks of a stretch; the first after a sleep speaks for no time. */
export function beatsBetween(
  { usualMs, outages, loadedAt }: SampleCourse,
  from: number,
  lengthMs: number,
  everyMs: number,
): Beat[] {
  const beats: Beat[] = [];
  const first = loadedAt - Math.floor((loadedAt - from) / everyMs) * everyMs;
  const isAsleep = (at: number) => (at - loadedAt + fellAsleepMs + sampleDays * dayMs) % dayMs < sleptMs;
  for (let at = first; at < from + lengthMs; at += everyMs) {
    if (isAsleep(at)) continue;
    const isDown = outages.some((outage) => at >= outage.from && at < outage.to);
    const covers = isAsleep(at - everyMs) ? 0 : everyMs / 1000;
    beats.push({ at, kind: isDown ? 'down' : 'good', ms: isDown ? null : timeAt(usualMs, at), covers });
  }
  return beats;
}

/** Slower by day than by night, with a little noise that is the same each time. */
function timeAt(usualMs: number, at: number): number {
  const hours = (at % dayMs) / hourMs;
  const busy = 1 + 0.35 * Math.sin(((hours - 8) / 24) * 2 * Math.PI);
  const noise = ((at / 1000) * 2_654_435_761) % 97;
  return Math.max(1, Math.round(usualMs * busy * (0.85 + noise / 300)));
}

import type { WritableDb } from '../../database/db.ts';
import { dayMs, hourMs, type Beat } from './beats.ts';
import {
  forgetHistory,
  putDay,
  putHours,
  putMinutes,
  readBeats,
  readHours,
  readSpreads,
  type Seconds,
} from './history-repository.ts';
import { addSpread, addTime, type Spread } from './spread.ts';
import { summarize, type Stretch } from './stretch.ts';

/** How long what is kept: every check, minutes, and hours with days. */
export const kept = { beatsMs: 48 * hourMs, minutesMs: 7 * dayMs, daysMs: 400 * dayMs } as const;

const hoursADay = 24;

/**
 * Makes the minutes and the hour of one hour that is over from its checks, and adds them to its day. Doing it twice
 * does no harm to minutes and hours; the day is made from its hours, so neither to it.
 */
export function rollUpHour(db: WritableDb, monitorId: number, hour: number): void {
  const beats = readBeats(db, monitorId, hour, hour);
  if (beats.length === 0) return;
  putMinutes(db, monitorId, hour, minutesOf(beats));
  const day = Math.floor(hour / hoursADay);
  const known = readHours(db, monitorId, day, day);
  const earlier = known.filter(({ slot }) => slot !== hour % hoursADay);
  const hours = [...earlier, summarize(hour % hoursADay, beats)].toSorted((a, b) => a.slot - b.slot);
  const wasThere = earlier.length < known.length;
  putHours(db, monitorId, day, hours);
  const spread: Spread = new Map();
  for (const stored of readSpreads(db, monitorId, day, day)) addSpread(spread, stored);
  if (!wasThere) for (const { ms } of beats) if (ms !== null) addTime(spread, ms);
  putDay(db, monitorId, day, secondsOf(hours), spread);
}

export function minutesOf(beats: readonly Beat[]): Stretch[] {
  const byMinute = new Map<number, Beat[]>();
  for (const beat of beats) {
    const minute = Math.floor((beat.at % hourMs) / 60_000);
    const own = byMinute.get(minute);
    if (own) own.push(beat);
    else byMinute.set(minute, [beat]);
  }
  return [...byMinute].map(([minute, own]) => summarize(minute, own));
}

export function secondsOf(stretches: readonly Stretch[]): Seconds {
  const seconds = { good: 0, bad: 0, maintenance: 0 };
  for (const each of stretches) {
    seconds.good += each.goodSeconds;
    seconds.bad += each.badSeconds;
    seconds.maintenance += each.maintenanceSeconds;
  }
  return seconds;
}

export function forgetOldHistory(db: WritableDb, monitorId: number, now: number): void {
  forgetHistory(db, monitorId, {
    beats: now - kept.beatsMs,
    minutes: now - kept.minutesMs,
    days: now - kept.daysMs,
  });
}

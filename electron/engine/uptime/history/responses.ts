import type { z } from 'zod';
import type {
  percentiles,
  ResponseBucket,
  responses,
  StretchState,
} from '../../../../shared/monitor-history.ts';
import type { ReadableDb } from '../../database/db.ts';
import { dayMs, hourMs, type Beat } from './beats.ts';
import {
  dayOf,
  hourOf,
  readBeats,
  readHours,
  readMinutes,
  readSpreads,
  type TimedStretch,
} from './history-repository.ts';
import { kept, secondsOf } from './roll-up.ts';
import { upShare } from './shares.ts';
import { addSpread, addTime, percentileOfSpread, type Spread } from './spread.ts';
import { merge, percentileOf, summarize, type Stretch } from './stretch.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What is known of a time, as fine as it is kept, and how fine that is. */
interface Known {
  readonly parts: readonly TimedStretch[];
  readonly beats: readonly Beat[];
  readonly resolutionMs: number;
}

/** Checks one by one while they are kept, else minutes, else hours; what is not rolled up yet from its checks. */
function readKnown(db: ReadableDb, monitorId: number, { from, to }: Range, now: number): Known {
  const within = <T extends { readonly at: number }>(all: readonly T[]): T[] =>
    all.filter(({ at }) => at >= from && at < to);
  if (from >= now - kept.beatsMs) {
    const beats = within(readBeats(db, monitorId, hourOf(from), hourOf(to)));
    return { parts: [], beats, resolutionMs: 1000 };
  }
  const isFine = from >= now - kept.minutesMs;
  const parts = isFine
    ? readMinutes(db, monitorId, hourOf(from), hourOf(to))
    : readHours(db, monitorId, dayOf(from), dayOf(to));
  const rolledTo = parts.length === 0 ? now - kept.beatsMs : hourOf(parts.at(-1)!.at) * hourMs + hourMs;
  const beats = readBeats(db, monitorId, hourOf(Math.max(from, rolledTo)), hourOf(to));
  return { parts: within(parts), beats: within(beats), resolutionMs: isFine ? 60_000 : hourMs };
}

/** The columns of a chart: every one of the range, those of which nothing is known too. */
export function readResponses(
  db: ReadableDb,
  monitorId: number,
  asked: Range & { readonly points: number },
  now: number,
): z.output<typeof responses> {
  const { from, to, points } = asked;
  const { parts, beats, resolutionMs } = readKnown(db, monitorId, asked, now);
  const bucketMs = Math.max(resolutionMs, Math.ceil((to - from) / points));
  const columns = Array.from({ length: Math.max(0, Math.ceil((to - from) / bucketMs)) }, () => ({
    parts: [] as Stretch[],
    beats: [] as Beat[],
  }));
  for (const part of parts) columns[Math.floor((part.at - from) / bucketMs)]!.parts.push(part);
  for (const beat of beats) columns[Math.floor((beat.at - from) / bucketMs)]!.beats.push(beat);
  const buckets = columns.map((column, index): ResponseBucket => {
    const own = column.beats.length === 0 ? [] : [summarize(0, column.beats)];
    return bucketOf(from + index * bucketMs, merge(0, [...column.parts, ...own]));
  });
  return { bucketMs, buckets };
}

function bucketOf(at: number, stretch: Stretch): ResponseBucket {
  const { averageMs, minMs, maxMs, p95Ms, goodSeconds, badSeconds, checks } = stretch;
  return { at, state: stateOf(stretch), averageMs, minMs, maxMs, p95Ms, goodSeconds, badSeconds, checks };
}

function stateOf({ checks, timed, goodSeconds, badSeconds, maintenanceSeconds }: Stretch): StretchState {
  if (badSeconds > goodSeconds) return 'down';
  if (badSeconds > 0) return 'degraded';
  if (maintenanceSeconds > goodSeconds) return 'maintenance';
  if (timed === 0) return 'not_observed';
  return checks > timed ? 'degraded' : 'up';
}

/** Of the answers of a range: exact while checks are kept one by one, else from what is kept of whole days. */
export function readPercentiles(
  db: ReadableDb,
  monitorId: number,
  asked: Range,
  now: number,
): z.output<typeof percentiles> {
  const { parts, beats, resolutionMs } = readKnown(db, monitorId, asked, now);
  const whole = merge(0, [...parts, summarize(0, beats)]);
  const seconds = secondsOf([whole]);
  const share = resolutionMs === 1000 ? exactly(beats) : roughly(db, monitorId, asked, beats);
  const { good, bad, maintenance } = seconds;
  return {
    checks: whole.checks,
    averageMs: whole.averageMs,
    minMs: whole.minMs,
    p50Ms: share(0.5),
    p75Ms: share(0.75),
    p90Ms: share(0.9),
    p95Ms: share(0.95),
    p99Ms: share(0.99),
    maxMs: whole.maxMs,
    uptime: upShare(seconds),
    observed: Math.min(1, (good + bad + maintenance) / Math.max(1, (asked.to - asked.from) / 1000)),
  };
}

function exactly(beats: readonly Beat[]): (share: number) => number | null {
  const times = beats.flatMap(({ ms }) => ms ?? []).toSorted((a, b) => a - b);
  return (share) => percentileOf(times, share);
}

function roughly(
  db: ReadableDb,
  monitorId: number,
  { from, to }: Range,
  beats: readonly Beat[],
): (share: number) => number | null {
  const all: Spread = new Map();
  for (const day of readSpreads(db, monitorId, Math.ceil(from / dayMs), dayOf(to))) addSpread(all, day);
  for (const { ms } of beats) if (ms !== null) addTime(all, ms);
  return (share) => percentileOfSpread(all, share);
}

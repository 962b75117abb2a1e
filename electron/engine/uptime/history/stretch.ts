import type { Beat } from './beats.ts';

/** What is kept of the checks of a minute or an hour. Times of answers are in ms, null where there were none. */
export interface Stretch {
  /** Which minute of the hour, or hour of the day. */
  readonly slot: number;
  readonly checks: number;
  /** Checks whose answer has a time. */
  readonly timed: number;
  readonly averageMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly p95Ms: number | null;
  readonly goodSeconds: number;
  readonly badSeconds: number;
  readonly maintenanceSeconds: number;
}

/** The value that this share of the sorted values does not exceed; null of none. */
export function percentileOf(sorted: readonly number[], share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}

/** What a check says of the time that it covers; null where it says nothing. */
const timeOf: Readonly<Record<Beat['kind'], 'goodSeconds' | 'badSeconds' | 'maintenanceSeconds' | null>> = {
  good: 'goodSeconds',
  // Covers nothing itself: the next judged check speaks for its time.
  forgiven: null,
  down: 'badSeconds',
  maintenance: 'maintenanceSeconds',
  unreachable: null,
};

export function summarize(slot: number, beats: readonly Beat[]): Stretch {
  const seconds = { goodSeconds: 0, badSeconds: 0, maintenanceSeconds: 0 };
  const times: number[] = [];
  for (const { kind, ms, covers } of beats) {
    const time = timeOf[kind];
    if (time !== null) seconds[time] += covers;
    if (ms !== null) times.push(ms);
  }
  times.sort((a, b) => a - b);
  return {
    slot,
    checks: beats.length,
    timed: times.length,
    averageMs: times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length,
    minMs: times[0] ?? null,
    maxMs: times.at(-1) ?? null,
    p95Ms: percentileOf(times, 0.95),
    ...seconds,
  };
}

/** Several stretches as one. The 95th of the whole lies between those of its parts: they are weighed by their answers. */
export function merge(slot: number, parts: readonly Stretch[]): Stretch {
  let [checks, timed, weighed] = [0, 0, 0];
  let [least, most] = [Infinity, -Infinity];
  let [goodSeconds, badSeconds, maintenanceSeconds] = [0, 0, 0];
  for (const part of parts) {
    checks += part.checks;
    goodSeconds += part.goodSeconds;
    badSeconds += part.badSeconds;
    maintenanceSeconds += part.maintenanceSeconds;
    if (part.timed === 0) continue;
    timed += part.timed;
    weighed += part.averageMs! * part.timed;
    least = Math.min(least, part.minMs!);
    most = Math.max(most, part.maxMs!);
  }
  const answered = timed > 0;
  return {
    slot,
    checks,
    timed,
    averageMs: answered ? weighed / timed : null,
    minMs: answered ? least : null,
    maxMs: answered ? most : null,
    p95Ms: answered ? weighedPercentile(parts, timed) : null,
    goodSeconds,
    badSeconds,
    maintenanceSeconds,
  };
}

function weighedPercentile(parts: readonly Stretch[], timed: number): number | null {
  let seen = 0;
  const answered = parts.filter((part) => part.timed > 0);
  for (const { p95Ms, timed: own } of answered.toSorted((a, b) => a.p95Ms! - b.p95Ms!)) {
    seen += own;
    if (seen >= timed * 0.95) return p95Ms;
  }
  return null;
}

const bytesEach = 22;
const none = 0xffff;

/** Twenty-two bytes a stretch. Seconds are kept to a tenth. */
export function packStretches(stretches: readonly Stretch[]): Buffer {
  const packed = Buffer.alloc(stretches.length * bytesEach);
  for (const [index, stretch] of stretches.entries()) {
    const start = index * bytesEach;
    packed.writeUInt8(stretch.slot, start);
    packed.writeUInt16BE(Math.min(stretch.checks, none), start + 1);
    packed.writeUInt16BE(Math.min(stretch.timed, none), start + 3);
    const times = [stretch.averageMs, stretch.minMs, stretch.maxMs, stretch.p95Ms];
    for (const [place, ms] of times.entries()) {
      packed.writeUInt16BE(ms === null ? none : Math.min(Math.round(ms), none - 1), start + 5 + place * 2);
    }
    const { goodSeconds, badSeconds, maintenanceSeconds } = stretch;
    for (const [place, seconds] of [goodSeconds, badSeconds, maintenanceSeconds].entries()) {
      packed.writeUIntBE(Math.min(Math.round(seconds * 10), 0xffffff), start + 13 + place * 3, 3);
    }
  }
  return packed;
}

export function unpackStretches(packed: Buffer): Stretch[] {
  const stretches: Stretch[] = [];
  for (let start = 0; start + bytesEach <= packed.length; start += bytesEach) {
    stretches.push({
      slot: packed.readUInt8(start),
      checks: packed.readUInt16BE(start + 1),
      timed: packed.readUInt16BE(start + 3),
      averageMs: timeAt(packed, start + 5),
      minMs: timeAt(packed, start + 7),
      maxMs: timeAt(packed, start + 9),
      p95Ms: timeAt(packed, start + 11),
      goodSeconds: packed.readUIntBE(start + 13, 3) / 10,
      badSeconds: packed.readUIntBE(start + 16, 3) / 10,
      maintenanceSeconds: packed.readUIntBE(start + 19, 3) / 10,
    });
  }
  return stretches;
}

function timeAt(packed: Buffer, place: number): number | null {
  const ms = packed.readUInt16BE(place);
  return ms === none ? null : ms;
}

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
  const sum = (read: (part: Stretch) => number): number =>
    parts.reduce((total, part) => total + read(part), 0);
  const timed = sum((part) => part.timed);
  const answered = parts.filter((part) => part.timed > 0);
  return {
    slot,
    checks: sum(({ checks }) => checks),
    timed,
    averageMs: timed === 0 ? null : sum((part) => (part.averageMs ?? 0) * part.timed) / timed,
    minMs: timed === 0 ? null : Math.min(...answered.map(({ minMs }) => minMs!)),
    maxMs: timed === 0 ? null : Math.max(...answered.map(({ maxMs }) => maxMs!)),
    p95Ms: weighedPercentile(answered, timed),
    goodSeconds: sum(({ goodSeconds }) => goodSeconds),
    badSeconds: sum(({ badSeconds }) => badSeconds),
    maintenanceSeconds: sum(({ maintenanceSeconds }) => maintenanceSeconds),
  };
}

function weighedPercentile(parts: readonly Stretch[], timed: number): number | null {
  let seen = 0;
  for (const { p95Ms, timed: own } of parts.toSorted((a, b) => a.p95Ms! - b.p95Ms!)) {
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
    const time = (place: number): number | null => {
      const ms = packed.readUInt16BE(start + 5 + place * 2);
      return ms === none ? null : ms;
    };
    const seconds = (place: number): number => packed.readUIntBE(start + 13 + place * 3, 3) / 10;
    stretches.push({
      slot: packed.readUInt8(start),
      checks: packed.readUInt16BE(start + 1),
      timed: packed.readUInt16BE(start + 3),
      averageMs: time(0),
      minMs: time(1),
      maxMs: time(2),
      p95Ms: time(3),
      goodSeconds: seconds(0),
      badSeconds: seconds(1),
      maintenanceSeconds: seconds(2),
    });
  }
  return stretches;
}

/**
 * How often which response time was met, in steps of a tenth: percentiles of any number of days are read from
 * the sum of theirs, at most five in a hundred off.
 */
export type Spread = Map<number, number>;

const growth = Math.log(1.1);
const bytesEach = 5;

function stepOf(ms: number): number {
  return Math.min(255, Math.round(Math.log(ms + 1) / growth));
}

function timeOf(step: number): number {
  return Math.round(Math.exp(step * growth) - 1);
}

export function addTime(spread: Spread, ms: number): void {
  const step = stepOf(ms);
  spread.set(step, (spread.get(step) ?? 0) + 1);
}

export function addSpread(into: Spread, other: Spread): void {
  for (const [step, times] of other) into.set(step, (into.get(step) ?? 0) + times);
}

/** The time that this share of all does not exceed; null of none. */
export function percentileOfSpread(spread: Spread, share: number): number | null {
  const total = [...spread.values()].reduce((sum, times) => sum + times, 0);
  let seen = 0;
  for (const [step, times] of [...spread].toSorted(([a], [b]) => a - b)) {
    seen += times;
    if (seen >= total * share) return timeOf(step);
  }
  return null;
}

export function packSpread(spread: Spread): Buffer {
  const packed = Buffer.alloc(spread.size * bytesEach);
  let start = 0;
  for (const [step, times] of spread) {
    packed.writeUInt8(step, start);
    packed.writeUInt32BE(times, start + 1);
    start += bytesEach;
  }
  return packed;
}

export function unpackSpread(packed: Buffer): Spread {
  const spread: Spread = new Map();
  for (let start = 0; start + bytesEach <= packed.length; start += bytesEach) {
    spread.set(packed.readUInt8(start), packed.readUInt32BE(start + 1));
  }
  return spread;
}

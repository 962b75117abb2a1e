import type { ResponseBucket, StretchState } from '../../../shared/monitor-history.ts';

export interface Point {
  readonly x: number;
  /** Null where there was nothing to measure: the line breaks there. */
  readonly y: number | null;
}

/** A line that breaks where nothing was measured. A value between two breaks is a dot. */
export function linePath(points: readonly Point[]): string {
  let path = '';
  for (const [index, { x, y }] of points.entries()) {
    if (y === null) continue;
    const before = points[index - 1]?.y ?? null;
    const after = points[index + 1]?.y ?? null;
    path += `${before === null ? 'M' : 'L'}${round(x)} ${round(y)}`;
    if (before === null && after === null) path += 'h0';
  }
  return path;
}

/** The area between two lines over the same places, as one closed shape for each stretch without a break. */
export function bandPath(upper: readonly Point[], lower: readonly Point[]): string {
  let path = '';
  let from = 0;
  for (let index = 0; index <= upper.length; index += 1) {
    const isBreak = upper[index]?.y == null || lower[index]?.y == null;
    if (!isBreak) continue;
    if (index - from > 1) {
      const there = upper.slice(from, index).map(({ x, y }) => `${round(x)} ${round(y ?? 0)}`);
      const back = lower.slice(from, index).map(({ x, y }) => `${round(x)} ${round(y ?? 0)}`);
      path += `M${there.join('L')}L${back.toReversed().join('L')}Z`;
    }
    from = index + 1;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The least of 1, 2, 5, 10, … that holds a value. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

export interface Stretch {
  readonly state: StretchState;
  /** Places of its first bucket and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** Buckets in a row that went the same. */
export function stretches(buckets: readonly Pick<ResponseBucket, 'state'>[]): Stretch[] {
  const all: Stretch[] = [];
  for (const [index, { state }] of buckets.entries()) {
    const last = all.at(-1);
    if (last?.state === state) all[all.length - 1] = { ...last, to: index + 1 };
    else all.push({ state, from: index, to: index + 1 });
  }
  return all;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Stretches of time that are asked for often, each ending now. */
export const ranges = {
  '1h': { label: '1 h', ms: hourMs },
  '24h': { label: '24 h', ms: dayMs },
  '7d': { label: '7 days', ms: 7 * dayMs },
  '30d': { label: '30 days', ms: 30 * dayMs },
  '1y': { label: '1 year', ms: 365 * dayMs },
} as const;
export type RangeName = keyof typeof ranges;

/** Between two moments, epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** So often a range that ends now moves on: the same question is asked again until then. */
const stepMs = 60_000;

export function spanOf(name: RangeName, now: number): TimeSpan {
  const to = Math.ceil(now / stepMs) * stepMs;
  return { from: to - ranges[name].ms, to };
}

/** Half of it earlier or later, never beyond now. */
export function shiftSpan({ from, to }: TimeSpan, direction: -1 | 1, now: number): TimeSpan {
  const width = to - from;
  const end = Math.min(now, to + (direction * width) / 2);
  return { from: end - width, to: end };
}

/** A day as a date field has it, where the machine stands. */
export function dayField(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Two days of date fields, both whole; null where they are none or the wrong way round. */
export function spanOfDays(first: string, last: string): TimeSpan | null {
  const from = new Date(`${first}T00:00:00`).getTime();
  const lastDay = new Date(`${last}T00:00:00`);
  const to = new Date(lastDay.getFullYear(), lastDay.getMonth(), lastDay.getDate() + 1).getTime();
  return Number.isNaN(from) || Number.isNaN(to) || to <= from ? null : { from, to };
}

const dayMs = 24 * 60 * 60_000;

/** Midnight of a day written `2026-03-23`, where the machine stands. */
export function dayStart(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day).getTime();
}

/** Whole days from today to a day; negative for days that have passed. A clock change makes no day longer. */
export function daysUntil(date: string, now: number): number {
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  return Math.round((dayStart(date) - today.getTime()) / dayMs);
}

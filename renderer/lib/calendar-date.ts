const dayMs = 24 * 60 * 60_000;
const long = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

/** Midnight of a day written `2026-03-23`, where the machine stands. */
export function dayStart(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day).getTime();
}

/** `23 Mar 2026` */
export function dayText(date: string): string {
  return long.format(dayStart(date));
}

/** `23 Feb – 24 Mar 2026`, and one day where both are the same. */
export function periodText(from: string, to: string): string {
  return long.formatRange(dayStart(from), dayStart(to));
}

/** Whole days from today to a day; negative for days that have passed. A clock change makes no day longer. */
export function daysUntil(date: string, now: number): number {
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  return Math.round((dayStart(date) - today.getTime()) / dayMs);
}

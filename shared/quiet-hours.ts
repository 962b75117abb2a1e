import { z } from 'zod';

const minuteOfDay = z.int().min(0).max(1439);

/** A daily span in which nothing is told, in minutes after midnight where the machine stands. */
export const quietHours = z.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay });
export type QuietHours = z.infer<typeof quietHours>;

/**
 * The end of the quiet hours that a moment (epoch ms) lies in, or null outside them. A span may go over midnight;
 * one that ends where it begins is none. Local dates are counted, so the night of a clock change ends on the clock.
 */
export function quietUntil(quiet: QuietHours | null, now: number): number | null {
  if (quiet === null || quiet.fromMinute === quiet.toMinute) return null;
  const date = new Date(now);
  const minute = date.getHours() * 60 + date.getMinutes();
  const { fromMinute, toMinute } = quiet;
  const overMidnight = fromMinute > toMinute;
  const inside = overMidnight
    ? minute >= fromMinute || minute < toMinute
    : minute >= fromMinute && minute < toMinute;
  if (!inside) return null;
  const endsTomorrow = overMidnight && minute >= fromMinute;
  const day = date.getDate() + (endsTomorrow ? 1 : 0);
  return new Date(date.getFullYear(), date.getMonth(), day, 0, toMinute).getTime();
}

/** Eight in the morning of the next day: "until tomorrow". */
export function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 8).getTime();
}

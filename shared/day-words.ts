const day = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

// A day on the calendar is the same day wherever one stands, so nothing here asks for a zone.

/** `Mar 23, 2026` of `2026-03-23`; what is no such day stays as it is. */
export function dayText(date: string): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : day.format(at);
}

/** `Feb 23 – Mar 24, 2026`, and one day where both are the same. */
export function periodText(from: string, to: string): string {
  return day.formatRange(Date.parse(from), Date.parse(to));
}

/** `Mar 23, 2026, 09:05 UTC`, for what is read in other zones too. */
export function momentText(epochMs: number): string {
  return `${moment.format(epochMs)} UTC`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface SnoozeTime {
  readonly id: string;
  readonly label: string;
  readonly until: number;
}

/** Local clock time on the day `days` from `from`; survives changes of summer time. */
function atClock(from: number, days: number, hour: number, minute = 0): number {
  const date = new Date(from);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour, minute).getTime();
}

function daysUntil(weekday: number, from: number): number {
  return (weekday - new Date(from).getDay() + 7) % 7 || 7;
}

/** The times that are offered, soonest first; "this evening" only while it is ahead. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const evening = atClock(now, 0, 18);
  return [
    { id: 'hour', label: 'In one hour', until: now + hourMs },
    { id: 'three-hours', label: 'In three hours', until: now + 3 * hourMs },
    ...(evening - now > hourMs ? [{ id: 'evening', label: 'This evening', until: evening }] : []),
    { id: 'tomorrow', label: 'Tomorrow morning', until: atClock(now, 1, 8) },
    { id: 'monday', label: 'Next Monday', until: atClock(now, daysUntil(1, now), 8) },
    { id: 'week', label: 'In a week', until: atClock(now, 7, 8) },
    { id: 'month', label: 'In a month', until: atClock(now, 30, 8) },
  ];
}

const units: Record<string, number> = { m: minuteMs, h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * A typed time: `90m`, `4h`, `2d`, `17:30` (the next one), `tue`, `fri 14:00`, `2027-03-01`, `2027-03-01 09:00`.
 * Null where it is none, or lies in the past.
 */
export function parseSnooze(text: string, now: number): number | null {
  const wanted = text.trim().toLowerCase();
  const span = /^(?:in )?(\d{1,4})\s*(m|h|d|w)(?:in|ins|inutes?|ours?|ays?|eeks?)?$/.exec(wanted);
  if (span) return now + Number(span[1]) * units[span[2]!]!;
  const time = /^(?:([a-z]{3})[a-z]* ?|(\d{4})-(\d\d)-(\d\d) ?)?(?:(\d{1,2}):(\d\d))?$/.exec(wanted);
  if (!time || wanted === '') return null;
  const [, day, year, month, date, hourText, minuteText] = time;
  const hour = hourText === undefined ? 8 : Number(hourText);
  const minute = minuteText === undefined ? 0 : Number(minuteText);
  if (hour > 23 || minute > 59) return null;
  let until: number;
  if (year !== undefined) {
    const at = new Date(Number(year), Number(month) - 1, Number(date), hour, minute);
    if (at.getMonth() !== Number(month) - 1 || at.getDate() !== Number(date)) return null;
    until = at.getTime();
  } else if (day !== undefined) {
    const weekday = weekdays.indexOf(day);
    if (weekday < 0) return null;
    until = atClock(now, daysUntil(weekday, now), hour, minute);
  } else {
    until = atClock(now, 0, hour, minute);
    if (until <= now) until = atClock(now, 1, hour, minute);
  }
  return until > now ? until : null;
}

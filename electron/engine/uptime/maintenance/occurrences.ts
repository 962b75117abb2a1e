import { Cron } from 'croner';
import type { MaintenanceSchedule } from '../../../../shared/maintenance.ts';
import { invalidField } from '../../database/tenancy.ts';

/** A time that a window covers, epoch ms; it ends before `to`. */
export interface Occurrence {
  readonly from: number;
  readonly to: number;
}

type Recurring = Exclude<MaintenanceSchedule, { kind: 'once' }>;

/** Five fields, as cron has them. Croner knows Sunday as 0 and as 7. */
function expressionOf(schedule: Recurring): string {
  if (schedule.kind === 'cron') return schedule.expression;
  const [hour, minute] = schedule.at.split(':').map(Number);
  const days = schedule.monthDays.length > 0 ? schedule.monthDays.join(',') : '*';
  const weekdays = schedule.weekdays.length > 0 ? schedule.weekdays.join(',') : '*';
  return `${minute} ${hour} ${days} * ${weekdays}`;
}

/** @throws AppError `validation` where the expression or the time zone makes no sense */
function cronOf(schedule: Recurring, timeZone: string): Cron {
  try {
    // Both a day of the month and a weekday: on days that are both.
    const cron = new Cron(expressionOf(schedule), {
      timezone: timeZone,
      mode: '5-part',
      domAndDow: true,
      paused: true,
    });
    // A time zone is looked at when the first time is asked for.
    cron.nextRun();
    return cron;
  } catch (error) {
    const path = isTimeZone(timeZone) ? 'schedule' : 'timeZone';
    throw invalidField(
      path,
      path === 'schedule' ? `makes no sense: ${(error as Error).message}` : 'is unknown',
    );
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

/** @throws AppError `validation` */
export function requireSchedule(schedule: MaintenanceSchedule, timeZone: string): void {
  if (schedule.kind !== 'once') return void cronOf(schedule, timeZone);
  if (!isTimeZone(timeZone)) throw invalidField('timeZone', 'is unknown');
  if (schedule.to <= schedule.from) throw invalidField('schedule', 'ends before it begins');
}

/** The times that end after a moment, the one that is on included, the earliest first. */
export function occurrencesAfter(
  schedule: MaintenanceSchedule,
  timeZone: string,
  after: number,
  most: number,
): Occurrence[] {
  if (schedule.kind === 'once') {
    return schedule.to > after ? [{ from: schedule.from, to: schedule.to }] : [];
  }
  const lengthMs = schedule.minutes * 60_000;
  const found: Occurrence[] = [];
  const cron = cronOf(schedule, timeZone);
  let start = cron.nextRun(new Date(after - lengthMs));
  while (start && found.length < most) {
    const from = start.getTime();
    if (from + lengthMs > after) found.push({ from, to: from + lengthMs });
    start = cron.nextRun(start);
  }
  return found;
}

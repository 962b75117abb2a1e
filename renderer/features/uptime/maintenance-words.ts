import type { MaintenanceSchedule, MaintenanceWindow } from '../../../shared/maintenance.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { absoluteTime, momentTime, plural } from '../../lib/format.ts';
import { durationText } from './monitor-words.ts';

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const minuteMs = 60_000;

/** On which days: with both, on those that are both. */
function daysText(weekdays: readonly number[], monthDays: readonly number[]): string {
  const names = weekdays.map((day) => weekdayNames[day - 1]).join(', ');
  const numbers = `day ${monthDays.join(', ')} of the month`;
  if (monthDays.length === 0) return names === '' ? 'every day' : names;
  return names === '' ? numbers : `${names} on ${numbers}`;
}

const listedDays = /^\d{1,2}(?:,\d{1,2})*$/;

/** The numbers of a field of cron; undefined where it is more than a list of them. */
function cronDays(field: string): number[] | undefined {
  if (field === '*') return [];
  return listedDays.test(field) ? field.split(',').map(Number) : undefined;
}

/** An expression of cron as people say it: one time of day, on listed days. Undefined where it is more than that. */
function cronText(expression: string): string | undefined {
  const [minute = '', hour = '', monthDay = '', month, weekday = '', ...more] = expression
    .trim()
    .split(/\s+/);
  const monthDays = cronDays(monthDay);
  const weekdays = cronDays(weekday);
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour) || month !== '*' || more.length > 0)
    return undefined;
  if (!monthDays || !weekdays) return undefined;
  // Sunday is 0 and 7 there.
  const days = daysText(
    weekdays.map((day) => day || 7),
    monthDays,
  );
  return `${days} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** When it is, in one line: `Sun at 02:00, 2:00 h`. */
export function scheduleText(schedule: MaintenanceSchedule): string {
  switch (schedule.kind) {
    case 'once':
      return `${absoluteTime(schedule.from)} to ${momentTime(schedule.to, schedule.from)}`;
    case 'cron': {
      const { expression, minutes } = schedule;
      return `${cronText(expression) ?? expression}, ${durationText(minutes * minuteMs)}`;
    }
    case 'recurring': {
      const { weekdays, monthDays, at, minutes } = schedule;
      return `${daysText(weekdays, monthDays)} at ${at}, ${durationText(minutes * minuteMs)}`;
    }
  }
}

/** Whether it is on now, or when it is next. */
export function nextText({ active, nextFrom, nextTo, enabled }: MaintenanceWindow, now: number): string {
  if (!enabled) return 'switched off';
  if (active) return nextTo === null ? 'on now' : `on now, until ${momentTime(nextTo, now)}`;
  return nextFrom === null ? 'never again' : momentTime(nextFrom, now);
}

/** What it covers, in as few words as tell it. */
export function coverText({ everywhere, monitorIds, groupNames }: MaintenanceWindow): string {
  if (everywhere) return 'every organization';
  const parts = [
    ...groupNames.map((name) => `group ${name}`),
    ...(monitorIds.length > 0 ? [plural(monitorIds.length, 'monitor')] : []),
  ];
  return parts.length === 0 ? 'all of the organization' : parts.join(', ');
}

const fieldNames: Readonly<Record<string, string>> = {
  schedule: 'When',
  timeZone: 'Time zone',
  monitorIds: 'Monitors',
  groupNames: 'Groups',
  everywhere: 'Every organization',
  enabled: 'Switched on',
  notes: 'Notes',
};

export function describeMaintenanceField(field: ChangedField): FieldWords {
  return recordWords(field, fieldNames, {});
}

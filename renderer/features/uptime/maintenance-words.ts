import type { MaintenanceSchedule, MaintenanceWindow } from '../../../shared/maintenance.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { absoluteTime, momentTime, plural } from '../../lib/format.ts';
import { durationText } from './monitor-words.ts';

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const minuteMs = 60_000;

/** When it is, in one line: `Sun at 02:00, 2:00 h`. */
export function scheduleText(schedule: MaintenanceSchedule): string {
  switch (schedule.kind) {
    case 'once':
      return `once, ${absoluteTime(schedule.from)} to ${momentTime(schedule.to, schedule.from)}`;
    case 'cron':
      return `${schedule.expression}, ${durationText(schedule.minutes * minuteMs)}`;
    case 'recurring': {
      const { weekdays, monthDays, at, minutes } = schedule;
      const days =
        weekdays.length > 0
          ? weekdays.map((day) => weekdayNames[day - 1]).join(', ')
          : monthDays.length > 0
            ? `day ${monthDays.join(', ')} of the month`
            : 'every day';
      return `${days} at ${at}, ${durationText(minutes * minuteMs)}`;
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

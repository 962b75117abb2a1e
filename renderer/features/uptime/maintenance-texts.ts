import type { MaintenanceSchedule, MaintenanceWindow } from '../../../shared/maintenance.ts';

/** What the form of a maintenance window holds, as it is typed. */
export interface MaintenanceTexts {
  name: string;
  organizationId: string;
  kind: string;
  from: string;
  to: string;
  weekdays: string;
  monthDays: string;
  at: string;
  minutes: string;
  expression: string;
  timeZone: string;
  groupNames: string;
  monitorIds: string;
  everywhere: string;
  notes: string;
}

/** A moment as a field for date and time has it, where the machine stands. */
export function fieldTime(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const numbersIn = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(Number);
const namesIn = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** A form for a window that begins at the next full hour, or as one stands. */
export function maintenanceTexts(
  window: MaintenanceWindow | null,
  now: number,
  timeZone: string,
): MaintenanceTexts {
  const hour = Math.ceil(now / 3_600_000) * 3_600_000;
  const schedule = window?.schedule;
  const once = schedule?.kind === 'once' ? schedule : { from: hour, to: hour + 7_200_000 };
  const recurring = schedule?.kind === 'recurring' ? schedule : null;
  const minutes = schedule && schedule.kind !== 'once' ? schedule.minutes : 120;
  return {
    name: window?.name ?? '',
    organizationId: String(window?.organizationId ?? 1),
    kind: schedule?.kind ?? 'once',
    from: fieldTime(once.from),
    to: fieldTime(once.to),
    weekdays: (recurring?.weekdays ?? []).join(','),
    monthDays: (recurring?.monthDays ?? []).join(', '),
    at: recurring?.at ?? '02:00',
    minutes: String(minutes),
    expression: schedule?.kind === 'cron' ? schedule.expression : '0 2 * * 0',
    timeZone: window?.timeZone ?? timeZone,
    groupNames: (window?.groupNames ?? []).join(', '),
    monitorIds: (window?.monitorIds ?? []).join(','),
    everywhere: window?.everywhere ? 'yes' : '',
    notes: window?.notes ?? '',
  };
}

/** The schedule of a form; null while it makes none. */
export function scheduleFrom(texts: MaintenanceTexts): MaintenanceSchedule | null {
  const minutes = Number(texts.minutes);
  const hasLength = Number.isInteger(minutes) && minutes >= 1 && minutes <= 10_080;
  switch (texts.kind) {
    case 'once': {
      const from = new Date(texts.from).getTime();
      const to = new Date(texts.to).getTime();
      return Number.isNaN(from) || Number.isNaN(to) || to <= from ? null : { kind: 'once', from, to };
    }
    case 'recurring': {
      const monthDays = numbersIn(texts.monthDays);
      const isDay = (day: number) => Number.isInteger(day) && day >= 1 && day <= 31;
      if (!hasLength || !/^([01]\d|2[0-3]):[0-5]\d$/.test(texts.at) || !monthDays.every(isDay)) return null;
      return { kind: 'recurring', weekdays: numbersIn(texts.weekdays), monthDays, at: texts.at, minutes };
    }
    default: {
      const expression = texts.expression.trim();
      return hasLength && expression !== '' ? { kind: 'cron', expression, minutes } : null;
    }
  }
}

/** A form with a schedule as what the engine takes. */
export function maintenanceFrom(texts: MaintenanceTexts, schedule: MaintenanceSchedule) {
  return {
    name: texts.name.trim(),
    organizationId: Number(texts.organizationId),
    schedule,
    timeZone: texts.timeZone.trim(),
    monitorIds: numbersIn(texts.monitorIds),
    groupNames: namesIn(texts.groupNames),
    everywhere: texts.everywhere !== '',
    notes: texts.notes,
  };
}

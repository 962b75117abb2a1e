import { z } from 'zod';
import { id, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { equalTo, recordContract } from './records.ts';

/** When it is: once between two moments, or again and again. */
export const maintenanceKind = z.enum(['once', 'recurring', 'cron']);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:30');

export const maintenanceSchedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), from: timestamp, to: timestamp }),
  z.strictObject({
    kind: z.literal('recurring'),
    /** 1 Monday to 7 Sunday; none for every day. */
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
    /** 1 to 31, on these days of the month; none for any. */
    monthDays: z.array(z.int().min(1).max(31)).max(31).default([]),
    at: clockTime,
    minutes: z.int().min(1).max(10_080),
  }),
  z.strictObject({
    kind: z.literal('cron'),
    /** Five fields: minute, hour, day, month, weekday. */
    expression: requiredText(200),
    minutes: z.int().min(1).max(10_080),
  }),
]);
export type MaintenanceSchedule = z.infer<typeof maintenanceSchedule>;

const writable = {
  organizationId: id,
  name: requiredText(200),
  schedule: maintenanceSchedule,
  /** IANA name of the zone that the schedule's times are meant in. */
  timeZone: requiredText(60),
  /** What it covers: these monitors and groups of its organization; with neither, all of it. */
  monitorIds: z.array(id).max(1000),
  groupNames: z.array(requiredText(100)).max(100),
  /** The MSP's own window that covers every organization. */
  everywhere: z.boolean(),
  enabled: z.boolean(),
  notes: z.string().max(20_000),
};

export const maintenanceWindow = z.object({
  id,
  ...writable,
  /** Whether it is on now, and the next or present time that it is. Null: it never is again. */
  active: z.boolean(),
  nextFrom: nullableTimestamp,
  nextTo: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

export const newMaintenanceWindow = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  timeZone: writable.timeZone.default('UTC'),
  monitorIds: writable.monitorIds.default([]),
  groupNames: writable.groupNames.default([]),
  everywhere: z.boolean().default(false),
  enabled: z.boolean().default(true),
  notes: writable.notes.default(''),
});
export const maintenancePatch = z.strictObject(writable).partial();
export const maintenanceField = maintenanceWindow.keyof();

export const occurrence = z.object({ windowId: id, from: timestamp, to: timestamp });

export const maintenanceContract = {
  ...recordContract({
    row: maintenanceWindow,
    whole: maintenanceWindow,
    created: newMaintenanceWindow,
    patch: maintenancePatch,
    filter: z
      .strictObject({ organizationId: id.optional(), equals: equalTo(maintenanceField).optional() })
      .default({}),
    field: maintenanceField,
  }),
  /** When each window is, between two moments: for a calendar. At most 1000, the earliest first. */
  times: procedure(
    z.strictObject({ from: timestamp, to: timestamp, organizationId: id.optional() }),
    z.array(occurrence),
  ),
  /** The next times of a schedule that is not saved yet. @throws `validation` where it makes no sense */
  preview: procedure(
    z.strictObject({
      schedule: maintenanceSchedule,
      timeZone: requiredText(60).default('UTC'),
      count: z.int().min(1).max(20).default(5),
    }),
    z.array(z.object({ from: timestamp, to: timestamp })),
  ),
};

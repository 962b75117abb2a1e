import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { monitorStatus } from './monitor.ts';
import { procedure } from './procedure.ts';

/** A stretch of time in which nothing was seen because of this machine. */
export const gap = z.object({
  from: timestamp,
  to: timestamp,
  /** `closed`: Techbench itself was not running. */
  reason: z.enum(['asleep', 'offline', 'closed']),
});
export type Gap = z.infer<typeof gap>;

/** Something whose answer says that this machine is online. */
export const onlineTarget = z.strictObject({
  name: requiredText(100),
  /** An address, so that no name must be looked up for it. */
  host: requiredText(253),
  port: z.int().min(1).max(65_535),
  /** The name that its certificate must bear: nothing between here and there can pretend it. Null for a mere connection. */
  certificateName: z.string().max(253).nullable(),
});
export type OnlineTarget = z.infer<typeof onlineTarget>;

export const uptimeSettings = z.strictObject({
  /** Independent of each other: one that answers is enough. */
  targets: z.array(onlineTarget).min(1).max(5),
  /** Names of which one must resolve; none where this machine needs no names. */
  names: z.array(requiredText(253)).max(5),
  /** The gateway is asked too, for the notice. */
  gateway: z.boolean(),
});
export type UptimeSettings = z.infer<typeof uptimeSettings>;

/** What asking the targets met. */
export const onlineReport = z.object({
  at: timestamp,
  online: z.boolean(),
  /** In words, where it is not. */
  reason: z.string().nullable(),
  targets: z.array(z.object({ name: z.string(), ms: z.int().nullable(), error: z.string().nullable() })),
  namesResolve: z.boolean().nullable(),
  gateway: z.object({ address: z.string(), ms: z.int().nullable() }).nullable(),
});
export type OnlineReport = z.infer<typeof onlineReport>;

export const uptimeOverview = z.object({
  total: z.int(),
  counts: z.record(monitorStatus, z.int()),
  /** Of what is down: how much of it somebody sees to. */
  acknowledged: z.int(),
  /** Means over all monitors that were observed. */
  uptime30d: z.number().nullable(),
  observed30d: z.number().nullable(),
  /** Of the last response times of all monitors. */
  medianMs: z.int().nullable(),
  p95Ms: z.int().nullable(),
  /** Certificates and domains that end within thirty days, the soonest first, at most 20. */
  expiring: z.array(
    z.object({
      monitorId: id,
      name: z.string(),
      what: z.enum(['certificate', 'domain']),
      expiresAt: timestamp,
    }),
  ),
  /** Since when this machine has no network of its own; null while it has. */
  offline: z.object({ since: timestamp, reason: z.string() }).nullable(),
  lastGap: gap.nullable(),
  lastReport: onlineReport.nullable(),
  /** What is down, the newest first, at most 20. */
  down: z.array(
    z.object({
      monitorId: id,
      organizationId: id,
      name: z.string(),
      error: z.string().nullable(),
      since: timestamp,
      incidentId: nullableId,
      acknowledged: z.boolean(),
      quietUntil: nullableTimestamp,
    }),
  ),
});
export type UptimeOverview = z.infer<typeof uptimeOverview>;

export const uptimeContract = {
  overview: procedure(z.strictObject({}), uptimeOverview),
  /** Asks the targets now. */
  testConnection: procedure(z.strictObject({}), onlineReport),
  settings: procedure(z.strictObject({}), uptimeSettings),
  configure: procedure(uptimeSettings.partial(), uptimeSettings),
};

import { z } from 'zod';
import { id, nullableTimestamp, timestamp } from './identity.ts';
import { monitorStatus } from './monitor.ts';

/** What one check did to what a list shows of its monitor. */
export const heartbeat = z.object({
  id,
  at: timestamp,
  status: monitorStatus,
  /** The letter that came last into `beats`. */
  beat: z.string(),
  responseTimeMs: z.int().nullable(),
});
export type Heartbeat = z.infer<typeof heartbeat>;

/** Something that people are to be told. */
export const outageNews = z.object({
  kind: z.enum(['down', 'up', 'still_down', 'flapping']),
  at: timestamp,
  monitorId: id,
  monitorName: z.string(),
  organizationId: id,
  incidentId: id.nullable(),
  error: z.string().nullable(),
  /** Since when it is down, or was. */
  downSince: nullableTimestamp,
});
export type OutageNews = z.infer<typeof outageNews>;

import { z } from 'zod';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** Requests, and how many of them were answered with 4xx or 5xx. */
const counted = { requests: z.int(), errors: z.int() };

export const keySummary = z.object({
  keyId: id,
  ...counted,
  /** The same for the last 30 days, today included. */
  recentRequests: z.int(),
  recentErrors: z.int(),
});
export type KeySummary = z.infer<typeof keySummary>;

export const endpointUsage = z.object({
  endpointId: id,
  method: z.string(),
  /** Pattern of the route; null for paths that are none. */
  path: z.string().nullable(),
  ...counted,
  averageMs: z.number(),
});
export type EndpointUsage = z.infer<typeof endpointUsage>;

export const keyUsage = keySummary.extend({
  lastUsedAt: nullableTimestamp,
  /** One entry for each of the last 30 days (UTC), oldest first, empty ones too. */
  days: z.array(z.object({ day: z.iso.date(), ...counted })),
  /** Of the last 30 days, most used first. */
  endpoints: z.array(endpointUsage),
});
export type KeyUsage = z.infer<typeof keyUsage>;

export const loggedRequest = z.object({
  id,
  at: timestamp,
  /** Null where no key was shown that is or was one. */
  keyId: nullableId,
  method: z.string(),
  path: z.string().nullable(),
  status: z.int(),
  durationMs: z.number(),
  /** Length of the answer's body. */
  bytes: z.int(),
  /** What its answer carried as X-Request-Id; null in what was noted by earlier versions. */
  requestId: z.uuid().nullable(),
});
export type LoggedRequest = z.infer<typeof loggedRequest>;

export const requestFilter = z.strictObject({
  keyId: id.optional(),
  endpointId: id.optional(),
  /** Those answered with 4xx or 5xx. */
  failed: z.boolean().optional(),
  from: timestamp.optional(),
  until: timestamp.optional(),
  requestId: z.uuid().optional(),
});
export type RequestFilter = z.infer<typeof requestFilter>;

export const usageContract = {
  /** Of every key that was ever used. */
  summaries: procedure(z.strictObject({}), z.array(keySummary)),
  ofKey: procedure(z.strictObject({ id }), keyUsage),
  /** What has been asked for at all, for filters. */
  endpoints: procedure(
    z.strictObject({}),
    z.array(z.object({ id, method: z.string(), path: z.string().nullable() })),
  ),
  /** Newest first; `before` is the id of the last request seen. Kept for 90 days. */
  requests: procedure(
    z.strictObject({
      filter: requestFilter.default({}),
      before: id.optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.array(loggedRequest),
  ),
};

import { z } from 'zod';
import { id, timestamp } from './identity.ts';

export const timeRange = {
  from: timestamp,
  to: timestamp,
};

/** How a stretch of time went: `degraded` where some checks were bad and it was not down. */
export const stretchState = z.enum(['up', 'degraded', 'down', 'maintenance', 'not_observed']);
export type StretchState = z.infer<typeof stretchState>;

/** One column of a chart. Response times are of good checks, null where there were none. */
export const responseBucket = z.object({
  at: timestamp,
  state: stretchState,
  averageMs: z.number().nullable(),
  minMs: z.int().nullable(),
  maxMs: z.int().nullable(),
  p95Ms: z.int().nullable(),
  /** Seconds in which it was up or forgiven, and in which it was down; what is in neither was not observed. */
  goodSeconds: z.number(),
  badSeconds: z.number(),
  checks: z.int(),
});
export type ResponseBucket = z.infer<typeof responseBucket>;

export const responsesAsked = z.strictObject({
  id,
  ...timeRange,
  /** How many columns, at most: what is kept of old times may be coarser. */
  points: z.int().min(1).max(1000).default(200),
});
export const responses = z.object({
  bucketMs: z.int(),
  /** Every bucket of the range, the empty ones too. */
  buckets: z.array(responseBucket),
});

export const percentilesAsked = z.strictObject({ id, ...timeRange });
export const percentiles = z.object({
  checks: z.int(),
  averageMs: z.number().nullable(),
  minMs: z.int().nullable(),
  p50Ms: z.int().nullable(),
  p75Ms: z.int().nullable(),
  p90Ms: z.int().nullable(),
  p95Ms: z.int().nullable(),
  p99Ms: z.int().nullable(),
  maxMs: z.int().nullable(),
  /** Share of the observed time in which it was up. */
  uptime: z.number().nullable(),
  /** Share of the range in which anything was known. */
  observed: z.number(),
});

import { z } from 'zod';
import { id, nullableTimestamp } from './identity.ts';
import { monitor, monitorField, monitorFilter, monitorPatch, newMonitor } from './monitor.ts';
import { percentiles, percentilesAsked, responses, responsesAsked } from './monitor-history.ts';
import { monitorFile } from './monitor-file.ts';
import { procedure } from './procedure.ts';
import { recordContract } from './records.ts';

const word = z.object({ value: z.string(), count: z.int() });

/** What one check met, told at once to whoever asked for it. */
export const checkReport = z.object({
  id,
  outcome: z.enum(['good', 'bad', 'not_observed']),
  error: z.string().nullable(),
  responseTimeMs: z.int().nullable(),
  /** The first KiB of what came back. */
  excerpt: z.string().nullable(),
  certificateExpiresAt: nullableTimestamp,
});
export type CheckReport = z.infer<typeof checkReport>;

/** What is asked of one monitor beside its record. */
export const monitorQuestions = {
  /** How it answered: the columns of a chart. */
  responses: procedure(responsesAsked, responses),
  percentiles: procedure(percentilesAsked, percentiles),
  /** Monitors as a file of ours, which importing takes in again; of one organization or all. */
  toFile: procedure(z.strictObject({ organizationId: id.optional() }), monitorFile),
  /** Looks now and waits for what it meets; the schedule goes on from there. */
  testNow: procedure(z.strictObject({ id }), checkReport),
};

export const monitorsContract = {
  ...recordContract({
    row: monitor,
    whole: monitor,
    created: newMonitor,
    patch: monitorPatch,
    filter: monitorFilter.default({}),
    field: monitorField,
  }),
  /** Kept numbers by status and type, and the groups and tags that are in use. */
  counts: procedure(
    z.strictObject({}),
    z.object({
      total: z.int(),
      statuses: z.array(word),
      types: z.array(word),
      groups: z.array(word),
      tags: z.array(word),
    }),
  ),
  ...monitorQuestions,
};

import { z } from 'zod';
import { id, timestamp } from './identity.ts';
import { newMonitor } from './monitor.ts';

/** One monitor in a file of ours: every field that a person decides, its client and its parent by name or reference. */
export const monitorInFile = newMonitor.omit({ organizationId: true, parentId: true }).extend({
  /** What others in the same file call it. */
  ref: id,
  organization: z.string().max(200),
  parent: id.nullable(),
});
export type MonitorInFile = z.infer<typeof monitorInFile>;

export const monitorFileSchema = 'techbench.monitors';

/** Monitors as a file; a version that is not known is refused, not guessed at. */
export const monitorFile = z.strictObject({
  schema: z.literal(monitorFileSchema),
  version: z.literal(1),
  exportedAt: timestamp,
  monitors: z.array(monitorInFile).max(100_000),
});
export type MonitorFile = z.infer<typeof monitorFile>;

import { z } from 'zod';
import { id, timestamp } from './identity.ts';

/** One change to one record as its history shows it. */
export const recordedChange = z.object({
  auditId: id,
  changeId: z.string(),
  at: timestamp,
  actorName: z.string(),
  action: z.string(),
  fields: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  undoable: z.boolean(),
  undone: z.boolean(),
});
export type RecordedChange = z.infer<typeof recordedChange>;

import { z } from 'zod';
import { id, nullableId, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

export const auditEntry = z.object({
  id,
  at: timestamp,
  actorKind: z.enum(['technician', 'key', 'system']),
  actorName: z.string(),
  entity: z.string(),
  entityId: nullableId,
  organizationId: nullableId,
  action: z.string(),
  changeId: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditContract = {
  /** Newest first; `before` is the id of the last entry seen. */
  list: procedure(
    z.strictObject({
      entity: z.string().max(60).optional(),
      entityId: id.optional(),
      before: id.optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.array(auditEntry),
  ),
};

import { z } from 'zod';
import { connectionKind } from './connection.ts';
import { eventType } from './event-type.ts';
import { id, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { sortBy } from './records.ts';

/** `waiting` to be applied; `kept`: its event is none that changes anything here; `failed` in words. */
export const hookDeliveryState = z.enum(['waiting', 'applied', 'kept', 'failed']);
export type HookDeliveryState = z.infer<typeof hookDeliveryState>;

/** One event that came in and was taken. */
export const hookDeliveryRow = z.object({
  id,
  organizationId: id,
  connectionId: id,
  /** The sender's id of it; null where that service gives none. */
  messageId: z.string().nullable(),
  /** As the sender calls it; null before it was read, and where there is none. */
  event: z.string().nullable(),
  state: hookDeliveryState,
  /** What it did here, or why not, in words. */
  outcome: z.string().nullable(),
  bytes: z.int(),
  /** How often the same delivery came again. */
  repeats: z.int(),
  receivedAt: timestamp,
  appliedAt: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type HookDeliveryRow = z.infer<typeof hookDeliveryRow>;

/** What the signature of a body would say under the rules of one service. */
export const hookVerification = z.object({
  dialect: z.union([connectionKind, z.literal('standard')]),
  header: z.string(),
  result: z.enum(['valid', 'wrong', 'missing', 'too_old', 'not_known']),
  expected: z.string().nullable(),
  received: z.string().nullable(),
});
export type HookVerification = z.infer<typeof hookVerification>;

export const hookDelivery = hookDeliveryRow.extend({
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** The exact bytes, in Base64. */
  body: z.string(),
  verifications: z.array(hookVerification),
  /** Where its effect is shown: `/tickets/7`. */
  link: z.string().nullable(),
});
export type HookDelivery = z.infer<typeof hookDelivery>;

export const hookDeliveryField = hookDeliveryRow.keyof();

export const savedEvent = z.object({
  id,
  name: z.string(),
  event: z.string(),
  body: z.string(),
  createdAt: timestamp,
});
export type SavedEvent = z.infer<typeof savedEvent>;

export const hookDeliveriesContract = {
  /** Newest first unless it is said otherwise. */
  list: procedure(
    z.strictObject({
      filter: z
        .strictObject({
          connectionId: id.optional(),
          organizationId: id.optional(),
          state: z.array(hookDeliveryState).max(4).optional(),
          event: z.string().max(200).optional(),
        })
        .default({}),
      search: z.string().max(500).default(''),
      sort: sortBy(hookDeliveryField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(hookDeliveryRow), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), hookDelivery),
  /** Hands them to their handler again; what they did already is not done twice. */
  replay: procedure(
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    z.object({ deliveries: z.array(hookDeliveryRow) }),
  ),
  /** Keeps its body as an example to test endpoints with. */
  saveAsTest: procedure(z.strictObject({ id, name: z.string().min(1).max(120) }), savedEvent),
};

export const savedEventsContract = {
  list: procedure(z.strictObject({}), z.array(savedEvent)),
  remove: procedure(z.strictObject({ id: id }), z.object({})),
  /** An example of each event of our own, as an endpoint would get it. */
  examples: procedure(
    z.strictObject({}),
    z.array(z.object({ event: eventType, data: z.record(z.string(), z.unknown()) })),
  ),
};

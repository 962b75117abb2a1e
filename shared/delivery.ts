import { z } from 'zod';
import { eventType } from './event-type.ts';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { sortBy } from './records.ts';

/** `waiting` for its first attempt or the next; `failed` was given up, and can be sent again by hand. */
export const deliveryState = z.enum(['waiting', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof deliveryState>;

/** Why an attempt failed. `status`: there was an answer, and it was no. `disabled`: its endpoint was switched off. */
export const deliveryError = z.enum([
  'status',
  'timeout',
  'dns',
  'tls',
  'refused',
  'reset',
  'unreachable',
  'blocked',
  'protocol',
  'aborted',
  'disabled',
]);
export type DeliveryError = z.infer<typeof deliveryError>;

/** One event on its way to one endpoint. */
export const deliveryRow = z.object({
  id,
  /** Whose event it is. */
  organizationId: id,
  webhookId: id,
  /** Its `webhook-id`, the same at each attempt. */
  messageId: z.string(),
  event: eventType,
  /** In the event log; null for a test. */
  eventId: nullableId,
  test: z.boolean(),
  state: deliveryState,
  /** Attempt n of m. */
  attempts: z.int(),
  maxAttempts: z.int(),
  nextAttemptAt: nullableTimestamp,
  /** Of the last attempt: its HTTP status, else why there was none. */
  status: z.int().nullable(),
  error: deliveryError.nullable(),
  detail: z.string().nullable(),
  durationMs: z.int().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  finishedAt: nullableTimestamp,
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

const headerLines = z.array(z.tuple([z.string(), z.string()]));

export const deliveryAttempt = z.object({
  id,
  at: timestamp,
  /** `interrupted`: Techbench ended before it knew what became of it. */
  outcome: z.enum(['under_way', 'delivered', 'failed', 'interrupted']),
  status: z.int().nullable(),
  error: deliveryError.nullable(),
  detail: z.string().nullable(),
  durationMs: z.int().nullable(),
  /** That was connected to. */
  address: z.string().nullable(),
  /** As they were sent; values of headers of one's own are masked. */
  requestHeaders: headerLines,
  responseHeaders: headerLines,
  /** The first 4 KiB of the answer, as text. */
  responseExcerpt: z.string(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;

export const delivery = deliveryRow.extend({
  url: z.string(),
  /** The bytes that are sent, as text. */
  body: z.string(),
  /** The newest first. */
  tries: z.array(deliveryAttempt),
});
export type Delivery = z.infer<typeof delivery>;

export const deliveryField = deliveryRow.keyof();

export const deliveryFilter = z.strictObject({
  webhookId: id.optional(),
  organizationId: id.optional(),
  state: z.array(deliveryState).max(3).optional(),
  event: z.array(eventType).max(12).optional(),
  error: z.array(deliveryError).max(11).optional(),
  since: timestamp.optional(),
  until: timestamp.optional(),
});
export type DeliveryFilter = z.infer<typeof deliveryFilter>;

export const deliveriesContract = {
  /** Newest first unless it is said otherwise; `search` goes over bodies and names of events. */
  list: procedure(
    z.strictObject({
      filter: deliveryFilter.default({}),
      search: z.string().max(500).default(''),
      sort: sortBy(deliveryField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(deliveryRow), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), delivery),
  /** Sends them again now, whatever became of them, under the same id and with the current secret. */
  retry: procedure(
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    z.object({ deliveries: z.array(deliveryRow) }),
  ),
  /** The same for all that failed since a time: of one endpoint, or of all. Spread over a while where they are many. */
  recover: procedure(
    z.strictObject({ webhookId: nullableId.default(null), since: timestamp }),
    z.object({ recovered: z.int() }),
  ),
};

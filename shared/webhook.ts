import { z } from 'zod';
import { eventType } from './event-type.ts';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** Names of events, or `*` for all of them, those of later versions too. */
export const webhookEvents = z
  .array(z.union([eventType, z.literal('*')]))
  .min(1, 'must name at least one event')
  .max(eventType.options.length + 1);

/** `oneclickit`: event, timestamp, data. `clientstor`: the organization too. */
export const webhookPayload = z.enum(['clientstor', 'oneclickit']);
export type WebhookPayload = z.infer<typeof webhookPayload>;

export const webhookUrl = z.string().min(1).max(2000);

/** A name that a request may bring along, but none that the delivery itself is made of. */
const headerName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a header')
  .refine(
    (name) =>
      !/^(?:host|connection|content-.*|transfer-encoding|te|upgrade|expect|keep-alive|proxy-.*|trailer|webhook-.*|x-oneclickit-.*|x-orqit-.*)$/i.test(
        name,
      ),
    'belongs to the delivery itself',
  );
const headerValue = z
  .string()
  .max(4000)
  .regex(/^[\t\x20-\x7e]*$/, 'must be plain text in one line');
/** Values are secrets: they go in, and never come out. */
export const webhookHeaders = z
  .record(headerName, headerValue)
  .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers');

/** A text of one's own; Base64 behind `whsec_` is what Standard Webhooks calls for, and what is made where none is given. */
export const webhookSecret = z
  .string()
  .min(16, 'must have at least 16 characters')
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'must be printable text without spaces');

/** Why nothing is sent to an endpoint: somebody said so, it answered 410, or it failed for five days. */
export const disabledReason = z.enum(['by_hand', 'gone', 'failing']);

export const webhook = z.object({
  id,
  /** Whose events it hears; null for all organizations. */
  organizationId: nullableId,
  url: z.string(),
  description: z.string(),
  events: webhookEvents,
  payload: webhookPayload,
  enabled: z.boolean(),
  disabledReason: disabledReason.nullable(),
  disabledAt: nullableTimestamp,
  headerNames: z.array(z.string()),
  /** Until when the secret before this one signs too. */
  previousSecretUntil: nullableTimestamp,
  /** Since when no attempt has succeeded; null while the last one did. */
  failingSince: nullableTimestamp,
  /** Attempts that failed since then. */
  failures: z.int(),
  lastSuccessAt: nullableTimestamp,
  lastFailureAt: nullableTimestamp,
  /** What the last attempt that failed came to, in a few words. */
  lastError: z.string().nullable(),
  /** Deliveries that are not finished, and those that were given up. */
  waiting: z.int(),
  failed: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Webhook = z.infer<typeof webhook>;

export const newWebhook = z.strictObject({
  url: webhookUrl,
  events: webhookEvents,
  payload: webhookPayload.default('clientstor'),
  organizationId: nullableId.default(null),
  description: z.string().max(500).default(''),
  enabled: z.boolean().default(true),
  headers: webhookHeaders.default({}),
  secret: webhookSecret.optional(),
});
export type NewWebhook = z.infer<typeof newWebhook>;

export const webhookPatch = z.strictObject({
  url: webhookUrl.optional(),
  events: webhookEvents.optional(),
  payload: webhookPayload.optional(),
  description: z.string().max(500).optional(),
  enabled: z.boolean().optional(),
  /** In the place of all there were. */
  headers: webhookHeaders.optional(),
});
export type WebhookPatch = z.infer<typeof webhookPatch>;

/** The one moment in which a secret is shown. */
export const revealedWebhook = z.object({ webhook, secret: z.string() });
export type RevealedWebhook = z.infer<typeof revealedWebhook>;

export const webhookSettings = z.strictObject({
  /** Hosts, as a URL spells them, to which webhooks may go although they are this machine or in a private network. */
  privateHosts: z.array(z.string().min(1).max(253)).max(50),
  /** Days for which events and finished deliveries are kept. */
  keptDays: z.int().min(30).max(3650),
});
export type WebhookSettings = z.infer<typeof webhookSettings>;

/** What stands between an event and its delivery, besides its time. */
export const sendingState = z.object({
  /** `vault_locked`: secrets cannot be read before the vault was opened once since the start. */
  state: z.enum(['sending', 'vault_locked']),
  waiting: z.int(),
  nextAttemptAt: nullableTimestamp,
});
export type SendingState = z.infer<typeof sendingState>;

const headerLines = z.array(z.tuple([z.string(), z.string()]));

/** An event as it would be sent now, byte for byte; values of headers of one's own are masked. */
export const signedExample = z.object({ url: z.string(), headers: headerLines, body: z.string() });

export const webhooksContract = {
  list: procedure(
    z.strictObject({
      organizationId: id.optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(webhook), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), webhook),
  create: procedure(newWebhook, revealedWebhook),
  update: procedure(z.strictObject({ id, patch: webhookPatch }), webhook),
  /** With its deliveries. */
  remove: procedure(z.strictObject({ id }), z.object({})),
  /** A new secret; for the hours of the overlap the old one signs beside it. */
  rotateSecret: procedure(
    z.strictObject({
      id,
      overlapHours: z.number().min(0).max(720).default(24),
      secret: webhookSecret.optional(),
    }),
    revealedWebhook,
  ),
  preview: procedure(z.strictObject({ id, event: eventType }), signedExample),
  /** Sends an example of the event, or a body that was saved, and follows the schedule of any other delivery. */
  test: procedure(
    z.strictObject({ id, event: eventType, savedId: id.optional() }),
    z.object({ deliveryId: id }),
  ),
  sending: procedure(z.strictObject({}), sendingState),
  settings: procedure(z.strictObject({}), webhookSettings),
  configure: procedure(webhookSettings.partial(), webhookSettings),
};

import { z } from 'zod';
import {
  deliveryError,
  deliveryState,
  type DeliveryAttempt,
  type DeliveryRow,
} from '../../../../../shared/delivery.ts';
import { eventType } from '../../../../../shared/event-type.ts';
import { id, isoSeconds, nullableId } from '../../../../../shared/identity.ts';
import {
  disabledReason,
  newWebhook,
  webhookEvents,
  webhookPayload,
  type Webhook,
} from '../../../../../shared/webhook.ts';
import { moment, named } from '../../wire-schemas.ts';

const { url, events, payload, description, secret } = newWebhook.shape;

export const newWebhookBody = named(
  'OrqitNewWebhook',
  z.strictObject({
    url: url.meta({ examples: ['https://hooks.example/techbench'] }),
    events,
    payload,
    organizationId: nullableId.optional(),
    description,
    secret: secret.describe('A text of your own; made where it is left out, and shown this once'),
  }),
);

const served = {
  id,
  url: z.string(),
  events: webhookEvents,
  payload: webhookPayload,
  organizationId: nullableId,
  description: z.string(),
  enabled: z.boolean(),
  disabledReason: disabledReason.nullable(),
  failingSince: moment.nullable(),
  lastSuccessAt: moment.nullable(),
  lastFailureAt: moment.nullable(),
  lastError: z.string().nullable(),
  waiting: z.int(),
  failed: z.int(),
  createdAt: moment,
  updatedAt: moment,
};

export const servedWebhook = named('OrqitWebhook', z.strictObject(served));
export const createdWebhook = named('OrqitCreatedWebhook', z.strictObject({ ...served, secret: z.string() }));

const momentOf = (at: number | null): string | null => (at === null ? null : isoSeconds(at));

export function toWebhook(webhook: Webhook) {
  const { failingSince, lastSuccessAt, lastFailureAt, createdAt, updatedAt } = webhook;
  return {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    payload: webhook.payload,
    organizationId: webhook.organizationId,
    description: webhook.description,
    enabled: webhook.enabled,
    disabledReason: webhook.disabledReason,
    failingSince: momentOf(failingSince),
    lastSuccessAt: momentOf(lastSuccessAt),
    lastFailureAt: momentOf(lastFailureAt),
    lastError: webhook.lastError,
    waiting: webhook.waiting,
    failed: webhook.failed,
    createdAt: isoSeconds(createdAt),
    updatedAt: isoSeconds(updatedAt),
  };
}

const delivery = {
  id,
  messageId: z.string().describe('The webhook-id under which it is sent, at each attempt'),
  webhookId: id,
  url: z.string(),
  organizationId: id,
  event: eventType,
  test: z.boolean(),
  state: deliveryState,
  attempts: z.int(),
  maxAttempts: z.int(),
  nextAttemptAt: moment.nullable(),
  status: z.int().nullable(),
  error: deliveryError.nullable(),
  detail: z.string().nullable(),
  durationMs: z.int().nullable(),
  createdAt: moment,
  finishedAt: moment.nullable(),
};

export const servedDelivery = named('OrqitDelivery', z.strictObject(delivery));

const headerLines = z.array(z.strictObject({ name: z.string(), value: z.string() }));

export const wholeDelivery = named(
  'OrqitWholeDelivery',
  z.strictObject({
    ...delivery,
    body: z.string().describe('The bytes that are sent, as text'),
    tries: z.array(
      z.strictObject({
        at: moment,
        outcome: z.enum(['under_way', 'delivered', 'failed', 'interrupted']),
        status: z.int().nullable(),
        error: deliveryError.nullable(),
        detail: z.string().nullable(),
        durationMs: z.int().nullable(),
        requestHeaders: headerLines,
        responseHeaders: headerLines,
        responseExcerpt: z.string(),
      }),
    ),
  }),
);

export function toDelivery(row: DeliveryRow, url: string) {
  return {
    id: row.id,
    messageId: row.messageId,
    webhookId: row.webhookId,
    url,
    organizationId: row.organizationId,
    event: row.event,
    test: row.test,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.maxAttempts,
    nextAttemptAt: momentOf(row.nextAttemptAt),
    status: row.status,
    error: row.error,
    detail: row.detail,
    durationMs: row.durationMs,
    createdAt: isoSeconds(row.createdAt),
    finishedAt: momentOf(row.finishedAt),
  };
}

export function toTry({ at, outcome, status, error, detail, durationMs, ...sent }: DeliveryAttempt) {
  return {
    at: isoSeconds(at),
    outcome,
    status,
    error,
    detail,
    durationMs,
    requestHeaders: sent.requestHeaders.map(([name, value]) => ({ name, value })),
    responseHeaders: sent.responseHeaders.map(([name, value]) => ({ name, value })),
    responseExcerpt: sent.responseExcerpt,
  };
}

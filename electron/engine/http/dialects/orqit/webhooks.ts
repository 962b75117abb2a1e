import { AppError } from '../../../../../shared/errors.ts';
import { deliveryError, deliveryState } from '../../../../../shared/delivery.ts';
import { eventType } from '../../../../../shared/event-type.ts';
import { defineRoute } from '../../define-route.ts';
import { integerId, offsetOf, oneOf, pageNumber, pageSize, wholeNumber } from '../../parameters.ts';
import type { ApiRequest, Route, ServedHandlers } from '../../route.ts';
import { envelope, listEnvelope, orqitPageSize, wrap, wrapPage } from './envelope.ts';
import { listRoute } from './list.ts';
import * as wire from './webhook-wire.ts';

const path = '/api/public/v1/webhooks';
const missing = 'There is no such webhook.';
const missingDelivery = 'There is no such delivery.';
const params = { id: integerId(missing) };
const deliveryParams = { ...params, deliveryId: integerId(missingDelivery) };
const manage = { scope: 'webhooks:manage', group: 'webhooks' } as const;

const words = <W extends string>(known: readonly W[]) =>
  Object.fromEntries(known.map((word) => [word, word])) as Readonly<Record<W, W>>;

/** Orqit's page documents the registering; the rest of an endpoint's life is ours. */
export function webhookRoutes({ webhooks, deliveries }: ServedHandlers): Route[] {
  /** A delivery of that endpoint; one of another is as good as none. */
  function deliveryOf(caller: ApiRequest['caller'], named: { id: number; deliveryId: number }) {
    const { url } = webhooks.get(caller, { id: named.id });
    const found = deliveries.get(caller, { id: named.deliveryId });
    if (found.webhookId !== named.id) throw new AppError('not_found', missingDelivery);
    return { found, url };
  }

  return [
    defineRoute({
      ...manage,
      method: 'GET',
      path,
      summary: 'List webhooks',
      kept: true,
      query: {
        page: pageNumber,
        perPage: pageSize(orqitPageSize),
        organizationId: wholeNumber().optional(),
      },
      status: 200,
      reply: listEnvelope(wire.servedWebhook),
      handle({ caller, query: { page, perPage, organizationId } }) {
        const { rows, total } = webhooks.list(caller, {
          ...(organizationId !== undefined && { organizationId }),
          offset: offsetOf(page, perPage),
          limit: perPage,
        });
        return wrapPage(rows.map(wire.toWebhook), page, perPage, total);
      },
    }),
    defineRoute({
      ...manage,
      method: 'POST',
      path,
      summary: 'Register a webhook',
      creates: true,
      // Its answer holds the secret.
      sealed: true,
      body: wire.newWebhookBody,
      status: 201,
      reply: envelope(wire.createdWebhook),
      refusals: ['locked'],
      handle({ caller, body }) {
        const { webhook, secret } = webhooks.create(caller, {
          ...body,
          organizationId: body.organizationId ?? null,
          enabled: true,
          headers: {},
        });
        return wrap({ ...wire.toWebhook(webhook), secret });
      },
    }),
    defineRoute({
      ...manage,
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get a webhook',
      kept: true,
      params,
      status: 200,
      reply: envelope(wire.servedWebhook),
      handle: ({ caller, params }) => wrap(wire.toWebhook(webhooks.get(caller, params))),
    }),
    defineRoute({
      ...manage,
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Remove a webhook with its deliveries',
      params,
      status: 204,
      reply: null,
      handle: ({ caller, params }) => void webhooks.remove(caller, params),
    }),
    listRoute({
      ...manage,
      path: `${path}/:id/deliveries`,
      summary: 'List deliveries, newest first',
      params,
      query: {
        state: oneOf(words(deliveryState.options)).optional(),
        event: oneOf(words(eventType.options)).optional(),
        error: oneOf(words(deliveryError.options)).optional(),
      },
      names: { id: 'id', createdAt: 'createdAt' },
      entry: wire.servedDelivery,
      page(caller, { asked: { state, event, error }, ...page }, named) {
        const { id: webhookId, url } = webhooks.get(caller, { id: Number(named['id']) });
        const filter = {
          webhookId,
          ...(state !== undefined && { state: [state] }),
          ...(event !== undefined && { event: [event] }),
          ...(error !== undefined && { error: [error] }),
        };
        const { rows, total } = deliveries.list(caller, { ...page, filter });
        return { rows: rows.map((row) => wire.toDelivery(row, url)), total };
      },
    }),
    defineRoute({
      ...manage,
      method: 'GET',
      path: `${path}/:id/deliveries/:deliveryId`,
      summary: 'Get a delivery with its attempts',
      params: deliveryParams,
      status: 200,
      reply: envelope(wire.wholeDelivery),
      handle({ caller, params }) {
        const { found, url } = deliveryOf(caller, params);
        return wrap({ ...wire.toDelivery(found, url), body: found.body, tries: found.tries.map(wire.toTry) });
      },
    }),
    defineRoute({
      ...manage,
      method: 'POST',
      path: `${path}/:id/deliveries/:deliveryId/retry`,
      summary: 'Send a delivery again',
      params: deliveryParams,
      status: 200,
      reply: envelope(wire.servedDelivery),
      handle({ caller, params }) {
        const { url } = deliveryOf(caller, params);
        const { deliveries: again } = deliveries.retry(caller, { ids: [params.deliveryId] });
        return wrap(wire.toDelivery(again[0]!, url));
      },
    }),
  ];
}

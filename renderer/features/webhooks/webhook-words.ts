import type { DeliveryRow, DeliveryState } from '../../../shared/delivery.ts';
import { eventType } from '../../../shared/event-type.ts';
import type { Webhook } from '../../../shared/webhook.ts';
import { plural } from '../../lib/format.ts';
import type { StateShape } from '../../lib/state-shape.ts';

export const allEvents = '*';

/** `every event`, `monitor.down`, or `3 events`. */
export function eventsText(events: Webhook['events']): string {
  if (events.includes(allEvents)) return 'every event';
  const [first, ...more] = events;
  return more.length === 0 && first !== undefined ? first : plural(events.length, 'event');
}

/** The events that a text holds, as the form keeps them; names of another version are left out. */
export function readEvents(text: string): Webhook['events'] {
  return text
    .split(',')
    .flatMap((name) => (name === allEvents ? [allEvents as '*'] : (eventType.safeParse(name).data ?? [])));
}

const disabledWords = {
  by_hand: 'Switched off',
  gone: 'Off: it answered 410',
  failing: 'Off: it failed for five days',
} as const;

/** How an endpoint does, in a few words. */
export function healthOf(webhook: Webhook): { readonly shape: StateShape; readonly text: string } {
  if (!webhook.enabled) {
    const { disabledReason: reason } = webhook;
    return {
      shape: reason === 'by_hand' || reason === null ? 'gone' : 'bad',
      text: disabledWords[reason ?? 'by_hand'],
    };
  }
  if (webhook.failingSince !== null) return { shape: 'bad', text: plural(webhook.failures, 'failure') };
  if (webhook.lastSuccessAt !== null) return { shape: 'good', text: 'Delivers' };
  return { shape: 'plain', text: webhook.waiting > 0 ? 'On its way' : 'Nothing sent yet' };
}

export const stateLabels: Record<DeliveryState, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Failed',
};

export const stateShapes: Record<DeliveryState, StateShape> = {
  waiting: 'warn',
  delivered: 'good',
  failed: 'bad',
};

export const errorLabels: Record<NonNullable<DeliveryRow['error']>, string> = {
  status: 'Refused by its answer',
  timeout: 'No answer in time',
  dns: 'Name not found',
  tls: 'Certificate or encryption',
  refused: 'Connection refused',
  reset: 'Connection broken off',
  unreachable: 'Not reachable',
  blocked: 'Address not allowed',
  protocol: 'No proper answer',
  aborted: 'Given up here',
  disabled: 'Endpoint switched off',
};

/** The event of a delivery, and whether somebody tried it out. */
export function eventText({ event, test }: Pick<DeliveryRow, 'event' | 'test'>): string {
  return test ? `${event} (test)` : event;
}

/** What the last attempt came to: its status, else why there was none. */
export function outcomeText({ status, error }: Pick<DeliveryRow, 'status' | 'error'>): string {
  if (status !== null) return String(status);
  return error === null ? '—' : errorLabels[error];
}

/** What an endpoint is called: as it was described, else by its address without the scheme. */
export function nameOfEndpoint({ description, url }: Pick<Webhook, 'description' | 'url'>): string {
  if (description !== '') return description;
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return pathname === '/' ? host : `${host}${pathname}`;
}

/**
 * Headers as they are typed, one a line: `Name: value`.
 * @returns undefined where a line is none
 */
export function readHeaders(text: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const at = line.indexOf(':');
    if (at < 1) return undefined;
    headers[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return headers;
}

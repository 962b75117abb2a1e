import type { PushEvent } from '../../../../shared/events.ts';
import type { Webhook } from '../../../../shared/webhook.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { EventConsumer } from '../event-dispatcher.ts';
import type { LoggedEvent } from '../event-log.ts';
import { insertDelivery } from './delivery-repository.ts';
import { payloadOf } from './payload.ts';

export interface FanOutDeps {
  readonly db: WritableDb;
  readonly now: () => number;
  readonly organizationName: (id: number) => string | undefined;
  readonly push: (event: PushEvent) => void;
  /** There is something to send. */
  readonly wake: () => void;
}

const mostNamed = 200;

type Listener = Pick<Webhook, 'id' | 'organizationId' | 'events' | 'payload'>;

/** Makes of each event one delivery for each endpoint that hears of it, in the transaction that moves its place in the log. */
export function createFanOut({ db, now, organizationName, push, wake }: FanOutDeps): EventConsumer {
  let made: number[] = [];

  /** Once a commit, however many events it held. */
  function announce(): void {
    const ids = made;
    made = [];
    if (ids.length === 0) return;
    push({ type: 'deliveries', ids: ids.length > mostNamed ? null : ids, reason: 'created' });
    wake();
  }

  return {
    name: 'webhooks',
    take(event) {
      const listeners = enabledListeners(db).filter((listener) => hears(listener, event));
      for (const { id: webhookId, payload } of listeners) {
        const { organizationId, type, at, data } = event;
        const organization = { id: organizationId, name: organizationName(organizationId) ?? '' };
        const body = payloadOf(payload, { type, at, organization, data });
        const delivery = { organizationId, webhookId, event: type, eventId: event.id, body };
        made.push(insertDelivery(db, delivery, now()));
      }
      if (listeners.length > 0) db.afterCommit(announce);
    },
  };
}

function enabledListeners(db: ReadableDb): Listener[] {
  return db
    .all<Omit<Listener, 'events'> & { readonly events: string }>(
      'SELECT id, organization_id AS organizationId, events, payload FROM webhook WHERE enabled = 1 ORDER BY id',
    )
    .map((row) => ({ ...row, events: JSON.parse(row.events) as Listener['events'] }));
}

function hears(listener: Listener, { type, organizationId }: LoggedEvent): boolean {
  const named = listener.events.some((name) => name === '*' || name === type);
  return named && (listener.organizationId === null || listener.organizationId === organizationId);
}

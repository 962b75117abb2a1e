import { assetPatch, newAsset } from '../../shared/asset.ts';
import { systemCaller, type Caller } from '../../shared/caller.ts';
import { newTicket } from '../../shared/ticket.ts';
import { takeEvent, takeRemoteEvent, troubleOf, type BreachNews } from './alerts/alert-events.ts';
import { alertsAfter, alertState } from './alerts/alert-feed.ts';
import { createAlerts, type AlertsDeps } from './alerts/alerts.ts';
import { createEgress, type Egress, type EgressDeps } from './egress/egress.ts';
import { forgetEventsBefore } from './database/event-retention.ts';
import { createEventDispatcher, type DispatcherDeps } from './exchange/event-dispatcher.ts';
import { createSyncRoom, type SyncRoomDeps } from './exchange/connections/sync-room.ts';
import type { KeptSecrets } from './exchange/kept-secrets.ts';
import {
  createNotificationRoom,
  type NotificationRoomDeps,
} from './exchange/notifications/notification-room.ts';
import { createReceiverRoom, type ReceiverRoomDeps } from './exchange/receiver/receiver-room.ts';
import { createSavedEvents } from './exchange/saved-events.ts';
import { createWebhookRoom, type WebhookRoomDeps } from './exchange/webhooks/webhook-room.ts';
import type { createAssets } from './inventory/assets.ts';
import { ownAddresses } from './platform/own-addresses.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';

export interface ExchangeRoomDeps
  extends
    Omit<AlertsDeps, 'openTicket' | 'ticketIsOpen'>,
    Pick<DispatcherDeps, 'log'>,
    Pick<EgressDeps, 'resolve' | 'trusted' | 'heard'>,
    Pick<WebhookRoomDeps, 'answerWithinMs'>,
    Pick<NotificationRoomDeps, 'hasConsole'>,
    Pick<SyncRoomDeps, 'technicianName' | 'findPerson' | 'findOrganization' | 'createOrganization'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
  readonly assets: ReturnType<typeof createAssets>;
  /** The second listener, which the console switches on. */
  readonly listener: ReceiverRoomDeps['listener'];
  readonly version: string;
  readonly secrets: KeptSecrets;
  /** Whether secrets can be read: the vault was opened once since the start. */
  readonly secretsOpen: () => boolean;
  /** Breaches of an address that were told of together with this one. */
  readonly breachesTold?: (addressId: number, breach: string) => BreachNews | undefined;
  /** Outgoing requests may reach this machine itself: for tests and local tools. */
  readonly loopback: boolean;
  readonly ownPorts: () => readonly number[];
}

const dayMs = 86_400_000;

/** Joins what follows the event log, and what goes out and comes in, to the domains that it needs. */
export function createExchangeRoom(deps: ExchangeRoomDeps) {
  const { serviceDesk } = deps;
  const { tickets } = serviceDesk.handlers;
  const egress: Egress = createEgress({
    ...deps,
    rules: () => ({
      privateHosts: webhooks.privateHosts(),
      loopback: deps.loopback,
      ownPorts: deps.ownPorts(),
    }),
  });
  const alerts = createAlerts({
    ...deps,
    push(event) {
      deps.push(event);
      if (event.type === 'alertNews') notifications.wake();
    },
    openTicket: (caller, ticket) => tickets.create(caller, newTicket.parse(ticket)).ticket.id,
    ticketIsOpen: serviceDesk.isUnresolved,
  });
  const webhooks = createWebhookRoom({ ...deps, egress, alerts: alerts.desk, isOnline });
  const notifications = createNotificationRoom({
    ...deps,
    egress,
    isOnline,
    alerts: alerts.desk,
    troubleOf,
    alertsAfter: (id, limit) => alertsAfter(deps.db, id, limit),
    alertState: (id) => alertState(deps.db, id),
    keptDays: webhooks.keptDays,
  });
  const remotes = createSyncRoom({
    ...deps,
    egress,
    alerts: alerts.desk,
    tickets: serviceDesk.remoteTickets,
    assets: syncedAssets(deps.assets),
    merge: (caller, id, intoId) => void tickets.merge(caller, { ids: [id], intoId }),
  });
  const receiver = createReceiverRoom({
    ...deps,
    egress,
    keptDays: webhooks.keptDays,
    alerts: { take: (event, connectionId) => takeRemoteEvent(alerts.desk, event, connectionId) },
    remotes,
    assets: remoteAssets(deps.assets),
  });
  const events = createEventDispatcher({
    ...deps,
    consumers: [
      { name: 'alerts', take: (event) => takeEvent(alerts.desk, event, deps.breachesTold) },
      webhooks.consumer,
      notifications.consumer,
    ],
  });

  function forgetEvents(): void {
    if (forgetEventsBefore(deps.db, deps.clock.now() - webhooks.keptDays() * dayMs))
      setImmediate(forgetEvents);
  }

  return {
    egress,
    alerts: { handlers: alerts.handlers, ...alerts.desk, linkTicket: alerts.linkTicket },
    handlers: {
      alerts: alerts.handlers,
      ...webhooks.handlers,
      ...receiver.handlers,
      outbox: remotes.outbox,
      ...notifications.handlers,
      notify: notifications.notify,
      savedEvents: createSavedEvents(deps),
    },
    /** For the door: what comes to `/hooks/`, and under which names. */
    hooks: receiver.hooks,
    hookHosts: receiver.publicHosts,
    applier: receiver.applier,
    /** Remote accounts, for rooms that ask them. */
    accounts: receiver.accounts,
    isOnline,
    remotes,
    events,
    sender: webhooks.sender,
    notifications,
    keepUp(): void {
      alerts.wakeMuted();
      webhooks.forgetOld();
      receiver.forgetOld();
      remotes.keepUp();
      notifications.forgetOld();
      forgetEvents();
    },
    start(): void {
      events.start();
      webhooks.sender.start();
      receiver.applier.start();
      notifications.start();
      remotes.start();
    },
    async stop(): Promise<void> {
      events.stop();
      receiver.stop();
      await Promise.all([webhooks.sender.stop(), notifications.stop(), remotes.stop()]);
    },
  };
}

/** Assets as events of other services may change them. */
function remoteAssets({ handlers, named, records }: ExchangeRoomDeps['assets']): ReceiverRoomDeps['assets'] {
  return {
    named(organizationId, name) {
      if (name === '') return undefined;
      const filter = { organizationId, equals: { name } };
      return handlers.list(systemCaller, { filter, search: '', sort: [], offset: 0, limit: 1 }).rows[0]?.id;
    },
    create: (caller, asset) => records.create(caller, { ...newAsset.parse(asset), source: 'api' }).record.id,
    update: (caller: Caller, id, patch) => void handlers.update(caller, { ids: [id], patch }),
    exists: (caller, id) => named(caller, id) !== null,
  };
}

/** Assets as runs over a service change them. */
function syncedAssets({ handlers, named, records }: ExchangeRoomDeps['assets']): SyncRoomDeps['assets'] {
  const findBy = (organizationId: number, equals: Readonly<Record<string, string>>): number | undefined => {
    const page = { search: '', sort: [], offset: 0, limit: 1 };
    return handlers.list(systemCaller, { filter: { organizationId, equals }, ...page }).rows[0]?.id;
  };
  return {
    find: (organizationId, { serialNumber, name }) =>
      (serialNumber ? findBy(organizationId, { serialNumber }) : undefined) ??
      (name ? findBy(organizationId, { name }) : undefined),
    valuesOf: (id) => (named(systemCaller, id) === null ? undefined : handlers.get(systemCaller, { id })),
    create: (caller, organizationId, fields) =>
      records.create(caller, { ...newAsset.parse(fields), organizationId, source: 'remote' }).record.id,
    update: (caller, id, fields) =>
      void handlers.update(caller, { ids: [id], patch: assetPatch.parse(fields) }),
  };
}

/** Any address that is not this machine's own name for itself. */
function isOnline(): boolean {
  return ownAddresses().some(({ internal }) => !internal);
}

import { networkInterfaces } from 'node:os';
import { newTicket } from '../../shared/ticket.ts';
import { takeEvent } from './alerts/alert-events.ts';
import { createAlerts, type AlertsDeps } from './alerts/alerts.ts';
import { createEgress, type Egress, type EgressDeps } from './egress/egress.ts';
import { createEventDispatcher, type DispatcherDeps } from './exchange/event-dispatcher.ts';
import type { KeptSecrets } from './exchange/kept-secrets.ts';
import { createSavedEvents } from './exchange/saved-events.ts';
import { createWebhookRoom } from './exchange/webhooks/webhook-room.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';

export interface ExchangeRoomDeps
  extends
    Omit<AlertsDeps, 'openTicket' | 'ticketIsOpen'>,
    Pick<DispatcherDeps, 'log'>,
    Pick<EgressDeps, 'resolve' | 'trusted' | 'heard'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
  readonly version: string;
  readonly secrets: KeptSecrets;
  /** Whether secrets can be read: the vault was opened once since the start. */
  readonly secretsOpen: () => boolean;
  /** Outgoing requests may reach this machine itself: for tests and local tools. */
  readonly loopback: boolean;
  readonly ownPorts: () => readonly number[];
}

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
    openTicket: (caller, ticket) => tickets.create(caller, newTicket.parse(ticket)).ticket.id,
    ticketIsOpen: serviceDesk.isUnresolved,
  });
  const webhooks = createWebhookRoom({ ...deps, egress, alerts: alerts.desk, isOnline });
  const events = createEventDispatcher({
    ...deps,
    consumers: [{ name: 'alerts', take: (event) => takeEvent(alerts.desk, event) }, webhooks.consumer],
  });

  return {
    egress,
    handlers: { alerts: alerts.handlers, ...webhooks.handlers, savedEvents: createSavedEvents(deps) },
    events,
    sender: webhooks.sender,
    keepUp(): void {
      alerts.wakeMuted();
      webhooks.forgetOld();
    },
    start(): void {
      events.start();
      webhooks.sender.start();
    },
    async stop(): Promise<void> {
      events.stop();
      await webhooks.sender.stop();
    },
  };
}

/** Any address that is not this machine's own name for itself. */
function isOnline(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
}

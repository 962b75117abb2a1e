import { unresolvedStatuses, newTicket } from '../../shared/ticket.ts';
import { takeEvent } from './alerts/alert-events.ts';
import { createAlerts, type AlertsDeps } from './alerts/alerts.ts';
import { createEventDispatcher, type DispatcherDeps } from './exchange/event-dispatcher.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';

export interface ExchangeRoomDeps
  extends Omit<AlertsDeps, 'openTicket' | 'ticketIsOpen'>, Pick<DispatcherDeps, 'log'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
}

/** Joins what follows the event log to the domains that it needs. */
export function createExchangeRoom(deps: ExchangeRoomDeps) {
  const { serviceDesk } = deps;
  const { tickets } = serviceDesk.handlers;
  const alerts = createAlerts({
    ...deps,
    openTicket: (caller, ticket) => tickets.create(caller, newTicket.parse(ticket)).ticket.id,
    ticketIsOpen(caller, id) {
      const known = serviceDesk.organizationOf(caller, id) !== undefined;
      return known && unresolvedStatuses.some((status) => status === tickets.get(caller, { id }).status);
    },
  });
  const events = createEventDispatcher({
    ...deps,
    consumers: [{ name: 'alerts', take: (event) => takeEvent(alerts.desk, event) }],
  });

  return {
    handlers: { alerts: alerts.handlers },
    events,
    keepUp: alerts.wakeMuted,
    start: events.start,
    stop: events.stop,
  };
}

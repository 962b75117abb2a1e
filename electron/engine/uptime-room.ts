import { newTicket } from '../../shared/ticket.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';
import { joinOutagesAndAlerts, type OutageAlerts } from './outage-alerts.ts';
import { createUptime, type UptimeDeps } from './uptime/uptime.ts';

export interface UptimeRoomDeps extends Omit<UptimeDeps, 'tickets'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
  readonly alerts: OutageAlerts;
}

/** Joins what is watched to the tickets that outages become, and to the alerts beside them. */
export function createUptimeRoom(deps: UptimeRoomDeps) {
  const { serviceDesk } = deps;
  const { tickets } = serviceDesk.handlers;
  const uptime = createUptime({
    ...deps,
    tickets: {
      open: (caller, ticket) => tickets.create(caller, newTicket.parse(ticket)).ticket.id,
      note: (caller, id, text) =>
        void tickets.addMessage(caller, { ids: [id], text, visibility: 'internal' }),
      isOpen: serviceDesk.isUnresolved,
    },
  });
  const { incidents } = uptime.handlers;
  return {
    ...uptime,
    handlers: { ...uptime.handlers, ...joinOutagesAndAlerts({ ...deps, incidents }) },
  };
}

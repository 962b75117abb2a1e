import type { Asset } from '../../shared/asset.ts';
import { newTicket } from '../../shared/ticket.ts';
import type { AlertDesk } from './alerts/alerts.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';
import { joinOutagesAndAlerts, type OutageAlerts } from './outage-alerts.ts';
import { createUptime, type UptimeDeps } from './uptime/uptime.ts';

export interface UptimeRoomDeps extends Omit<UptimeDeps, 'tickets' | 'devices'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
  readonly alerts: OutageAlerts & Pick<AlertDesk, 'raise' | 'clear'>;
}

/** Joins what is watched to the tickets that outages become, and to the alerts beside them. */
export function createUptimeRoom(deps: UptimeRoomDeps) {
  const { serviceDesk, alerts } = deps;
  const { tickets } = serviceDesk.handlers;
  const uptime = createUptime({
    ...deps,
    devices: {
      lastSeenAt: (id) => deps.asset(id)?.lastSeenAt ?? null,
      onSilent(id) {
        const asset = deps.asset(id);
        if (asset) alerts.raise(silence(asset));
      },
      onHeard: (id) => void alerts.clear(silenceKey(id)),
    },
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

const silenceKey = (assetId: number): string => `asset/${assetId}/silent`;

/** One alert for a device that fell silent, however many monitors behind it are not judged meanwhile. */
function silence({ id, name, organizationId, lastSeenAt }: Asset): Parameters<AlertDesk['raise']>[0] {
  const since =
    lastSeenAt === null ? '' : ` Last seen at ${new Date(lastSeenAt).toISOString().slice(0, 16)}Z.`;
  return {
    organizationId,
    kind: 'rmm',
    severity: 'critical',
    title: `${name} does not report any more`,
    detail: `Monitors that stand behind it fail and are not judged.${since}`,
    dedupeKey: silenceKey(id),
    link: `/assets/${id}`,
  };
}

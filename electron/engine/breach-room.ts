import type { Caller } from '../../shared/caller.ts';
import { mspOrganizationId } from '../../shared/organization.ts';
import { newTicket } from '../../shared/ticket.ts';
import { listTechnicians } from './directory/technicians.ts';
import type { createAssets } from './inventory/assets.ts';
import { systemTimers } from './platform/timers.ts';
import { createBreaches, type BreachesDeps } from './security/breaches/breaches.ts';
import type { createServiceDesk } from './service-desk/service-desk.ts';
import type { createVaultRoom } from './vault/vault-room.ts';

export interface BreachRoomDeps extends Omit<BreachesDeps, 'people' | 'openTicket' | 'timers' | 'random'> {
  readonly serviceDesk: ReturnType<typeof createServiceDesk>;
  readonly assets: ReturnType<typeof createAssets>;
  /** Null while the vault is locked. */
  readonly logins: ReturnType<typeof createVaultRoom>['logins'];
}

const mostAssets = 500;

/** Joins breaches to the people that the rest of the workspace knows, and to the tickets that they become. */
export function createBreachRoom(deps: BreachRoomDeps) {
  const { db, serviceDesk, assets } = deps;
  const { tickets, drafts } = serviceDesk.handlers;

  const assetsWhere = (caller: Caller, organizationId: number, equals: { readonly assignedTo: string }) =>
    assets.handlers.list(caller, {
      filter: { organizationId, equals },
      search: '',
      sort: [],
      offset: 0,
      limit: mostAssets,
    }).rows;

  return createBreaches({
    ...deps,
    timers: systemTimers,
    random: Math.random,
    people: {
      logins: (caller, organizationId) =>
        deps.logins(caller, { organizationId })?.map(({ id, title, username, url, changedAt }) => ({
          id,
          title,
          username,
          url,
          passwordChangedAt: changedAt,
        })) ?? null,
      requesters: serviceDesk.requesters,
      openTickets: serviceDesk.openTicketsOf,
      technicians: (organizationId) =>
        organizationId === mspOrganizationId ? listTechnicians(db).filter(({ active }) => active) : [],
      assets: (caller, organizationId, names) =>
        names.flatMap((assignedTo) => assetsWhere(caller, organizationId, { assignedTo })),
      holders: assets.holders,
    },
    openTicket: (caller, { organizationId, email, subject, description, message }) =>
      db.transaction(() => {
        const { ticket } = tickets.create(
          caller,
          newTicket.parse({ organizationId, subject, description, priority: 'high', requesterEmail: email }),
        );
        void drafts.save(caller, { key: `reply:${ticket.id}`, text: message });
        return ticket.id;
      }),
  });
}

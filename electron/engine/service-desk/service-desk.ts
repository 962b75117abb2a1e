import { createCategories, findCategory } from './categories.ts';
import { createDrafts } from './drafts.ts';
import { createSavedFilters } from './saved-filters.ts';
import type { SearchNames } from './search-query.ts';
import { createRemoteTickets } from './remote-tickets.ts';
import { wakeSnoozed } from './snooze.ts';
import { openTicketsOf, requestersOf } from './requesters.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';
import { getTicketRecord } from './ticket-repository.ts';
import { createTickets } from './tickets.ts';
import { mayReach } from '../database/tenancy.ts';
import type { Caller } from '../../../shared/caller.ts';
import { unresolvedStatuses } from '../../../shared/ticket.ts';

interface Directory {
  organizationExists(id: number): boolean;
  technicianExists(id: number): boolean;
  names(caller: Caller): Omit<SearchNames, 'category'>;
}

/** Builds the room: tickets and what stands around them. */
export function createServiceDesk(
  given: Omit<ServiceDeskDeps, 'directory'> & { readonly directory: Directory },
) {
  const { directory } = given;
  const deps: ServiceDeskDeps = {
    ...given,
    directory: {
      organizationExists: directory.organizationExists,
      technicianExists: directory.technicianExists,
      searchNames: (caller) => ({
        ...directory.names(caller),
        category: (name) => findCategory(given.db, name),
      }),
    },
  };
  const savedFilters = createSavedFilters(deps);
  const tickets = createTickets({ ...deps, savedFilterCounts: savedFilters.counts });
  return {
    handlers: {
      tickets: tickets.handlers,
      categories: createCategories(deps),
      savedFilters: savedFilters.handlers,
      drafts: createDrafts(deps),
    },
    /** Tickets that other services hold too. */
    remoteTickets: createRemoteTickets(deps, tickets.changes),
    /** For what else changes tickets: imports. */
    deps: { ...deps, changes: tickets.changes },
    /** Whose a ticket is; undefined where the caller must not know of it. */
    organizationOf(caller: Caller, id: number): number | undefined {
      const organizationId = getTicketRecord(given.db, id)?.organization_id;
      return organizationId !== undefined && mayReach(caller, organizationId) ? organizationId : undefined;
    },
    /** Whether it can still be worked on, and the caller may know of it. */
    isUnresolved(caller: Caller, id: number): boolean {
      const record = getTicketRecord(given.db, id);
      return (
        record !== undefined &&
        mayReach(caller, record.organization_id) &&
        unresolvedStatuses.some((status) => status === record.status)
      );
    },
    requesters: (organizationId: number) => requestersOf(given.db, organizationId),
    openTicketsOf: (organizationId: number, email: string) => openTicketsOf(given.db, organizationId, email),
    /** Brings snoozed tickets whose time has come back. */
    wakeSnoozed: () => wakeSnoozed(deps, tickets.changes),
  };
}

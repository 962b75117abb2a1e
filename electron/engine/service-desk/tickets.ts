import type { Caller } from '../../../shared/caller.ts';
import type { RecordSource } from '../../../shared/record-source.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { Count } from '../../../shared/saved-filter.ts';
import { ticketView, type NewTicket, type Ticket, type TicketView } from '../../../shared/ticket.ts';
import type { ticketsContract } from '../../../shared/tickets-contract.ts';
import { newChangeId } from '../database/journal.ts';
import { requireWriter } from '../database/tenancy.ts';
import {
  checkReferences,
  reachTicket,
  technicianOf,
  ticketEvent,
  type ServiceDeskDeps,
} from './ticket-access.ts';
import { ticketsOfAsset } from './ticket-asset.ts';
import { createTicketChanges } from './ticket-changes.ts';
import { contentsOf } from './ticket-contents.ts';
import { keptCount } from './ticket-counts.ts';
import { createTicketLinks } from './ticket-links.ts';
import { listTickets } from './ticket-list.ts';
import { recordToRow } from './ticket-record.ts';
import { indexNewTicket, insertTicket, setWatchers } from './ticket-repository.ts';
import { boundFilter, searchTickets } from './ticket-search.ts';
import { dueAt } from './ticket-status.ts';
import { assembleTicket } from './ticket-thread.ts';
import { requireOwnTies } from './ticket-ties.ts';
import { createTicketUndo } from './ticket-undo.ts';

const sources: Readonly<Record<Caller['kind'], RecordSource>> = {
  technician: 'console',
  key: 'api',
  system: 'import',
};

/** The service desk's main noun: every rule about tickets is reached from here. */
export function createTickets(
  deps: ServiceDeskDeps & {
    readonly savedFilterCounts: (caller: Caller) => { id: number; count: Count }[];
  },
) {
  const { db, clock, journal, push } = deps;
  const changes = createTicketChanges(deps);

  function create(caller: Caller, input: NewTicket): { changeId: string; ticket: Ticket } {
    requireWriter(caller);
    // A key bound to one organization opens tickets there, whatever the default says.
    const organizationId = caller.organizationId ?? input.organizationId;
    checkReferences(deps, caller, { ...input, organizationId });
    return db.transaction(() => {
      const now = clock.now();
      const record = insertTicket(db, {
        organization_id: organizationId,
        subject: input.subject,
        description: input.description,
        status: 'open',
        priority: input.priority,
        type: input.type,
        category_id: input.categoryId,
        assignee_id: input.assigneeId,
        requester: input.requester,
        requester_email: input.requesterEmail,
        source: sources[caller.kind],
        device_id: input.deviceId,
        parent_id: input.parentId,
        merged_into_id: null,
        snoozed_until: null,
        due_at: dueAt('open', input.priority, now),
        resolution: null,
        resolved_by: null,
        resolved_at: null,
        external_ref: null,
        custom_fields: JSON.stringify(input.customFields),
        message_count: 0,
        unread: caller.kind === 'technician' ? 0 : 1,
        created_at: now,
        updated_at: now,
      });
      requireOwnTies(db, null, record);
      setWatchers(db, record.id, input.watcherIds);
      indexNewTicket(db, record.id);
      const changeId = newChangeId();
      journal.audit(caller, {
        changeId,
        entity: 'ticket',
        entityId: record.id,
        organizationId,
        action: 'create',
        changes: [{ field: 'subject', from: null, to: record.subject }],
      });
      journal.event(ticketEvent('ticket.created', record));
      db.afterCommit(() => push({ type: 'tickets', ids: [record.id], reason: 'created' }));
      changes.announceTied(record.parent_id);
      return { changeId, ticket: assembleTicket(deps, caller, record) };
    });
  }

  const handlers: SyncDomainHandlers<typeof ticketsContract, Caller> = {
    list(caller, input) {
      const filter = boundFilter(caller, input.filter);
      if (filter === 'nothing') return { rows: [], total: { value: 0, exact: true } };
      const me = technicianOf(caller);
      const rows = listTickets(db, { ...input, filter, me }).map(recordToRow);
      return { rows, total: settle(keptCount(db, input.view, filter, me), input, rows.length) };
    },
    counts(caller) {
      const own = boundFilter(caller, {});
      const me = technicianOf(caller);
      const views = Object.fromEntries(
        ticketView.options.map((view) => [view, keptCount(db, view, own === 'nothing' ? {} : own, me)]),
      ) as Record<TicketView, Count>;
      return { views, savedFilters: deps.savedFilterCounts(caller) };
    },
    get: (caller, input) => assembleTicket(deps, caller, reachTicket(db, caller, input.id)),
    contents: (caller, input) => contentsOf(db, caller, input.ids),
    ofAsset: (caller, input) => ({ rows: ticketsOfAsset(db, caller, input.assetId) }),
    search: (caller, input) =>
      searchTickets(db, caller, input, deps.directory.searchNames(caller), () => clock.monotonic()),
    create,
    update: changes.update,
    addMessage: changes.addMessage,
    merge: changes.merge,
    ...createTicketUndo(deps, changes),
    ...createTicketLinks(deps, changes),
    markRead(caller, input) {
      db.transaction(() => {
        for (const id of new Set(input.ids)) {
          const record = reachTicket(db, caller, id);
          if (record.unread === Number(input.unread)) continue;
          db.run('UPDATE ticket SET unread = ? WHERE id = ?', [Number(input.unread), id]);
          db.afterCommit(() => push({ type: 'tickets', ids: [id], reason: 'changed' }));
        }
      });
      return {};
    },
  };
  return { handlers, changes };
}

/** A count that is only an upper bound becomes exact when the page shows the end of the list. */
function settle(kept: Count, page: { offset: number; limit: number }, rows: number): Count {
  if (kept.exact || rows === page.limit) return kept;
  return rows > 0 || page.offset === 0 ? { value: page.offset + rows, exact: true } : kept;
}

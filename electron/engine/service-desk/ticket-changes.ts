import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MessageVisibility, TicketMessage, TicketStatus } from '../../../shared/ticket.ts';
import type { TicketChangeResult } from '../../../shared/tickets-contract.ts';
import { newChangeId, type FieldChange } from '../database/journal.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import {
  checkParent,
  checkReferences,
  departureEvent,
  reachTicket,
  ticketEvent,
  type ServiceDeskDeps,
} from './ticket-access.ts';
import { decidePatch, type InternalPatch } from './ticket-patch.ts';
import { recordToRow, type TicketRecord } from './ticket-record.ts';
import { getWatchers, indexedColumns, indexTicket, setWatchers, updateTicket } from './ticket-repository.ts';
import { insertMessage } from './ticket-thread.ts';
import { requireOwnTies, showersOf } from './ticket-ties.ts';
import { isResolved } from './ticket-status.ts';

/** Every way a ticket changes goes through here, so that history, events, counts and search never lag. */
export function createTicketChanges(deps: ServiceDeskDeps) {
  const { db, clock, journal, push } = deps;

  /** Applies a patch to one ticket inside the caller's transaction; answers the record as it is then. */
  function apply(
    caller: Caller,
    before: TicketRecord,
    patch: InternalPatch,
    changeId: string,
    action = 'update',
  ): TicketRecord {
    checkParent(db, before.id, patch.parentId);
    const { columns, changes } = decidePatch(before, patch, { now: clock.now(), actorName: caller.name });
    const watchers = changeWatchers(before.id, patch.watcherIds);
    const all = watchers ? [...changes, watchers] : changes;
    if (all.length === 0) return before;
    const after = updateTicket(db, before, {
      ...columns,
      updated_at: columns.updated_at ?? Math.max(clock.now(), before.updated_at),
    });
    if (before.parent_id !== after.parent_id) announceTied(before.parent_id);
    if (before.merged_into_id !== after.merged_into_id) announceTied(before.merged_into_id);
    if (indexedColumns.some((column) => column in columns)) indexTicket(db, after.id);
    journal.audit(caller, {
      changeId,
      entity: 'ticket',
      entityId: after.id,
      organizationId: after.organization_id,
      action,
      changes: all,
    });
    if (before.organization_id === after.organization_id) {
      journal.event(ticketEvent('ticket.updated', after));
    } else {
      journal.event(departureEvent(before));
      journal.event(ticketEvent('ticket.created', after));
    }
    if (isResolved(after.status) && !isResolved(before.status)) {
      journal.event(ticketEvent('ticket.resolved', after));
    }
    return after;
  }

  function changeWatchers(
    ticketId: number,
    watcherIds: readonly number[] | undefined,
  ): FieldChange | undefined {
    if (watcherIds === undefined) return undefined;
    const from = getWatchers(db, ticketId);
    const to = [...new Set(watcherIds)].toSorted((a, b) => a - b);
    if (from.length === to.length && from.every((id, index) => id === to[index])) return undefined;
    setWatchers(db, ticketId, to);
    return { field: 'watcherIds', from, to };
  }

  /** Applies a patch to the tickets that were merged into this one. */
  function patchMerged(
    caller: Caller,
    { id }: TicketRecord,
    patch: InternalPatch,
    changeId: string,
  ): TicketRecord[] {
    return db
      .all<{ id: number }>('SELECT id FROM ticket WHERE merged_into_id = ?', [id])
      .map((merged) => apply(caller, reachTicket(db, caller, merged.id), patch, changeId));
  }

  function announce(records: readonly TicketRecord[]): void {
    const ids =
      records.length > 200
        ? null
        : [...new Set([...records.map((record) => record.id), ...showersOf(db, records)])];
    db.afterCommit(() => push({ type: 'tickets', ids, reason: 'changed' }));
  }

  /** One that another ticket was tied to, or is no more, shows so. */
  function announceTied(id: number | null): void {
    if (id !== null) db.afterCommit(() => push({ type: 'tickets', ids: [id], reason: 'changed' }));
  }

  function result(changeId: string, records: readonly TicketRecord[]): TicketChangeResult {
    announce(records);
    return { changeId, tickets: records.map(recordToRow) };
  }

  /** Runs one change over several tickets, all or none. */
  function overEach(
    caller: Caller,
    ids: readonly number[],
    work: (before: TicketRecord, changeId: string) => TicketRecord,
  ): TicketChangeResult {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const changed = [...new Set(ids)].map((id) => {
        const before = reachTicket(db, caller, id);
        return { before, after: work(before, changeId) };
      });
      // Last, so that tickets which are tied to each other can move together.
      for (const { before, after } of changed) requireOwnTies(db, before, after);
      return result(
        changeId,
        changed.map(({ after }) => after),
      );
    });
  }

  return {
    apply,
    announce,
    announceTied,

    update(caller: Caller, input: { ids: readonly number[]; patch: InternalPatch }): TicketChangeResult {
      checkReferences(deps, caller, input.patch);
      const { organizationId } = input.patch;
      return overEach(caller, input.ids, (before, changeId) => {
        // The threads that a ticket has taken in go where it goes.
        if (organizationId !== undefined) announce(patchMerged(caller, before, { organizationId }, changeId));
        return apply(caller, before, input.patch, changeId);
      });
    },

    addMessage(
      caller: Caller,
      input: {
        ids: readonly number[];
        text: string;
        visibility: MessageVisibility;
        status?: TicketStatus | undefined;
      },
    ): TicketChangeResult & { messages: TicketMessage[] } {
      const messages: TicketMessage[] = [];
      const changed = overEach(caller, input.ids, (before, changeId) => {
        const message = insertMessage(db, {
          ticket_id: before.id,
          visibility: input.visibility,
          sender: caller.kind === 'system' ? 'system' : 'technician',
          author_name: caller.name,
          technician_id: caller.kind === 'system' ? null : caller.technicianId,
          text: input.text,
          created_at: Math.max(clock.now(), before.created_at),
        });
        messages.push(message);
        const counted = updateTicket(db, before, {
          message_count: before.message_count + 1,
          updated_at: Math.max(clock.now(), before.updated_at),
        });
        indexTicket(db, before.id);
        journal.audit(caller, {
          changeId,
          entity: 'ticket',
          entityId: before.id,
          organizationId: before.organization_id,
          action: 'message',
          changes: [{ field: 'message', from: null, to: { id: message.id, visibility: message.visibility } }],
        });
        if (input.status !== undefined && input.status !== before.status) {
          return apply(caller, counted, { status: input.status }, changeId);
        }
        journal.event(ticketEvent('ticket.updated', counted));
        return counted;
      });
      return { ...changed, messages };
    },

    merge(caller: Caller, input: { ids: readonly number[]; intoId: number }): TicketChangeResult {
      const target = reachTicket(db, caller, input.intoId);
      if (target.merged_into_id !== null)
        throw invalidField('intoId', 'was itself merged into another ticket');
      return overEach(
        caller,
        input.ids.filter((id) => id !== input.intoId),
        (before, changeId) => {
          if (before.merged_into_id !== null) {
            throw new AppError('conflict', `Ticket ${before.id} was merged already.`);
          }
          if (before.organization_id !== target.organization_id) {
            throw new AppError('conflict', `Ticket ${before.id} belongs to another organization.`);
          }
          // What was merged into this one before moves along, so that no thread hides two steps away.
          patchMerged(caller, before, { mergedIntoId: target.id }, changeId);
          return apply(
            caller,
            before,
            { mergedIntoId: target.id, status: 'closed', snoozedUntil: null },
            changeId,
          );
        },
      );
    },
  };
}

export type TicketChanges = ReturnType<typeof createTicketChanges>;

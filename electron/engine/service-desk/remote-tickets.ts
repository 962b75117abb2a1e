import { systemCaller, type Caller } from '../../../shared/caller.ts';
import type { RemoteField, RemoteValue, RemoteValues } from '../../../shared/remote.ts';
import type { BaseCategory, TicketPatch } from '../../../shared/ticket.ts';
import { newChangeId } from '../database/journal.ts';
import { mayReach } from '../database/tenancy.ts';
import { fillTicket, type FilledMessage, type FilledTicket } from './fill-tickets.ts';
import { assetOf } from './ticket-asset.ts';
import { reachTicket, ticketEvent, type ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import type { TicketRecord } from './ticket-record.ts';
import { getTicketRecord, indexTicket, updateTicket } from './ticket-repository.ts';
import { insertMessage } from './ticket-thread.ts';

export type RemoteTickets = ReturnType<typeof createRemoteTickets>;

/** A ticket as a remote service holds it, to be opened here. */
export interface OpenedElsewhere {
  readonly organizationId: number;
  readonly values: RemoteValues;
  readonly deviceId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SaidElsewhere extends Pick<FilledMessage, 'sender' | 'text' | 'createdAt'> {
  readonly authorName: string;
}

/** Tickets that another service holds too, in the words that both have. Each call is part of the caller's transaction. */
export function createRemoteTickets(deps: ServiceDeskDeps, changes: TicketChanges) {
  const { db, clock, journal, push } = deps;

  function baseOf(categoryId: number | null): BaseCategory | null {
    if (categoryId === null) return null;
    const row = db.get<{ base: BaseCategory }>('SELECT base FROM ticket_category WHERE id = ?', [categoryId]);
    return row?.base ?? null;
  }

  function builtIn(base: RemoteValue): number | null {
    const row = db.get<{ id: number }>(
      'SELECT id FROM ticket_category WHERE built_in AND base = ? ORDER BY id',
      [base],
    );
    return row?.id ?? null;
  }

  function valuesOfRecord(record: TicketRecord): Record<RemoteField, RemoteValue> {
    const { subject, description, status, priority, type, resolution } = record;
    const category = baseOf(record.category_id);
    return {
      subject,
      description,
      status,
      priority,
      type,
      category,
      resolution,
      assigneeId: record.assignee_id,
    };
  }

  /** A category of our own under the same base stays: the other side knows no finer ones. */
  function toPatch({ category, ...values }: RemoteValues, before: TicketRecord | null): TicketPatch {
    if (category === undefined) return values as TicketPatch;
    const same = before !== null && baseOf(before.category_id) === category;
    return { ...(values as TicketPatch), ...(!same && { categoryId: builtIn(category) }) };
  }

  function open(caller: Caller, { values, ...given }: OpenedElsewhere): number {
    const { subject, status, priority, type, categoryId, assigneeId, resolution } = toPatch(values, null);
    const ticket: FilledTicket = {
      ...given,
      subject: subject ?? 'Without a subject',
      description: values.description === undefined ? '' : String(values.description),
      status: status ?? 'open',
      priority: priority ?? 'medium',
      type: type ?? 'incident',
      categoryId: categoryId ?? null,
      assigneeId: assigneeId ?? null,
      requester: null,
      source: 'remote',
      resolution: resolution ?? null,
      unread: true,
    };
    const record = fillTicket(db, ticket);
    journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'ticket',
      entityId: record.id,
      organizationId: record.organization_id,
      action: 'import',
      changes: [{ field: 'subject', from: null, to: record.subject }],
    });
    journal.event(ticketEvent('ticket.created', record));
    db.afterCommit(() => push({ type: 'tickets', ids: [record.id], reason: 'created' }));
    return record.id;
  }

  return {
    open,
    /** Undefined where there is no such ticket any more. */
    valuesOf(id: number): Record<RemoteField, RemoteValue> | undefined {
      const record = getTicketRecord(db, id);
      return record && valuesOfRecord(record);
    },
    /** What else a service is told of a new ticket. */
    factsOf(id: number) {
      const record = getTicketRecord(db, id);
      if (!record) return undefined;
      // One that names an asset of ours names nothing there.
      const deviceId = assetOf(deps, systemCaller, record.device_id) === null ? record.device_id : null;
      return { organizationId: record.organization_id, deviceId };
    },
    /** For callers that may know of it; its subject, to name it. */
    named(caller: Caller, id: number): { subject: string; organizationId: number } | undefined {
      const record = getTicketRecord(db, id);
      return record && mayReach(caller, record.organization_id)
        ? { subject: record.subject, organizationId: record.organization_id }
        : undefined;
    },
    baseOf,
    /** Words that the desk does not take (too long, blank) are refused as anywhere. */
    change(caller: Caller, id: number, values: RemoteValues): void {
      changes.update(caller, { ids: [id], patch: toPatch(values, reachTicket(db, caller, id)) });
    },
    /** Adds what was written there, with its own times. @returns the ids here, in the order given */
    say(caller: Caller, id: number, messages: readonly SaidElsewhere[]): number[] {
      if (messages.length === 0) return [];
      const before = reachTicket(db, caller, id);
      const added = messages.map((message) =>
        insertMessage(db, {
          ticket_id: id,
          visibility: 'public',
          sender: message.sender,
          author_name: message.authorName,
          technician_id: null,
          text: message.text,
          created_at: message.createdAt,
        }),
      );
      const after = updateTicket(db, before, {
        message_count: before.message_count + added.length,
        unread: 1,
        updated_at: Math.max(clock.now(), before.updated_at),
      });
      indexTicket(db, id);
      const changeId = newChangeId();
      for (const { id: messageId, visibility } of added) {
        journal.audit(caller, {
          changeId,
          entity: 'ticket',
          entityId: id,
          organizationId: before.organization_id,
          action: 'message',
          changes: [{ field: 'message', from: null, to: { id: messageId, visibility } }],
        });
      }
      journal.event(ticketEvent('ticket.updated', after));
      changes.announce([after]);
      return added.map((message) => message.id);
    },
  };
}

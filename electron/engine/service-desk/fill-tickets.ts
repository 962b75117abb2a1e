import type { RecordSource } from '../../../shared/record-source.ts';
import type {
  MessageVisibility,
  TicketMessage,
  TicketPriority,
  TicketStatus,
  TicketType,
} from '../../../shared/ticket.ts';
import type { WritableDb } from '../database/db.ts';
import { duringBulkIndexing } from '../database/full-text.ts';
import { rebuildCounts } from './ticket-counts.ts';
import { indexNewTicket, insertTicket } from './ticket-repository.ts';
import type { TicketRecord } from './ticket-record.ts';
import { dueAt, isResolved } from './ticket-status.ts';
import { insertMessage } from './ticket-thread.ts';

export interface FilledMessage {
  readonly sender: TicketMessage['sender'];
  readonly visibility: MessageVisibility;
  readonly authorName: string;
  readonly technicianId: number | null;
  readonly text: string;
  readonly createdAt: number;
}

/** A ticket that comes with its own past: from a file, or as sample data. */
export interface FilledTicket {
  readonly organizationId: number;
  readonly subject: string;
  readonly description: string;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly type: TicketType;
  readonly categoryId: number | null;
  readonly assigneeId: number | null;
  readonly requester: string | null;
  readonly source: RecordSource;
  readonly snoozedUntil?: number | null;
  readonly externalRef?: string | null;
  readonly deviceId?: string | null;
  readonly resolution?: string | null;
  readonly resolvedBy?: string | null;
  readonly resolvedAt?: number | null;
  readonly unread?: boolean;
  readonly customFields?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messages?: readonly FilledMessage[];
}

/** Inserts one ticket with its thread in the caller's transaction. Writes no event and no history. */
export function fillTicket(db: WritableDb, ticket: FilledTicket, keepCounts = true): TicketRecord {
  const messages = ticket.messages ?? [];
  const record = insertTicket(
    db,
    {
      organization_id: ticket.organizationId,
      subject: ticket.subject,
      description: ticket.description,
      status: ticket.status,
      priority: ticket.priority,
      type: ticket.type,
      category_id: ticket.categoryId,
      assignee_id: ticket.assigneeId,
      requester: ticket.requester,
      requester_email: null,
      source: ticket.source,
      device_id: ticket.deviceId ?? null,
      parent_id: null,
      merged_into_id: null,
      snoozed_until: ticket.snoozedUntil ?? null,
      due_at: dueAt(ticket.status, ticket.priority, ticket.createdAt),
      resolution: ticket.resolution ?? null,
      resolved_by: ticket.resolvedBy ?? null,
      resolved_at: isResolved(ticket.status) ? (ticket.resolvedAt ?? ticket.updatedAt) : null,
      external_ref: ticket.externalRef ?? null,
      custom_fields: ticket.customFields ?? '{}',
      unread: ticket.unread ? 1 : 0,
      message_count: messages.length,
      created_at: ticket.createdAt,
      updated_at: ticket.updatedAt,
    },
    keepCounts,
  );
  for (const message of messages) {
    insertMessage(db, {
      ticket_id: record.id,
      visibility: message.visibility,
      sender: message.sender,
      author_name: message.authorName,
      technician_id: message.technicianId,
      text: message.text,
      created_at: message.createdAt,
    });
  }
  indexNewTicket(db, record.id);
  return record;
}

/** Inserts many in large transactions, and counts them once at the end. */
export function fillTickets(
  db: WritableDb,
  tickets: Iterable<FilledTicket>,
  perTransaction = 20_000,
): number {
  let filled = 0;
  let waiting: FilledTicket[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    db.transaction(() => {
      for (const ticket of batch) fillTicket(db, ticket, false);
    });
    filled += batch.length;
  };
  duringBulkIndexing(db, 'ticket_search', () => {
    for (const ticket of tickets) {
      waiting.push(ticket);
      if (waiting.length === perTransaction) flush();
    }
    flush();
  });
  db.transaction(() => rebuildCounts(db));
  return filled;
}

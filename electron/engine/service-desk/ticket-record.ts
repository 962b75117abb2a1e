import type { RecordSource } from '../../../shared/record-source.ts';
import type { CustomFields } from '../../../shared/custom-fields.ts';
import type { TicketPriority, TicketRow, TicketStatus, TicketType } from '../../../shared/ticket.ts';
import type { HashedTicket } from '../database/ticket-hash.ts';

/** A stored ticket, whole. */
export interface TicketRecord extends HashedTicket {
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly type: TicketType;
  readonly source: RecordSource;
  readonly unread: number;
  readonly message_count: number;
}

/** The columns of a list line; the long text at the row's end is not read for it. */
export const listColumns = `t.id, t.organization_id, t.subject, t.status, t.priority, t.type, t.category_id,
  t.assignee_id, t.requester, t.source, t.snoozed_until, t.due_at, t.merged_into_id, t.unread, t.message_count,
  t.created_at, t.updated_at`;

export type ListRecord = Pick<
  TicketRecord,
  | 'id'
  | 'organization_id'
  | 'subject'
  | 'status'
  | 'priority'
  | 'type'
  | 'category_id'
  | 'assignee_id'
  | 'requester'
  | 'source'
  | 'snoozed_until'
  | 'due_at'
  | 'merged_into_id'
  | 'unread'
  | 'message_count'
  | 'created_at'
  | 'updated_at'
>;

export function recordToRow(record: ListRecord): TicketRow {
  return {
    id: record.id,
    organizationId: record.organization_id,
    subject: record.subject,
    status: record.status,
    priority: record.priority,
    type: record.type,
    categoryId: record.category_id,
    assigneeId: record.assignee_id,
    requester: record.requester,
    source: record.source,
    snoozedUntil: record.snoozed_until,
    dueAt: record.due_at,
    mergedIntoId: record.merged_into_id,
    unread: record.unread === 1,
    messageCount: record.message_count,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  };
}

export function parseCustomFields(record: Pick<TicketRecord, 'custom_fields'>): CustomFields {
  return JSON.parse(record.custom_fields) as CustomFields;
}

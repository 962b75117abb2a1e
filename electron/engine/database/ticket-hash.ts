import { rowHash } from './row-hash.ts';

/** The stored columns of a ticket that its hash covers: all that a person wrote or decided. */
export interface HashedTicket {
  readonly id: number;
  readonly organization_id: number;
  readonly subject: string;
  readonly description: string;
  readonly status: string;
  readonly priority: string;
  readonly type: string;
  readonly category_id: number | null;
  readonly assignee_id: number | null;
  readonly requester: string | null;
  readonly requester_email: string | null;
  readonly source: string;
  readonly device_id: string | null;
  readonly parent_id: number | null;
  readonly merged_into_id: number | null;
  readonly snoozed_until: number | null;
  readonly due_at: number | null;
  readonly resolution: string | null;
  readonly resolved_by: string | null;
  readonly resolved_at: number | null;
  readonly external_ref: string | null;
  readonly custom_fields: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly row_hash: Buffer;
}

export function ticketHash(row: Omit<HashedTicket, 'row_hash'>): Buffer {
  return rowHash([
    row.id,
    row.organization_id,
    row.subject,
    row.description,
    row.status,
    row.priority,
    row.type,
    row.category_id,
    row.assignee_id,
    row.requester,
    row.requester_email,
    row.source,
    row.device_id,
    row.parent_id,
    row.merged_into_id,
    row.snoozed_until,
    row.due_at,
    row.resolution,
    row.resolved_by,
    row.resolved_at,
    row.external_ref,
    row.custom_fields,
    row.created_at,
    row.updated_at,
  ]);
}

export interface HashedMessage {
  readonly id: number;
  readonly ticket_id: number;
  readonly visibility: string;
  readonly sender: string;
  readonly author_name: string;
  readonly technician_id: number | null;
  readonly text: string;
  readonly created_at: number;
  readonly row_hash: Buffer;
}

export function messageHash(row: Omit<HashedMessage, 'row_hash'>): Buffer {
  return rowHash([
    row.id,
    row.ticket_id,
    row.visibility,
    row.sender,
    row.author_name,
    row.technician_id,
    row.text,
    row.created_at,
  ]);
}

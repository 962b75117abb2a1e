import type { Caller } from '../../../shared/caller.ts';
import type { MessageVisibility, Ticket, TicketLink, TicketMessage } from '../../../shared/ticket.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { messageHash, type HashedMessage } from '../database/ticket-hash.ts';
import { getWatchers } from './ticket-repository.ts';
import { parseCustomFields, recordToRow, type TicketRecord } from './ticket-record.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';
import { assetOf } from './ticket-asset.ts';

interface MessageRecord extends HashedMessage {
  readonly visibility: MessageVisibility;
  readonly sender: TicketMessage['sender'];
}

const messageColumns =
  'id, ticket_id, visibility, sender, author_name, technician_id, text, created_at, row_hash';

export function recordToMessage(record: MessageRecord): TicketMessage {
  return {
    id: record.id,
    ticketId: record.ticket_id,
    visibility: record.visibility,
    sender: record.sender,
    authorName: record.author_name,
    technicianId: record.technician_id,
    text: record.text,
    createdAt: record.created_at,
  };
}

/** Adds to the thread. The caller counts it on the ticket and brings the search document up to date. */
export function insertMessage(
  db: WritableDb,
  message: Omit<MessageRecord, 'id' | 'row_hash'>,
): TicketMessage {
  const last = db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'ticket_message'");
  const id = (last?.seq ?? 0) + 1;
  const record: MessageRecord = { ...message, id, row_hash: messageHash({ ...message, id }) };
  db.run(`INSERT INTO ticket_message (${messageColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    record.id,
    record.ticket_id,
    record.visibility,
    record.sender,
    record.author_name,
    record.technician_id,
    record.text,
    record.created_at,
    record.row_hash,
  ]);
  return recordToMessage(record);
}

export function getMessage(db: ReadableDb, id: number): TicketMessage | undefined {
  const record = db.get<MessageRecord>(`SELECT ${messageColumns} FROM ticket_message WHERE id = ?`, [id]);
  return record && recordToMessage(record);
}

export function deleteMessage(db: WritableDb, id: number): void {
  db.run('DELETE FROM ticket_message WHERE id = ?', [id]);
}

/** Oldest first, with the threads of tickets that were merged into this one. */
function threadOf(db: ReadableDb, ticketId: number): TicketMessage[] {
  return db
    .all<MessageRecord>(
      `SELECT ${messageColumns} FROM ticket_message WHERE ticket_id = :id
       UNION ALL
       SELECT ${messageColumns.replaceAll(/\b(\w+)\b/g, 'm.$1')} FROM ticket t JOIN ticket_message m ON m.ticket_id = t.id
       WHERE t.merged_into_id = :id
       ORDER BY created_at, id`,
      { id: ticketId },
    )
    .map(recordToMessage);
}

function linksOf(db: ReadableDb, ticketId: number): TicketLink[] {
  const rows = db.all<
    { kind: TicketLink['kind']; direction: TicketLink['direction'] } & TicketLink['ticket']
  >(
    `SELECT l.kind, 'from' AS direction, t.id, t.subject, t.status FROM ticket_link l JOIN ticket t ON t.id = l.to_id
     WHERE l.from_id = :id
     UNION ALL
     SELECT l.kind, 'to', t.id, t.subject, t.status FROM ticket_link l JOIN ticket t ON t.id = l.from_id
     WHERE l.to_id = :id`,
    { id: ticketId },
  );
  return rows.map(({ kind, direction, id, subject, status }) => ({
    kind,
    direction,
    ticket: { id, subject, status },
  }));
}

/** A ticket with everything that its page shows. */
export function assembleTicket(deps: ServiceDeskDeps, caller: Caller, record: TicketRecord): Ticket {
  const { db } = deps;
  return {
    ...recordToRow(record),
    description: record.description,
    requesterEmail: record.requester_email,
    deviceId: record.device_id,
    asset: assetOf(deps, caller, record.device_id),
    parentId: record.parent_id,
    resolution: record.resolution,
    resolvedBy: record.resolved_by,
    resolvedAt: record.resolved_at,
    externalRef: record.external_ref,
    customFields: parseCustomFields(record),
    watcherIds: getWatchers(db, record.id),
    messages: threadOf(db, record.id),
    links: linksOf(db, record.id),
    mergedTickets: db.all(
      'SELECT id, subject, description, created_at AS createdAt FROM ticket WHERE merged_into_id = ? ORDER BY id',
      [record.id],
    ),
    children: db.all('SELECT id, subject, status FROM ticket WHERE parent_id = ? ORDER BY id', [record.id]),
  };
}

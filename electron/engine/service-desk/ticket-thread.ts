import type { Caller } from '../../../shared/caller.ts';
import type { MessageVisibility, Ticket, TicketLink, TicketMessage } from '../../../shared/ticket.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../database/db.ts';
import { messageHash, type HashedMessage } from '../database/ticket-hash.ts';
import { getWatchers } from './ticket-repository.ts';
import { parseCustomFields, recordToRow, type TicketRecord } from './ticket-record.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';
import { assetOf } from './ticket-asset.ts';
import { knownSql } from './ticket-ties.ts';

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

/** A ticket whose ties are asked for, and the one organization of which the caller may know. */
interface Tied extends Readonly<Record<string, SqlValue>> {
  readonly id: number;
  readonly only: number | null;
}

/** The number of a ticket that is named, null where the caller may not know of it. */
function knownTicket(db: ReadableDb, id: number | null, only: number | null): number | null {
  if (id === null || only === null) return id;
  return db.get(`SELECT 1 FROM ticket t WHERE t.id = :id AND ${knownSql('t')}`, { id, only }) ? id : null;
}

/** Oldest first, with the threads of tickets that were merged into this one. */
function threadOf(db: ReadableDb, tied: Tied): TicketMessage[] {
  return db
    .all<MessageRecord>(
      `SELECT ${messageColumns} FROM ticket_message WHERE ticket_id = :id
       UNION ALL
       SELECT ${messageColumns.replaceAll(/\b(\w+)\b/g, 'm.$1')} FROM ticket t JOIN ticket_message m ON m.ticket_id = t.id
       WHERE t.merged_into_id = :id AND ${knownSql('t')}
       ORDER BY created_at, id`,
      tied,
    )
    .map(recordToMessage);
}

function linksOf(db: ReadableDb, tied: Tied): TicketLink[] {
  const rows = db.all<
    { kind: TicketLink['kind']; direction: TicketLink['direction'] } & TicketLink['ticket']
  >(
    `SELECT l.kind, 'from' AS direction, t.id, t.subject, t.status FROM ticket_link l JOIN ticket t ON t.id = l.to_id
     WHERE l.from_id = :id AND ${knownSql('t')}
     UNION ALL
     SELECT l.kind, 'to', t.id, t.subject, t.status FROM ticket_link l JOIN ticket t ON t.id = l.from_id
     WHERE l.to_id = :id AND ${knownSql('t')}`,
    tied,
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
  const only = caller.organizationId;
  const tied = { id: record.id, only };
  return {
    ...recordToRow(record),
    mergedIntoId: knownTicket(db, record.merged_into_id, only),
    description: record.description,
    requesterEmail: record.requester_email,
    deviceId: record.device_id,
    asset: assetOf(deps, caller, record.device_id),
    parentId: knownTicket(db, record.parent_id, only),
    resolution: record.resolution,
    resolvedBy: record.resolved_by,
    resolvedAt: record.resolved_at,
    externalRef: record.external_ref,
    customFields: parseCustomFields(record),
    watcherIds: getWatchers(db, record.id),
    messages: threadOf(db, tied),
    links: linksOf(db, tied),
    mergedTickets: db.all(
      `SELECT t.id, t.subject, t.description, t.created_at AS createdAt FROM ticket t
       WHERE t.merged_into_id = :id AND ${knownSql('t')} ORDER BY t.id`,
      tied,
    ),
    children: db.all(
      `SELECT t.id, t.subject, t.status FROM ticket t WHERE t.parent_id = :id AND ${knownSql('t')} ORDER BY t.id`,
      tied,
    ),
  };
}

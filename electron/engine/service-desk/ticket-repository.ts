import type { ReadableDb, SqlValue, WritableDb } from '../database/db.ts';
import { ticketHash } from '../database/ticket-hash.ts';
import { moveCounts } from './ticket-counts.ts';
import { listColumns, type ListRecord, type TicketRecord } from './ticket-record.ts';

const columns = [
  'organization_id',
  'subject',
  'status',
  'priority',
  'type',
  'category_id',
  'assignee_id',
  'requester',
  'source',
  'snoozed_until',
  'due_at',
  'merged_into_id',
  'unread',
  'message_count',
  'created_at',
  'updated_at',
  'requester_email',
  'device_id',
  'parent_id',
  'resolution',
  'resolved_by',
  'resolved_at',
  'external_ref',
  'custom_fields',
  'row_hash',
  'description',
] as const satisfies readonly (keyof TicketRecord)[];

export type NewTicketRecord = Omit<TicketRecord, 'id' | 'row_hash'>;

const selectSql = `SELECT id, ${columns.join(', ')} FROM ticket WHERE id = ?`;

export function getTicketRecord(db: ReadableDb, id: number): TicketRecord | undefined {
  return db.get<TicketRecord>(selectSql, [id]);
}

export function getListRecord(db: ReadableDb, id: number): ListRecord | undefined {
  return db.get<ListRecord>(`SELECT ${listColumns} FROM ticket t WHERE t.id = ?`, [id]);
}

const insertSql = `INSERT INTO ticket (id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`;

/**
 * Writes a new ticket. Its hash covers its id, so the id is drawn first.
 * @param keepCounts false where the caller counts everything anew afterwards
 */
export function insertTicket(db: WritableDb, ticket: NewTicketRecord, keepCounts = true): TicketRecord {
  const last = db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'ticket'");
  const record = withHash({ ...ticket, id: (last?.seq ?? 0) + 1 });
  db.run(insertSql, [record.id, ...valuesOf(record)]);
  if (keepCounts) moveCounts(db, null, record);
  return record;
}

const updateSql = `UPDATE ticket SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

/** Writes the changed columns of a ticket and everything kept about it: hash and counts. */
export function updateTicket(
  db: WritableDb,
  before: TicketRecord,
  changes: Partial<Omit<TicketRecord, 'id' | 'row_hash'>>,
): TicketRecord {
  const after = withHash({ ...before, ...changes });
  db.run(updateSql, [...valuesOf(after), after.id]);
  moveCounts(db, before, after);
  return after;
}

export function deleteTicket(db: WritableDb, record: TicketRecord): void {
  db.run('DELETE FROM ticket_search WHERE rowid = ?', [record.id]);
  db.run('DELETE FROM ticket WHERE id = ?', [record.id]);
  moveCounts(db, record, null);
}

function withHash(record: Omit<TicketRecord, 'row_hash'>): TicketRecord {
  return { ...record, row_hash: ticketHash(record) };
}

function valuesOf(record: TicketRecord): SqlValue[] {
  return columns.map((column) => record[column]);
}

/** Brings the search document of one ticket up to date: what it says, and everything said in it. */
export function indexTicket(db: WritableDb, id: number): void {
  db.run('DELETE FROM ticket_search WHERE rowid = ?', [id]);
  indexNewTicket(db, id);
}

/** The same for a ticket that has no search document yet. */
export function indexNewTicket(db: WritableDb, id: number): void {
  db.run(
    `INSERT INTO ticket_search (rowid, subject, body)
     SELECT t.id, t.subject, concat_ws(char(10), t.description, t.requester, t.requester_email, t.external_ref,
       (SELECT group_concat(m.text, char(10)) FROM ticket_message m WHERE m.ticket_id = t.id))
     FROM ticket t WHERE t.id = ?`,
    [id],
  );
}

/** The columns whose change alters the search document. */
export const indexedColumns: readonly (keyof TicketRecord)[] = [
  'subject',
  'description',
  'requester',
  'requester_email',
  'external_ref',
];

export function getWatchers(db: ReadableDb, ticketId: number): number[] {
  return db
    .all<{ id: number }>(
      'SELECT technician_id AS id FROM ticket_watcher WHERE ticket_id = ? ORDER BY technician_id',
      [ticketId],
    )
    .map((row) => row.id);
}

export function setWatchers(db: WritableDb, ticketId: number, technicianIds: readonly number[]): void {
  db.run('DELETE FROM ticket_watcher WHERE ticket_id = ?', [ticketId]);
  for (const technicianId of new Set(technicianIds)) {
    db.run('INSERT INTO ticket_watcher (ticket_id, technician_id) VALUES (?, ?)', [ticketId, technicianId]);
  }
}

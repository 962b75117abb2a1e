import type { Conflict, RemoteField, RemoteValue } from '../../../../shared/remote.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

type ConflictRow = Omit<Conflict, 'base' | 'mine' | 'theirs'> & {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
};

const select = `SELECT c.id, c.organization_id AS organizationId, c.connection_id AS connectionId,
  c.ticket_id AS ticketId, coalesce(t.subject, '') AS subject, c.field, c.base, c.mine, c.theirs,
  c.mine_by AS mineBy, c.found_at AS foundAt FROM outbox_conflict c LEFT JOIN ticket t ON t.id = c.ticket_id`;

const value = (json: string): RemoteValue => JSON.parse(json) as RemoteValue;
const toConflict = (row: ConflictRow): Conflict => ({
  ...row,
  base: value(row.base),
  mine: value(row.mine),
  theirs: value(row.theirs),
});

/** Those that nobody has settled yet, oldest first. */
export function openConflicts(
  db: ReadableDb,
  { connectionId, ticketId }: { connectionId?: number | undefined; ticketId?: number | undefined },
): Conflict[] {
  return db
    .all<ConflictRow>(
      `${select} WHERE c.settled_at IS NULL AND c.connection_id = coalesce(?, c.connection_id)
       AND c.ticket_id = coalesce(?, c.ticket_id) ORDER BY c.id LIMIT 5000`,
      [connectionId ?? null, ticketId ?? null],
    )
    .map(toConflict);
}

export function getOpenConflict(db: ReadableDb, id: number): Conflict | undefined {
  const row = db.get<ConflictRow>(`${select} WHERE c.id = ? AND c.settled_at IS NULL`, [id]);
  return row && toConflict(row);
}

export interface FoundConflict {
  readonly organizationId: number;
  readonly connectionId: number;
  readonly ticketId: number;
  readonly field: RemoteField;
  readonly base: RemoteValue;
  readonly mine: RemoteValue;
  readonly theirs: RemoteValue;
  readonly mineBy: string;
}

/** A further change on either side is noted on the one that is open. @returns whether it is a new one */
export function noteConflict(db: WritableDb, found: FoundConflict, now: number): boolean {
  const { connectionId, ticketId, field, mine, theirs } = found;
  const known = db.run(
    `UPDATE outbox_conflict SET mine = ?, theirs = ?
     WHERE connection_id = ? AND ticket_id = ? AND field = ? AND settled_at IS NULL`,
    [JSON.stringify(mine), JSON.stringify(theirs), connectionId, ticketId, field],
  ).changes;
  if (known > 0) return false;
  db.run(
    `INSERT INTO outbox_conflict (organization_id, connection_id, ticket_id, field, base, mine, theirs, mine_by, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      found.organizationId,
      connectionId,
      ticketId,
      field,
      JSON.stringify(found.base),
      JSON.stringify(mine),
      JSON.stringify(theirs),
      found.mineBy,
      now,
    ],
  );
  return true;
}

export function settleConflict(
  db: WritableDb,
  id: number,
  choice: 'mine' | 'theirs' | 'agreed',
  by: string,
  now: number,
): void {
  db.run('UPDATE outbox_conflict SET settled_at = ?, choice = ?, settled_by = ? WHERE id = ?', [
    now,
    choice,
    by,
    id,
  ]);
}

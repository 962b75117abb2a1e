import type { QueuedChange, QueuedField, QueuedKind, QueuedState } from '../../../../shared/remote.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../database/db.ts';
import { newMarker } from './marker.ts';

/** A queued change as it is stored; its ticket's subject is read with it. */
export interface StoredChange extends QueuedChange {
  readonly uncertain: boolean;
  readonly marker: string;
  readonly firstTriedAt: number | null;
}

type ChangeRow = Omit<StoredChange, 'changes' | 'uncertain'> & {
  readonly changes: string;
  readonly uncertain: number;
};

const select = `SELECT o.id, o.organization_id AS organizationId, o.connection_id AS connectionId,
  o.ticket_id AS ticketId, coalesce(t.subject, '') AS subject, o.kind, o.changes, o.state, o.detail, o.attempts,
  o.uncertain, o.marker, o.first_tried_at AS firstTriedAt, o.actor_name AS actorName, o.created_at AS createdAt,
  o.updated_at AS updatedAt, o.finished_at AS finishedAt
  FROM outbox_change o LEFT JOIN ticket t ON t.id = o.ticket_id`;

const toChange = ({ changes, uncertain, ...row }: ChangeRow): StoredChange => ({
  ...row,
  changes: JSON.parse(changes) as QueuedField[],
  uncertain: uncertain === 1,
});

export function getChange(db: ReadableDb, id: number): StoredChange | undefined {
  const row = db.get<ChangeRow>(`${select} WHERE o.id = ?`, [id]);
  return row && toChange(row);
}

export interface ChangeFilter {
  readonly connectionId?: number | undefined;
  readonly ticketId?: number | undefined;
  /** Without it all that are not done. */
  readonly states?: readonly QueuedState[] | undefined;
  readonly limit: number;
}

/** Oldest first. */
export function listChanges(
  db: ReadableDb,
  { connectionId, ticketId, states, limit }: ChangeFilter,
): StoredChange[] {
  const conditions = [
    states ? 'o.state IN (SELECT value FROM json_each(:states))' : 'o.finished_at IS NULL',
    ...(connectionId === undefined ? [] : ['o.connection_id = :connectionId']),
    ...(ticketId === undefined ? [] : ['o.ticket_id = :ticketId']),
  ];
  const bound: Record<string, SqlValue> = {
    limit,
    ...(states && { states: JSON.stringify(states) }),
    ...(connectionId !== undefined && { connectionId }),
    ...(ticketId !== undefined && { ticketId }),
  };
  return db
    .all<ChangeRow>(`${select} WHERE ${conditions.join(' AND ')} ORDER BY o.id LIMIT :limit`, bound)
    .map(toChange);
}

export interface NewChange {
  readonly organizationId: number;
  readonly connectionId: number;
  readonly ticketId: number;
  readonly kind: QueuedKind;
  readonly changes: readonly QueuedField[];
  readonly state: QueuedState;
  readonly detail: string | null;
  readonly actorName: string;
}

export function insertChange(db: WritableDb, change: NewChange, now: number): number {
  return db.run(
    `INSERT INTO outbox_change (organization_id, connection_id, ticket_id, kind, changes, state, detail, marker,
       actor_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      change.organizationId,
      change.connectionId,
      change.ticketId,
      change.kind,
      JSON.stringify(change.changes),
      change.state,
      change.detail,
      newMarker(),
      change.actorName,
      now,
      now,
    ],
  ).lastInsertRowid;
}

const finished: ReadonlySet<QueuedState> = new Set(['sent', 'given_up', 'settled']);

export interface ChangeUpdate {
  readonly state?: QueuedState;
  readonly detail?: string | null;
  readonly changes?: readonly QueuedField[];
  readonly uncertain?: boolean;
  /** One more attempt begins. */
  readonly attempt?: boolean;
  readonly notBefore?: number;
}

/** Only what is given is written. */
const set = (column: string, value: SqlValue | undefined): [string, SqlValue][] =>
  value === undefined ? [] : [[`${column} = ?`, value]];

export function updateChange(db: WritableDb, id: number, update: ChangeUpdate, now: number): void {
  const { state, detail, changes, uncertain, attempt = false, notBefore } = update;
  const parts = [
    ...set('state', state),
    ...set('finished_at', state === undefined ? undefined : finished.has(state) ? now : null),
    ...set('detail', detail),
    ...set('changes', changes && JSON.stringify(changes)),
    ...set('uncertain', uncertain === undefined ? undefined : Number(uncertain)),
    ...set('not_before', notBefore),
    ...set('updated_at', now),
  ];
  const counted = attempt ? ', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ?)' : '';
  db.run(`UPDATE outbox_change SET ${parts.map(([sql]) => sql).join(', ')}${counted} WHERE id = ?`, [
    ...parts.map(([, value]) => value),
    ...(attempt ? [now] : []),
    id,
  ]);
}

const isNext = `o.connection_id = :connectionId AND o.state IN ('waiting', 'sending') AND o.state = 'waiting'
  AND NOT EXISTS (SELECT 1 FROM outbox_change e WHERE e.ticket_id = o.ticket_id AND e.id < o.id
    AND e.connection_id = o.connection_id
    AND (e.state IN ('waiting', 'sending') OR (e.kind = 'create' AND e.state IN ('refused', 'suspect'))))`;

/**
 * The next one to send: of each ticket its oldest, and none of a ticket that is still to be opened there and cannot
 * be. Where all wait for their time, the moment at which the first may go.
 */
export function nextChange(
  db: ReadableDb,
  connectionId: number,
  now: number,
): { readonly id: number } | { readonly at: number } | undefined {
  const due = db.get<{ id: number }>(
    `SELECT o.id FROM outbox_change o WHERE ${isNext} AND o.not_before <= :now ORDER BY o.id LIMIT 1`,
    { connectionId, now },
  );
  if (due) return due;
  const { at } = db.get<{ at: number | null }>(
    `SELECT min(o.not_before) AS at FROM outbox_change o WHERE ${isNext}`,
    { connectionId },
  )!;
  return at === null ? undefined : { at };
}

/** Those that are still to be sent, or to be decided, about one ticket. */
export function openChangesOf(db: ReadableDb, connectionId: number, ticketId: number): StoredChange[] {
  return db
    .all<ChangeRow>(
      `${select} WHERE o.ticket_id = ? AND o.connection_id = ? AND o.finished_at IS NULL ORDER BY o.id`,
      [ticketId, connectionId],
    )
    .map(toChange);
}

export function changeOfMarker(
  db: ReadableDb,
  connectionId: number,
  marker: string,
): StoredChange | undefined {
  const row = db.get<ChangeRow>(`${select} WHERE o.marker = ? AND o.connection_id = ?`, [
    marker,
    connectionId,
  ]);
  return row && toChange(row);
}

/** How many wait to be sent, and how many for somebody; of one connection, or of all. */
export function countChanges(
  db: ReadableDb,
  connectionId: number | null,
): { readonly queued: number; readonly undecided: number } {
  const rows = db.all<{ state: QueuedState; n: number }>(
    `SELECT state, count(*) AS n FROM outbox_change
     WHERE finished_at IS NULL AND connection_id = coalesce(?, connection_id) GROUP BY state`,
    [connectionId],
  );
  const of = (...states: QueuedState[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
  return {
    queued: of('waiting', 'sending'),
    undecided: of('refused', 'suspect') + openConflicts(db, connectionId),
  };
}

function openConflicts(db: ReadableDb, connectionId: number | null): number {
  return db.get<{ n: number }>(
    `SELECT count(*) AS n FROM outbox_conflict WHERE settled_at IS NULL AND connection_id = coalesce(?, connection_id)`,
    [connectionId],
  )!.n;
}

/** After a crash: what was being sent may have arrived, or not. */
export function recoverSending(db: WritableDb, now: number): void {
  db.run(
    `UPDATE outbox_change SET state = 'waiting', uncertain = 1, updated_at = ? WHERE state = 'sending'`,
    [now],
  );
}

/** Some at a time. @returns whether there are more */
export function forgetChangesBefore(db: WritableDb, before: number): boolean {
  const perPart = 500;
  return (
    db.run(
      `DELETE FROM outbox_change WHERE id IN (SELECT id FROM outbox_change INDEXED BY outbox_finished
         WHERE finished_at < ? ORDER BY finished_at LIMIT ${perPart})`,
      [before],
    ).changes === perPart
  );
}

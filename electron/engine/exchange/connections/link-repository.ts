import type { RemoteValues } from '../../../../shared/remote.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

export type LinkedNoun = 'ticket' | 'asset' | 'message' | 'user';

/** Which record of ours one at a service is, and what both sides last agreed on. */
export interface Link {
  readonly connectionId: number;
  readonly remoteId: string;
  readonly localId: number;
  /** Of when what is known of it is; 0 where that is not known. */
  readonly knownAt: number;
  /** Null where it was only heard of so far. */
  readonly base: RemoteValues | null;
  readonly readAt: number | null;
  /** What its line in the list said when it was read whole. */
  readonly line: string | null;
  readonly missingSince: number | null;
}

type LinkRow = Omit<Link, 'base'> & { readonly base: string | null };

const columns = `connection_id AS connectionId, remote_id AS remoteId, local_id AS localId, known_at AS knownAt, base,
  read_at AS readAt, line, missing_since AS missingSince`;

const toLink = ({ base, ...row }: LinkRow): Link => ({
  ...row,
  base: base === null ? null : (JSON.parse(base) as RemoteValues),
});

export function findLink(
  db: ReadableDb,
  connectionId: number,
  noun: LinkedNoun,
  remoteId: string,
): Link | undefined {
  const row = db.get<LinkRow>(
    `SELECT ${columns} FROM remote_record WHERE connection_id = ? AND noun = ? AND remote_id = ?`,
    [connectionId, noun, remoteId],
  );
  return row && toLink(row);
}

/** The services that hold this record too. */
export function linksOf(db: ReadableDb, noun: LinkedNoun, localId: number): Link[] {
  return db
    .all<LinkRow>(`SELECT ${columns} FROM remote_record WHERE noun = ? AND local_id = ?`, [noun, localId])
    .map(toLink);
}

export function linkOf(
  db: ReadableDb,
  connectionId: number,
  noun: LinkedNoun,
  localId: number,
): Link | undefined {
  return linksOf(db, noun, localId).find((link) => link.connectionId === connectionId);
}

/** Tickets of a service with the words of one of ours that were read after it was written; the newest first. */
export function ticketsAlike(
  db: ReadableDb,
  connectionId: number,
  ticketId: number,
): { readonly remoteId: string; readonly ticketId: number; readonly createdAt: number }[] {
  return db.all(
    `SELECT r.remote_id AS remoteId, t.id AS ticketId, t.created_at AS createdAt FROM ticket mine
     JOIN ticket t ON t.id > mine.id AND t.subject = mine.subject AND t.merged_into_id IS NULL
     JOIN remote_record r ON r.noun = 'ticket' AND r.local_id = t.id AND r.connection_id = ?
     WHERE mine.id = ? ORDER BY t.id DESC LIMIT 5`,
    [connectionId, ticketId],
  );
}

export interface LinkChange {
  readonly localId: number;
  readonly knownAt?: number;
  readonly base?: RemoteValues | Readonly<Record<string, unknown>>;
  readonly readAt?: number;
  readonly line?: string;
  /** The run that met it; it is there then. */
  readonly seenRun?: number;
}

/** Makes the link, or adds to what is known by it; what is not given stays. */
export function writeLink(
  db: WritableDb,
  connectionId: number,
  noun: LinkedNoun,
  remoteId: string,
  { localId, knownAt = 0, base, readAt, line, seenRun }: LinkChange,
): void {
  db.run(
    `INSERT INTO remote_record (connection_id, noun, remote_id, local_id, known_at, base, read_at, line, seen_run)
     VALUES (:connectionId, :noun, :remoteId, :localId, :knownAt, :base, :readAt, :line, coalesce(:seenRun, 0))
     ON CONFLICT DO UPDATE SET local_id = :localId, known_at = max(known_at, :knownAt), base = coalesce(:base, base),
       read_at = coalesce(:readAt, read_at), line = coalesce(:line, line),
       seen_run = coalesce(:seenRun, seen_run),
       missing_since = CASE WHEN :seenRun IS NULL AND :readAt IS NULL THEN missing_since END`,
    {
      connectionId,
      noun,
      remoteId,
      localId,
      knownAt,
      base: base === undefined ? null : JSON.stringify(base),
      readAt: readAt ?? null,
      line: line ?? null,
      seenRun: seenRun ?? null,
    },
  );
}

export function noteMissing(
  db: WritableDb,
  connectionId: number,
  noun: LinkedNoun,
  remoteId: string,
  now: number,
): void {
  db.run(
    `UPDATE remote_record SET missing_since = coalesce(missing_since, ?)
     WHERE connection_id = ? AND noun = ? AND remote_id = ?`,
    [now, connectionId, noun, remoteId],
  );
}

/** After a whole run: what it did not meet. @returns our ids of those that are newly missing */
export function noteUnseen(
  db: WritableDb,
  connectionId: number,
  noun: LinkedNoun,
  run: number,
  now: number,
): number[] {
  return db
    .all<{ localId: number }>(
      `UPDATE remote_record SET missing_since = ?
       WHERE connection_id = ? AND noun = ? AND seen_run < ? AND missing_since IS NULL AND read_at IS NOT NULL
       RETURNING local_id AS localId`,
      [now, connectionId, noun, run],
    )
    .map(({ localId }) => localId);
}

/** Tickets that are still worked on and were read whole the longest ago: their threads may have gone on. */
export function leastRecentlyRead(
  db: ReadableDb,
  connectionId: number,
  before: number,
  limit: number,
): string[] {
  return db
    .all<{ remoteId: string }>(
      `SELECT r.remote_id AS remoteId FROM remote_record r JOIN ticket t ON t.id = r.local_id
       WHERE r.connection_id = ? AND r.noun = 'ticket' AND r.read_at < ? AND r.missing_since IS NULL
         AND t.status NOT IN ('resolved', 'closed')
       ORDER BY r.read_at LIMIT ?`,
      [connectionId, before, limit],
    )
    .map(({ remoteId }) => remoteId);
}

import type { HookRefusal } from '../../../../shared/connection.ts';
import type { HookDeliveryState } from '../../../../shared/hook-delivery.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

export interface NewHook {
  readonly organizationId: number;
  readonly connectionId: number;
  readonly messageId: string | null;
  readonly bodyHash: Buffer;
  readonly headers: string;
  readonly body: Buffer;
  readonly receivedAt: number;
}

/** What a delivery turned out to be: new, one that came before, or one whose id another body had. */
export type Stored = 'new' | 'duplicate' | 'changed';

/** The same delivery is the same id; where its service gives none, the same bytes. */
export function storeHook(db: WritableDb, hook: NewHook): Stored {
  const { connectionId, messageId, bodyHash, receivedAt } = hook;
  const known =
    messageId === null
      ? db.get<{ id: number; body_hash: Buffer }>(
          'SELECT id, body_hash FROM hook_delivery WHERE connection_id = ? AND body_hash = ? LIMIT 1',
          [connectionId, bodyHash],
        )
      : db.get<{ id: number; body_hash: Buffer }>(
          'SELECT id, body_hash FROM hook_delivery WHERE connection_id = ? AND message_id = ?',
          [connectionId, messageId],
        );
  if (known && !known.body_hash.equals(bodyHash)) return 'changed';
  if (known) {
    db.run('UPDATE hook_delivery SET repeats = repeats + 1, updated_at = max(?, updated_at) WHERE id = ?', [
      receivedAt,
      known.id,
    ]);
    return 'duplicate';
  }
  db.run(
    `INSERT INTO hook_delivery (organization_id, connection_id, message_id, body_hash, headers, body, bytes, state, received_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
    [
      hook.organizationId,
      connectionId,
      messageId,
      bodyHash,
      hook.headers,
      hook.body,
      hook.body.length,
      receivedAt,
      receivedAt,
      receivedAt,
    ],
  );
  return 'new';
}

export function noteAccepted(
  db: WritableDb,
  connectionId: number,
  { fresh, duplicates, at }: { fresh: number; duplicates: number; at: number },
): void {
  db.run(
    'UPDATE connection SET accepted = accepted + ?, duplicates = duplicates + ?, last_delivery_at = ? WHERE id = ?',
    [fresh, duplicates, at, connectionId],
  );
}

export function noteRefusals(
  db: WritableDb,
  connectionId: number,
  reason: HookRefusal,
  n: number,
  at: number,
): void {
  db.run(
    `INSERT INTO hook_refusal (connection_id, reason, n, last_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = n + excluded.n, last_at = excluded.last_at`,
    [connectionId, reason, n, at],
  );
}

export interface WaitingHook {
  readonly id: number;
  readonly organizationId: number;
  readonly connectionId: number;
  readonly body: Buffer;
  readonly receivedAt: number;
}

/** The oldest first: what one service tells is applied in the order in which it came. */
export function waitingHooks(db: ReadableDb, limit: number): WaitingHook[] {
  return db.all(
    `SELECT id, organization_id AS organizationId, connection_id AS connectionId, body, received_at AS receivedAt
     FROM hook_delivery WHERE state = 'waiting' ORDER BY id LIMIT ?`,
    [limit],
  );
}

export interface HookOutcome {
  readonly state: Exclude<HookDeliveryState, 'waiting'>;
  readonly outcome: string;
  readonly link: string | null;
}

export function writeOutcome(
  db: WritableDb,
  id: number,
  event: string | null,
  { state, outcome, link }: HookOutcome,
  now: number,
): void {
  db.run(
    'UPDATE hook_delivery SET event = ?, state = ?, outcome = ?, link = ?, applied_at = ?, updated_at = max(?, updated_at) WHERE id = ?',
    [event, state, outcome, link, now, now, id],
  );
}

export interface RemoteRecord {
  readonly localId: number;
  readonly knownAt: number;
}

export function findRemote(
  db: ReadableDb,
  connectionId: number,
  noun: 'ticket' | 'asset' | 'monitor' | 'plan',
  remoteId: string,
): RemoteRecord | undefined {
  return db.get(
    'SELECT local_id AS localId, known_at AS knownAt FROM remote_record WHERE connection_id = ? AND noun = ? AND remote_id = ?',
    [connectionId, noun, remoteId],
  );
}

export function writeRemote(
  db: WritableDb,
  connectionId: number,
  noun: 'ticket' | 'asset' | 'monitor' | 'plan',
  remoteId: string,
  { localId, knownAt }: RemoteRecord,
): void {
  db.run(
    `INSERT INTO remote_record (connection_id, noun, remote_id, local_id, known_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET local_id = excluded.local_id, known_at = excluded.known_at`,
    [connectionId, noun, remoteId, localId, knownAt],
  );
}

/** Some at a time. @returns whether there are more */
export function forgetHooksBefore(db: WritableDb, before: number): boolean {
  const perPart = 500;
  return (
    db.run(
      `DELETE FROM hook_delivery WHERE id IN
         (SELECT id FROM hook_delivery INDEXED BY hook_delivery_received_at
          WHERE received_at < ? AND state <> 'waiting' ORDER BY received_at LIMIT ${perPart})`,
      [before],
    ).changes === perPart
  );
}

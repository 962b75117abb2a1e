import { randomBytes } from 'node:crypto';
import type { DeliveryAttempt, DeliveryError, DeliveryRow } from '../../../../shared/delivery.ts';
import type { EventType } from '../../../../shared/event-type.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import { deliveryTable } from './delivery-table.ts';

export interface NewDelivery {
  readonly organizationId: number;
  readonly webhookId: number;
  readonly event: EventType;
  /** In the log; null for a test. */
  readonly eventId: number | null;
  readonly body: string;
}

/** Due at once. @returns its id */
export function insertDelivery(db: WritableDb, given: NewDelivery, now: number): number {
  const { organizationId, webhookId, event, eventId, body } = given;
  const { lastInsertRowid: id } = db.run(
    `INSERT INTO delivery (organization_id, webhook_id, message_id, event, event_id, test, body, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
    [organizationId, webhookId, messageId(), event, eventId, Number(eventId === null), body, now, now, now],
  );
  return id;
}

/** Random: a database that was restored gives the same numbers again, and receivers know a delivery by this. */
function messageId(): string {
  return `msg_${randomBytes(16).toString('base64url')}`;
}

export function getDelivery(db: ReadableDb, id: number): DeliveryRow | undefined {
  return getRecord(db, deliveryTable, id);
}

/** What an attempt needs of its delivery. */
export interface PendingDelivery {
  readonly id: number;
  readonly webhookId: number;
  readonly messageId: string;
  readonly body: string;
  readonly attempts: number;
}

const pending = 'SELECT id, webhook_id AS webhookId, message_id AS messageId, body, attempts FROM delivery';

/** The oldest that was never tried. */
export function firstTry(db: ReadableDb, webhookId: number): PendingDelivery | undefined {
  return db.get(
    `${pending} WHERE webhook_id = ? AND state = 'waiting' AND attempts = 0 ORDER BY id LIMIT 1`,
    [webhookId],
  );
}

/** Those whose next attempt is due, the longest due first. */
export function dueAgain(db: ReadableDb, webhookId: number, now: number, limit: number): PendingDelivery[] {
  return db.all(
    `${pending} WHERE webhook_id = ? AND state = 'waiting' AND attempts > 0 AND next_attempt_at <= ?
     ORDER BY next_attempt_at LIMIT ?`,
    [webhookId, now, limit],
  );
}

/** When the next further attempt of an endpoint is due; null where none waits for one. */
export function nextAgainAt(db: ReadableDb, webhookId: number): number | null {
  return (
    db.get<{ at: number | null }>(
      `SELECT min(next_attempt_at) AS at FROM delivery WHERE webhook_id = ? AND state = 'waiting' AND attempts > 0`,
      [webhookId],
    )?.at ?? null
  );
}

/** Spreads what is overdue over a while. */
export function postponeOverdue(db: WritableDb, webhookId: number, now: number, withinMs: number): void {
  db.run(
    `UPDATE delivery SET next_attempt_at = ? + abs(random() % ?)
     WHERE webhook_id = ? AND state = 'waiting' AND attempts > 0 AND next_attempt_at <= ?`,
    [now, withinMs, webhookId, now],
  );
}

export function beginAttempt(
  db: WritableDb,
  deliveryId: number,
  at: number,
  requestHeaders: readonly (readonly [string, string])[],
): number {
  return db.runAside(
    `INSERT INTO delivery_attempt (delivery_id, at, outcome, request_headers) VALUES (?, ?, 'under_way', ?)`,
    [deliveryId, at, JSON.stringify(requestHeaders)],
  ).lastInsertRowid;
}

export interface AttemptResult {
  readonly outcome: 'delivered' | 'failed';
  readonly status: number | null;
  readonly error: DeliveryError | null;
  readonly detail: string | null;
  readonly durationMs: number;
  readonly address: string | null;
  readonly responseHeaders: readonly (readonly [string, string])[];
  readonly responseExcerpt: string;
}

export function endAttempt(db: WritableDb, id: number, result: AttemptResult): void {
  db.run(
    `UPDATE delivery_attempt SET outcome = ?, status = ?, error = ?, detail = ?, duration_ms = ?, address = ?,
       response_headers = ?, response_excerpt = ? WHERE id = ?`,
    [
      result.outcome,
      result.status,
      result.error,
      result.detail,
      result.durationMs,
      result.address,
      JSON.stringify(result.responseHeaders),
      result.responseExcerpt,
      id,
    ],
  );
}

/** What was under way when the engine ended. */
export function markInterrupted(db: WritableDb): void {
  db.run(`UPDATE delivery_attempt SET outcome = 'interrupted' WHERE outcome = 'under_way'`);
}

/** Where a delivery stands after an attempt. `counted`: it used up one of its attempts. */
export function writeProgress(
  db: WritableDb,
  id: number,
  {
    state,
    status,
    error,
    detail,
    durationMs,
  }: Pick<DeliveryRow, 'state'> & Pick<AttemptResult, 'status' | 'error' | 'detail' | 'durationMs'>,
  { counted, nextAttemptAt, now }: { counted: boolean; nextAttemptAt: number | null; now: number },
): void {
  db.run(
    `UPDATE delivery SET state = ?, status = ?, error = ?, detail = ?, duration_ms = ?, attempts = attempts + ?,
       next_attempt_at = ?, updated_at = max(?, updated_at), finished_at = ? WHERE id = ?`,
    [
      state,
      status,
      error,
      detail,
      durationMs,
      Number(counted),
      nextAttemptAt,
      now,
      state === 'waiting' ? null : now,
      id,
    ],
  );
}

/** Gives up all that waits for an endpoint that was switched off; it can be recovered. */
export function failWaiting(db: WritableDb, webhookId: number, detail: string, now: number): void {
  db.run(
    `UPDATE delivery SET state = 'failed', error = 'disabled', detail = ?, next_attempt_at = NULL, updated_at = max(?, updated_at), finished_at = ?
     WHERE webhook_id = ? AND state = 'waiting'`,
    [detail, now, now, webhookId],
  );
}

/** Waits again from the beginning of its schedule, under the same id. */
export function waitAgain(db: WritableDb, id: number, nextAttemptAt: number, now: number): void {
  db.run(
    `UPDATE delivery SET state = 'waiting', attempts = 0, next_attempt_at = ?, updated_at = max(?, updated_at), finished_at = NULL
     WHERE id = ?`,
    [nextAttemptAt, now, id],
  );
}

export function readAttempts(db: ReadableDb, deliveryId: number): DeliveryAttempt[] {
  type Stored = Omit<DeliveryAttempt, 'requestHeaders' | 'responseHeaders'> & {
    readonly requestHeaders: string;
    readonly responseHeaders: string;
  };
  return db
    .all<Stored>(
      `SELECT id, at, outcome, status, error, detail, duration_ms AS durationMs, address,
         request_headers AS requestHeaders, response_headers AS responseHeaders, response_excerpt AS responseExcerpt
       FROM delivery_attempt WHERE delivery_id = ? ORDER BY id DESC LIMIT 200`,
      [deliveryId],
    )
    .map((row) => ({
      ...row,
      requestHeaders: JSON.parse(row.requestHeaders) as [string, string][],
      responseHeaders: JSON.parse(row.responseHeaders) as [string, string][],
    }));
}

/** Finished ones and their attempts, some at a time. @returns whether there are more */
export function forgetDeliveriesBefore(db: WritableDb, before: number): boolean {
  const perPart = 500;
  return (
    db.run(
      `DELETE FROM delivery WHERE id IN
         (SELECT id FROM delivery WHERE finished_at IS NOT NULL AND finished_at < ? ORDER BY finished_at LIMIT ${perPart})`,
      [before],
    ).changes === perPart
  );
}

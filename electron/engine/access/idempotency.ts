import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { WritableDb } from '../database/db.ts';

/** What was answered: enough to answer it again, byte for byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface IdempotentRequest {
  readonly keyId: number;
  readonly idempotencyKey: string;
  /** What makes it the same request: route, parameters and body. */
  readonly parts: readonly (string | Uint8Array)[];
}

const keptMs = 24 * 3_600_000;

/**
 * Does `work` unless the same request was answered within a day, and keeps its answer in the transaction of
 * its writes: a crash leaves both or neither. A failure keeps nothing, so that it can be tried again.
 * @throws AppError `idempotency_mismatch` where the key was used for another request
 */
export function answerOnce(
  db: WritableDb,
  now: number,
  request: IdempotentRequest,
  work: () => Answer,
): { answer: Answer; replayed: boolean } {
  const fingerprint = fingerprintOf(request.parts);
  const name = [request.keyId, request.idempotencyKey];
  return db.transaction(() => {
    db.run(`DELETE FROM idempotent_answer WHERE created_at <= ?`, [now - keptMs]);
    const known = db.get<{ fingerprint: Buffer; status: number; body: string }>(
      `SELECT fingerprint, status, body FROM idempotent_answer WHERE api_key_id = ? AND idempotency_key = ?`,
      name,
    );
    if (known && !known.fingerprint.equals(fingerprint)) {
      throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for a different request.');
    }
    if (known) return { answer: { status: known.status, body: known.body }, replayed: true };
    const answer = work();
    db.run(
      `INSERT INTO idempotent_answer (api_key_id, idempotency_key, fingerprint, status, body, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      [...name, fingerprint, answer.status, answer.body, now],
    );
    return { answer, replayed: false };
  });
}

/** Each part is preceded by its length, so that no two different requests run together to the same bytes. */
function fingerprintOf(parts: IdempotentRequest['parts']): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${typeof part === 'string' ? Buffer.byteLength(part) : part.byteLength}:`);
    hash.update(part);
  }
  return hash.digest();
}

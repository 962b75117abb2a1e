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
  /** Neither the request nor its answer may be kept in clear. */
  readonly sealed: boolean;
}

/** Seals what comes from the vault; refuses with `locked` while it is. */
export interface Sealing {
  seal(row: string, plain: Uint8Array): Buffer;
  /** Undefined where it was changed or moved. */
  open(row: string, sealed: Uint8Array): Buffer | undefined;
}

export interface OnceDeps {
  readonly db: WritableDb;
  readonly sealing: Sealing;
}

export interface OnceAnswered {
  readonly answer: Answer;
  /** It was answered before. */
  readonly replayed: boolean;
}

/** An answer as it is kept. A sealed one has its fingerprint inside, where nobody can try passwords against it. */
interface KeptAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly body: string;
  readonly sealed: number;
}

const keptMs = 24 * 3_600_000;

/**
 * Does `work` unless the same request was answered within a day, and keeps its answer in the transaction of
 * its writes: a crash leaves both or neither. A failure keeps nothing, so that it can be tried again.
 * @throws AppError `idempotency_mismatch` where the key was used for another request
 */
export function answerOnce(
  deps: OnceDeps,
  now: number,
  request: IdempotentRequest,
  work: () => Answer,
): OnceAnswered {
  return deps.db.transaction(() => {
    const known = recall(deps, now, request);
    if (known) return { answer: known, replayed: true };
    const answer = work();
    keep(deps, now, request, answer);
    return { answer, replayed: false };
  });
}

/**
 * The same for work that takes a while, which no transaction may: what it comes to answers, and writes where it has
 * something to write, in the transaction that keeps the answer. After a crash in between all of it is done again, and
 * another machine that was asked twice must know the second time by what the work itself sends along.
 * @throws AppError `idempotency_mismatch` where the key was used for another request
 */
export async function answerOnceLater(
  deps: OnceDeps,
  now: () => number,
  request: IdempotentRequest,
  work: () => Promise<() => Answer>,
): Promise<OnceAnswered> {
  const known = deps.db.transaction(() => recall(deps, now(), request));
  if (known) return { answer: known, replayed: true };
  const finish = await work();
  return answerOnce(deps, now(), request, finish);
}

function recall({ db, sealing }: OnceDeps, now: number, request: IdempotentRequest): Answer | undefined {
  db.run(`DELETE FROM idempotent_answer WHERE created_at <= ?`, [now - keptMs]);
  const stored = db.get<KeptAnswer>(
    `SELECT fingerprint, status, body, sealed FROM idempotent_answer WHERE api_key_id = ? AND idempotency_key = ?`,
    [request.keyId, request.idempotencyKey],
  );
  const row = rowOf(request.keyId, request.idempotencyKey);
  const known = stored && (stored.sealed === 1 ? unsealed(sealing, row, stored) : stored);
  if (known && !known.fingerprint.equals(fingerprintOf(request.parts))) {
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for a different request.');
  }
  return known && { status: known.status, body: known.body };
}

function keep({ db, sealing }: OnceDeps, now: number, request: IdempotentRequest, answer: Answer): void {
  const kept = { fingerprint: fingerprintOf(request.parts), ...answer, sealed: 0 };
  const row = rowOf(request.keyId, request.idempotencyKey);
  insert(db, request, request.sealed ? sealedAnswer(sealing, row, kept) : kept, now);
}

function insert(db: WritableDb, request: IdempotentRequest, kept: KeptAnswer, now: number): void {
  db.run(
    `INSERT INTO idempotent_answer (api_key_id, idempotency_key, fingerprint, status, body, created_at, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
       created_at = excluded.created_at, sealed = excluded.sealed`,
    [request.keyId, request.idempotencyKey, kept.fingerprint, kept.status, kept.body, now, kept.sealed],
  );
}

function rowOf(keyId: number, idempotencyKey: string): string {
  return `idempotent_answer ${keyId} ${idempotencyKey}`;
}

function sealedAnswer(sealing: Sealing, row: string, kept: KeptAnswer): KeptAnswer {
  const plain = JSON.stringify([kept.fingerprint.toString('hex'), kept.body]);
  const body = sealing.seal(row, Buffer.from(plain)).toString('base64');
  return { fingerprint: Buffer.alloc(0), status: kept.status, body, sealed: 1 };
}

/** One that does not open is none: a vault that was made anew has no use for it. */
function unsealed(sealing: Sealing, row: string, kept: KeptAnswer): KeptAnswer | undefined {
  const plain = sealing.open(row, Buffer.from(kept.body, 'base64'));
  if (!plain) return undefined;
  const [fingerprint, body] = JSON.parse(plain.toString()) as [string, string];
  return { fingerprint: Buffer.from(fingerprint, 'hex'), status: kept.status, body, sealed: 0 };
}

/** Seals what is kept with other keys, in the caller's transaction. @returns how many */
export function resealAnswers(db: WritableDb, from: Sealing, to: Sealing): number {
  const rows = db.all<KeptAnswer & { keyId: number; idempotencyKey: string }>(
    `SELECT api_key_id AS keyId, idempotency_key AS idempotencyKey, fingerprint, status, body, sealed
     FROM idempotent_answer WHERE sealed = 1`,
  );
  for (const each of rows) {
    const row = rowOf(each.keyId, each.idempotencyKey);
    const plain = unsealed(from, row, each);
    if (!plain) continue;
    db.run('UPDATE idempotent_answer SET body = ? WHERE api_key_id = ? AND idempotency_key = ?', [
      sealedAnswer(to, row, plain).body,
      each.keyId,
      each.idempotencyKey,
    ]);
  }
  return rows.length;
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

import type { WritableDb } from '../database/db.ts';
import type { Clock } from '../platform/clock.ts';
import { markUsed } from './key-repository.ts';
import type { Limits } from './limits.ts';
import type { RequestNote } from './request-note.ts';
import {
  addUsage,
  createEndpoints,
  insertRequests,
  type Endpoint,
  type UsageSum,
} from './usage-repository.ts';
import { readBuckets, writeBuckets } from './bucket-repository.ts';

export interface RequestLedger {
  /** Costs a request nothing but this: no write happens here. */
  note(note: RequestNote): void;
  /** Writes a part of what was noted. @returns whether more is waiting */
  flush(): boolean;
  /** Writes what the limits lack exactly: a restart need not assume the worst. */
  settleLimits(): void;
}

/** So many rows are a commit of about two milliseconds: nobody's request waits longer for it. */
const rowsAtOnce = 400;
/** What a full disk may make us keep; beyond, the oldest lines of the log are given up, never the sums. */
const mostWaiting = 20_000;

export const dayMs = 86_400_000;

/**
 * Keeps in memory what every request changes (log, sums, last uses) and writes it in batches, in the
 * order in which it happened: a commit for each request would make every list as slow as a write.
 * Buckets left over from before a restart are put back on creation.
 */
export function createRequestLedger(db: WritableDb, clock: Clock, limits: Limits): RequestLedger {
  const endpoints = createEndpoints(db);
  let waiting: (RequestNote & { readonly at: number })[] = [];
  let sums = new Map<string, UsageSum>();
  let lastUse = new Map<number, number>();

  const now = clock.now();
  for (const { bucket, resetMs } of readBuckets(db, now)) limits.refill(bucket, resetMs);

  function add(keyId: number, endpoint: Endpoint | null, day: number, note: RequestNote): void {
    const name = `${keyId} ${day} ${endpoint ? `${endpoint.method} ${endpoint.path}` : ''}`;
    let sum = sums.get(name);
    if (!sum) {
      sum = { keyId, endpoint, day, requests: 0, errors: 0, durationUs: 0 };
      sums.set(name, sum);
    }
    sum.requests += 1;
    sum.errors += note.status >= 400 ? 1 : 0;
    sum.durationUs += Math.round(note.durationMs * 1000);
  }

  function write(rows: typeof waiting): void {
    insertRequests(db, rows, (row) => endpoints.idOf(row));
    for (const sum of sums.values()) addUsage(db, sum, sum.endpoint ? endpoints.idOf(sum.endpoint) : 0);
    for (const [keyId, at] of lastUse) markUsed(db, keyId, at);
  }

  return {
    note(note) {
      const at = clock.now();
      waiting.push({ ...note, at });
      if (waiting.length > mostWaiting) waiting = waiting.slice(-mostWaiting / 2);
      if (note.keyId === null) return;
      lastUse.set(note.keyId, at);
      const day = Math.floor(at / dayMs);
      add(note.keyId, null, -1, note);
      add(note.keyId, null, day, note);
      add(note.keyId, note, day, note);
    },
    flush() {
      if (waiting.length === 0) return false;
      const rows = waiting.slice(0, rowsAtOnce);
      for (const row of rows) endpoints.ensure(row);
      for (const { endpoint } of sums.values()) if (endpoint) endpoints.ensure(endpoint);
      db.transactionAside(() => {
        write(rows);
        writeBuckets(db, limits.spentSince(), clock.now());
      });
      limits.written();
      waiting = waiting.slice(rows.length);
      sums = new Map();
      lastUse = new Map();
      return waiting.length > 0;
    },
    settleLimits() {
      db.transactionAside(() => writeBuckets(db, limits.lacking(), clock.now()));
      limits.written();
    },
  };
}

import type { WritableDb } from '../database/db.ts';
import type { Clock } from '../platform/clock.ts';
import { markUsed } from './key-repository.ts';
import type { Limits } from './limits.ts';

export interface AccessLedger {
  noteUse(keyId: number): void;
  /** Writes what is not written yet; nothing to write costs nothing. */
  flush(): void;
}

/** The widest bucket needs two minutes to fill; a clock that jumped must not hold anybody longer. */
const longestResetMs = 10 * 60_000;

/**
 * Keeps in memory what every request changes (last use, limits) and writes it now and then in one
 * transaction: a commit per request would make each list as slow as a write.
 * Buckets left over from before a restart are put back on creation.
 */
export function createAccessLedger(db: WritableDb, clock: Clock, limits: Limits): AccessLedger {
  const lastUse = new Map<number, number>();
  let limitsWritten = false;

  const now = clock.now();
  for (const row of db.all<{ bucket: string; full_at: number }>(`SELECT bucket, full_at FROM rate_limit`)) {
    const resetMs = Math.min(row.full_at - now, longestResetMs);
    if (resetMs > 0) limits.refill(row.bucket, resetMs);
    limitsWritten = true;
  }

  return {
    noteUse(keyId) {
      lastUse.set(keyId, clock.now());
    },
    flush() {
      const buckets = [...limits.unfilled()];
      if (lastUse.size === 0 && buckets.length === 0 && !limitsWritten) return;
      const writtenAt = clock.now();
      db.transaction(() => {
        for (const [keyId, at] of lastUse) markUsed(db, keyId, at);
        db.run(`DELETE FROM rate_limit`);
        for (const [bucket, resetMs] of buckets) {
          db.run(`INSERT INTO rate_limit (bucket, full_at) VALUES (?, ?)`, [
            bucket,
            Math.ceil(writtenAt + resetMs),
          ]);
        }
      });
      lastUse.clear();
      limitsWritten = buckets.length > 0;
    },
  };
}

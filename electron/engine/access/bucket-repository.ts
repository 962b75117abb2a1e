import type { ReadableDb, WritableDb } from '../database/db.ts';

/** Buckets that were not full when they were last noted, with the milliseconds that each still needs. */
export function readBuckets(db: ReadableDb, now: number): { bucket: string; resetMs: number }[] {
  return (
    db
      .all<{ bucket: string; full_at: number; noted_at: number }>(
        `SELECT bucket, full_at, noted_at FROM rate_limit`,
      )
      // A clock set back grants nothing and holds nobody longer than the bucket itself would.
      .map((row) => ({ bucket: row.bucket, resetMs: row.full_at - Math.max(now, row.noted_at) }))
      .filter(({ resetMs }) => resetMs > 0)
  );
}

export function writeBuckets(
  db: WritableDb,
  buckets: readonly (readonly [bucket: string, resetMs: number])[],
  now: number,
): void {
  for (const [bucket, resetMs] of buckets) {
    db.runAside(
      `INSERT INTO rate_limit (bucket, full_at, noted_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET full_at = excluded.full_at, noted_at = excluded.noted_at`,
      [bucket, Math.ceil(now + resetMs), now],
    );
  }
}

/** Buckets that have filled since they were noted say nothing any more. */
export function forgetFullBuckets(db: WritableDb, now: number): void {
  db.runAside(`DELETE FROM rate_limit WHERE full_at < ?`, [now]);
}

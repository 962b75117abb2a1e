import type { CatalogueRelease, Feed, FeedName } from '../../../../../shared/vulnerability-feed.ts';
import type { ReadableDb, WritableDb } from '../../../database/db.ts';

export type StoredFeed = Omit<Feed, 'waiting' | 'unnamed' | 'busy'> & {
  readonly failures: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
};

const never: Omit<StoredFeed, 'name'> = {
  askedAt: null,
  answeredAt: null,
  failure: null,
  failures: 0,
  etag: null,
  lastModified: null,
  version: null,
  releasedAt: null,
  entries: 0,
};

export function readFeed(db: ReadableDb, name: FeedName): StoredFeed {
  const row = db.get<StoredFeed>(
    `SELECT name, asked_at AS askedAt, answered_at AS answeredAt, failure, failures, etag, version,
       last_modified AS lastModified, released_at AS releasedAt, coalesce(entries, 0) AS entries
     FROM feed WHERE name = ?`,
    [name],
  );
  return row ?? { name, ...never };
}

export function writeFeed(db: WritableDb, name: FeedName, change: Partial<Omit<StoredFeed, 'name'>>): void {
  const feed = { ...readFeed(db, name), ...change };
  db.run(
    `INSERT OR REPLACE INTO feed (name, asked_at, answered_at, failure, failures, etag, last_modified, version, released_at, entries)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      name,
      feed.askedAt,
      feed.answeredAt,
      feed.failure,
      feed.failures,
      feed.etag,
      feed.lastModified,
      feed.version,
      feed.releasedAt,
      feed.entries,
    ],
  );
}

/** Entries without a name that software could be found by: `Multiple Products`, for most makers. */
export function countUnnamed(db: ReadableDb): number {
  return db.remember('vulnerabilities unnamed', () =>
    db.get<{ n: number }>(
      `SELECT count(*) AS n FROM vulnerability v WHERE withdrawn_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM vulnerability_key k WHERE k.vulnerability_id = v.id)
         AND NOT EXISTS (SELECT 1 FROM vulnerable_range r WHERE r.vulnerability_id = v.id)`,
    ),
  )!.n;
}

export function insertRelease(db: WritableDb, release: Omit<CatalogueRelease, 'id'>): void {
  const { version, releasedAt, takenAt, source, entries, changes } = release;
  db.run(
    `INSERT INTO catalogue_release (version, released_at, taken_at, source, entries, changes) VALUES (?, ?, ?, ?, ?, ?)`,
    [version, releasedAt, takenAt, source, entries, JSON.stringify(changes)],
  );
}

/** Newest first. */
export function listReleases(db: ReadableDb): CatalogueRelease[] {
  return db
    .all<Omit<CatalogueRelease, 'changes'> & { changes: string }>(
      `SELECT id, version, released_at AS releasedAt, taken_at AS takenAt, source, entries, changes
       FROM catalogue_release ORDER BY id DESC LIMIT 50`,
    )
    .map((row) => ({ ...row, changes: JSON.parse(row.changes) as CatalogueRelease['changes'] }));
}

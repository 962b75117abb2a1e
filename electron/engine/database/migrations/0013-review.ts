import type { Migration } from '../migrate.ts';

/** Scores of security reviews by day, and the ports that were found open on assets. */
export const review: Migration = {
  version: 13,
  name: 'review',
  up(raw) {
    raw.exec(`
CREATE TABLE review_score (
  organization_id INTEGER NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
  -- In UTC, as 2026-03-23.
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Null where nothing could be checked.
  score INTEGER,
  -- JSON: {"passwords": 65, "network": null, …}
  categories TEXT NOT NULL,
  PRIMARY KEY (organization_id, day)
) STRICT, WITHOUT ROWID;

-- The last look at each asset; what it found counts while the asset has this address.
CREATE TABLE port_check (
  asset_id INTEGER PRIMARY KEY REFERENCES asset (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  -- JSON: [3389]
  open TEXT NOT NULL,
  filtered INTEGER NOT NULL
) STRICT;
`);
  },
};

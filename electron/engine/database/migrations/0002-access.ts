import type { Migration } from '../migrate.ts';

/** Who may call the API, what each has left of its limit, and what was already answered once. */
export const access: Migration = {
  version: 2,
  name: 'access',
  up(raw) {
    raw.exec(`
CREATE TABLE api_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  -- SHA-256 of the whole key; the key itself is nowhere.
  hash BLOB NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  last_four TEXT NOT NULL,
  -- JSON: ["tickets:read", …]
  scopes TEXT NOT NULL,
  organization_id INTEGER REFERENCES organization (id),
  project_id INTEGER,
  tier TEXT NOT NULL,
  technician_id INTEGER NOT NULL REFERENCES technician (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER,
  revoked_at INTEGER,
  -- Set by a rotation on the old key.
  replaced_by_id INTEGER REFERENCES api_key (id),
  overlap_ends_at INTEGER
) STRICT;

-- The first answer to each Idempotency-Key of a day.
CREATE TABLE idempotent_answer (
  api_key_id INTEGER NOT NULL REFERENCES api_key (id),
  idempotency_key TEXT NOT NULL,
  -- SHA-256 of method, path and body.
  fingerprint BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (api_key_id, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotent_answer_created ON idempotent_answer (created_at);

-- Buckets that were not full when the engine stopped, so that a restart grants no second burst.
CREATE TABLE rate_limit (
  bucket TEXT PRIMARY KEY,
  full_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`);
  },
};

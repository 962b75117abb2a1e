import type { Migration } from '../migrate.ts';

/** What each key asked for and how it was answered; limits and product scopes of single keys. */
export const usage: Migration = {
  version: 4,
  name: 'usage',
  up(raw) {
    raw.exec(`
-- JSON: ["psa", …], The One Stack's product scopes.
ALTER TABLE api_key ADD COLUMN products TEXT NOT NULL DEFAULT '[]';
-- JSON: { perMinute, burst } where it was set by hand in place of the tier's.
ALTER TABLE api_key ADD COLUMN own_limit TEXT;
-- The least number of days before the expiry of which was warned.
ALTER TABLE api_key ADD COLUMN warned_days INTEGER;

-- Method and route pattern, as few rows as there are routes; path '' stands for paths that are none.
CREATE TABLE endpoint (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  UNIQUE (method, path)
) STRICT;

CREATE TABLE request_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  api_key_id INTEGER,
  endpoint_id INTEGER NOT NULL REFERENCES endpoint (id),
  status INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX request_log_key ON request_log (api_key_id, id) WHERE api_key_id IS NOT NULL;
CREATE INDEX request_log_endpoint ON request_log (endpoint_id, id);
CREATE INDEX request_log_failed ON request_log (id) WHERE status >= 400;

-- Kept sums, so that no figure is ever counted from the log: day is whole days since 1970 (UTC), endpoint 0
-- stands for all together, and day -1 for all days.
CREATE TABLE key_usage (
  api_key_id INTEGER NOT NULL REFERENCES api_key (id),
  endpoint_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  PRIMARY KEY (api_key_id, endpoint_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_usage_day ON key_usage (day);

-- When full_at was noted: no setting of the clock after that makes the wait longer than it was.
ALTER TABLE rate_limit ADD COLUMN noted_at INTEGER NOT NULL DEFAULT 0;
`);
  },
};

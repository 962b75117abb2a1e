import type { Migration } from '../migrate.ts';

/** What is asked of remote services and sent to them: runs, links with their last agreed values, queue, conflicts. */
export const remotes: Migration = {
  version: 20,
  name: 'remotes',
  up(raw) {
    raw.exec(`
-- JSON: the values that both sides last agreed on, by field.
ALTER TABLE remote_record ADD COLUMN base TEXT;
-- The last whole run that met it, and when one first did not.
ALTER TABLE remote_record ADD COLUMN seen_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE remote_record ADD COLUMN missing_since INTEGER;
-- When all of it was last read, and what its line in the list said then.
ALTER TABLE remote_record ADD COLUMN read_at INTEGER;
ALTER TABLE remote_record ADD COLUMN line TEXT;
CREATE INDEX remote_record_local ON remote_record (noun, local_id);

CREATE TABLE remote_sync (
  connection_id INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
  -- Null: only when asked.
  interval_minutes INTEGER,
  sends_new INTEGER NOT NULL,
  -- Since when its key is refused.
  key_refused_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  detail TEXT,
  -- When it may be asked again after a failure, and when the next run is due.
  rests_until INTEGER,
  next_at INTEGER,
  last_complete_at INTEGER,
  runs INTEGER NOT NULL DEFAULT 0,
  -- JSON.
  last_report TEXT
) STRICT;

CREATE TABLE remote_organization (
  connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Null: its records are not taken.
  organization_id INTEGER REFERENCES organization (id),
  PRIMARY KEY (connection_id, remote_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  ticket_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- JSON: [{"field": "status", "from": "open", "to": "resolved"}, …]
  changes TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- It may have been done there although no answer came.
  uncertain INTEGER NOT NULL DEFAULT 0,
  -- By which a new ticket is known again; also its idempotency key.
  marker TEXT NOT NULL UNIQUE,
  first_tried_at INTEGER,
  not_before INTEGER NOT NULL DEFAULT 0,
  actor_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox_change (connection_id, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_ticket ON outbox_change (ticket_id, id);
CREATE INDEX outbox_open ON outbox_change (connection_id, state, id) WHERE finished_at IS NULL;
CREATE INDEX outbox_finished ON outbox_change (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE outbox_conflict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  ticket_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  -- JSON values.
  base TEXT NOT NULL,
  mine TEXT NOT NULL,
  theirs TEXT NOT NULL,
  mine_by TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  settled_at INTEGER,
  -- mine, theirs, or agreed where both sides came to say the same.
  choice TEXT,
  settled_by TEXT
) STRICT;
CREATE UNIQUE INDEX outbox_conflict_open ON outbox_conflict (connection_id, ticket_id, field) WHERE settled_at IS NULL;
CREATE INDEX outbox_conflict_ticket ON outbox_conflict (ticket_id);
`);
  },
};

import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** Alerts, and how far each consumer of the event log has read. */
export const exchange: Migration = {
  version: 10,
  name: 'exchange',
  up(raw) {
    raw.exec(alerts);
    raw.exec(keepCounts('alert', ['state', 'kind']));
    raw.exec(keepSearch('alert', ['title'], ['detail', 'monitor_name']));
    raw.exec(walks('alert', ['organization_id', 'state', 'last_seen_at', 'created_at', 'updated_at']));
    raw.exec(cursors);
  },
};

const alerts = `
CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL COLLATE NOCASE,
  detail TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  monitor_name TEXT,
  -- Without references: an alert outlives what it came from.
  connection_id INTEGER,
  link TEXT NOT NULL,
  muted_until INTEGER,
  assignee_id INTEGER,
  ticket_id INTEGER,
  occurrences INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  resolved_by TEXT,
  resolved_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX alert_unresolved ON alert (dedupe_key) WHERE state <> 'resolved';
CREATE INDEX alert_dedupe ON alert (dedupe_key, id);
CREATE INDEX alert_open_severity ON alert (severity) WHERE state = 'open';
CREATE INDEX alert_muted ON alert (muted_until) WHERE state = 'muted' AND muted_until IS NOT NULL;
`;

/** They begin behind what is there: nobody is told of what happened before there was anybody to tell. */
const cursors = `
CREATE TABLE event_cursor (
  consumer TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO event_cursor SELECT column1, (SELECT coalesce(max(id), 0) FROM event) FROM (VALUES ('alerts'));
`;

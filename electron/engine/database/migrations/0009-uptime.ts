import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** Monitors, what their checks met, their outages, and when they are not to be judged. */
export const uptime: Migration = {
  version: 9,
  name: 'uptime',
  up(raw) {
    for (const each of [monitors, heartbeats, incidents, maintenance]) raw.exec(each);
    raw.exec(keepCounts('monitor', ['status', 'type']));
    raw.exec(keepCounts('incident', ['state']));
    raw.exec(keepSearch('monitor', ['name'], ['url', 'hostname', 'group_name', 'tags', 'notes']));
    raw.exec(keepSearch('incident', ['monitor_name'], ['error', 'reason']));
    raw.exec(keepSearch('maintenance_window', ['name'], ['notes']));
    raw.exec(walks('monitor', [...monitorOrders, ...times]));
    raw.exec(walks('incident', ['organization_id', 'monitor_id', 'state', 'opened_at']));
    raw.exec(walks('maintenance_window', ['organization_id', 'name', ...times]));
  },
};

const times = ['created_at', 'updated_at'];
const monitorOrders = [
  'organization_id',
  'name',
  'type',
  'status',
  'since',
  'url',
  'hostname',
  'group_name',
  'parent_id',
  'asset_id',
];

/** All that a person wrote or decided; what checks say of a monitor changes too often, and is no loss. */
export const uptimeHashes: Readonly<Record<string, readonly string[]>> = {
  monitor: listed(
    `id organization_id name type url hostname port interval timeout retry_interval retries successes_to_up
     remind_every accepted_statuses keyword parent_id asset_id group_name tags paused options push_token source
     created_at updated_at notes`,
  ),
  incident: listed(
    `id organization_id monitor_id monitor_name monitor_type error state opened_at closed_at acknowledged_by
     acknowledged_at reason quiet_until ticket_id created_at updated_at`,
  ),
  maintenance_window: listed(
    `id organization_id name schedule time_zone monitor_ids group_names everywhere enabled created_at updated_at notes`,
  ),
};

function listed(columns: string): readonly string[] {
  return columns.split(/\s+/);
}

const monitors = `
CREATE TABLE monitor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL COLLATE NOCASE,
  type TEXT NOT NULL,
  -- What is said of it, and since when; written when that changes.
  status TEXT NOT NULL,
  since INTEGER NOT NULL,
  error TEXT,
  incident_id INTEGER,
  url TEXT COLLATE NOCASE,
  hostname TEXT COLLATE NOCASE,
  port INTEGER,
  -- Seconds.
  interval INTEGER NOT NULL,
  timeout INTEGER NOT NULL,
  retry_interval INTEGER NOT NULL,
  retries INTEGER NOT NULL,
  successes_to_up INTEGER NOT NULL,
  remind_every INTEGER,
  accepted_statuses TEXT NOT NULL,
  keyword TEXT,
  -- Without references: what was removed may come back, and is what stood here again.
  parent_id INTEGER,
  asset_id INTEGER,
  group_name TEXT COLLATE NOCASE,
  -- JSON: ["vpn", …]
  tags TEXT NOT NULL DEFAULT '[]',
  paused INTEGER NOT NULL,
  push_token TEXT UNIQUE,
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_hash BLOB,
  -- JSON: what the decision remembers from one check to the next; null before the first.
  memory TEXT,
  -- JSON: what only some types look at.
  options TEXT NOT NULL DEFAULT '{}',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;

-- What each check changes, apart from the record: small rows, many on a page.
CREATE TABLE monitor_live (
  monitor_id INTEGER PRIMARY KEY REFERENCES monitor (id) ON DELETE CASCADE,
  last_checked_at INTEGER,
  response_time_ms INTEGER,
  -- The last checks, a letter each, the oldest first.
  beats TEXT NOT NULL DEFAULT '',
  -- Percentages; kept, not computed.
  uptime_24h REAL,
  uptime_30d REAL,
  uptime_1y REAL,
  observed_30d REAL,
  certificate_expires_at INTEGER,
  domain_expires_at INTEGER
) STRICT;
CREATE TRIGGER monitor_live_insert AFTER INSERT ON monitor BEGIN
  INSERT INTO monitor_live (monitor_id) VALUES (NEW.id);
END;
`;

/**
 * A year of thousands of monitors: rows of packed checks, not a row a check. The key is the monitor and the hour or
 * the day since 1970 in one number, so that a range of one monitor lies side by side. Without references: the history
 * of a monitor that was removed is there when it comes back, until its time is over.
 */
const heartbeats = `
-- monitor * 2^20 + hour: every check of 48 hours.
CREATE TABLE heartbeat_hour (
  id INTEGER PRIMARY KEY,
  beats BLOB NOT NULL
) STRICT;
-- The same key: up to sixty minutes of an hour.
CREATE TABLE rollup_minute (
  id INTEGER PRIMARY KEY,
  minutes BLOB NOT NULL
) STRICT;
-- monitor * 2^16 + day: up to 24 hours of a day.
CREATE TABLE rollup_hour (
  id INTEGER PRIMARY KEY,
  hours BLOB NOT NULL
) STRICT;
-- The same key: the day as a whole. Small rows: a year of percentages is their sum.
CREATE TABLE rollup_day (
  id INTEGER PRIMARY KEY,
  good_seconds REAL NOT NULL,
  bad_seconds REAL NOT NULL,
  maintenance_seconds REAL NOT NULL,
  -- How often which response time was met.
  spread BLOB NOT NULL
) STRICT;
-- This machine slept, or had no network of its own.
CREATE TABLE unobserved (
  from_at INTEGER PRIMARY KEY,
  to_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
`;

const incidents = `
CREATE TABLE incident (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  -- Without a reference: outages of a monitor that was removed stay known.
  monitor_id INTEGER NOT NULL,
  monitor_name TEXT NOT NULL COLLATE NOCASE,
  monitor_type TEXT NOT NULL,
  error TEXT NOT NULL,
  state TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  reason TEXT,
  quiet_until INTEGER,
  ticket_id INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_hash BLOB,
  excerpt TEXT
) STRICT;

CREATE TABLE incident_note (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX incident_note_incident ON incident_note (incident_id, id);
`;

const maintenance = `
CREATE TABLE maintenance_window (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL COLLATE NOCASE,
  -- JSON
  schedule TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- JSON: [7, …] and ["Backups", …]
  monitor_ids TEXT NOT NULL,
  group_names TEXT NOT NULL,
  everywhere INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  row_hash BLOB,
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
`;

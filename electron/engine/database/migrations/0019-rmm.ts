import type { Migration } from '../migrate.ts';

/** Accounts at RMM vendors, what each of their syncs came to, and the devices that they know. */
export const rmm: Migration = {
  version: 19,
  name: 'rmm',
  up(raw) {
    raw.exec(integrations);
    raw.exec(devices);
  },
};

const integrations = `
CREATE TABLE rmm_integration (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vendor TEXT NOT NULL,
  name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  -- The public half of the credentials; the secret lies in the vault's store.
  account TEXT NOT NULL,
  client_id TEXT NOT NULL,
  own_network INTEGER NOT NULL,
  interval_minutes INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  -- Its credentials were refused: nothing is asked until somebody changes them.
  stopped INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  failure_detail TEXT,
  failing_since INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  completed_at INTEGER,
  next_run_at INTEGER,
  -- When the list of all software was last read to its end.
  software_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE rmm_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  integration_id INTEGER NOT NULL REFERENCES rmm_integration (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  outcome TEXT NOT NULL,
  failure TEXT,
  detail TEXT,
  requests INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL DEFAULT 0,
  devices INTEGER NOT NULL DEFAULT 0,
  expected INTEGER,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  programs INTEGER NOT NULL DEFAULT 0,
  alerts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX rmm_run_integration ON rmm_run (integration_id, id);
CREATE INDEX rmm_run_running ON rmm_run (id) WHERE outcome = 'running';

CREATE TABLE rmm_site (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  integration_id INTEGER NOT NULL REFERENCES rmm_integration (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  -- open, mapped or ignored.
  decision TEXT NOT NULL,
  organization_id INTEGER REFERENCES organization (id) ON DELETE SET NULL,
  seen_at INTEGER NOT NULL,
  UNIQUE (integration_id, external_id)
) STRICT;
CREATE INDEX rmm_site_organization ON rmm_site (organization_id);
`;

/** Without a reference to the asset: one that was removed may come back. */
const devices = `
CREATE TABLE rmm_device (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  integration_id INTEGER NOT NULL REFERENCES rmm_integration (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL,
  site_external_id TEXT,
  asset_id INTEGER,
  -- linked, asking, waiting or ignored.
  link TEXT NOT NULL,
  question TEXT,
  -- JSON: ids of the assets that it may be.
  candidates TEXT NOT NULL DEFAULT '[]',
  -- present, missing, stale or removed.
  presence TEXT NOT NULL,
  misses INTEGER NOT NULL DEFAULT 0,
  -- JSON: what is known of it, whenever it was said.
  facts TEXT NOT NULL,
  -- JSON: the vendor's own object, so that it can be read anew without asking again.
  raw TEXT NOT NULL,
  -- Changes when the vendor has more to say than its list does; and what it was when that was last read.
  detail_key TEXT,
  detail_read_key TEXT,
  detail_at INTEGER,
  software_at INTEGER,
  run_id INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  UNIQUE (integration_id, external_id)
) STRICT;
CREATE INDEX rmm_device_link ON rmm_device (integration_id, link, presence);
CREATE INDEX rmm_device_run ON rmm_device (integration_id, run_id);
CREATE INDEX rmm_device_site ON rmm_device (integration_id, site_external_id);
CREATE INDEX rmm_device_asset ON rmm_device (asset_id) WHERE asset_id IS NOT NULL;

-- Alerts of the vendor that go on, by the name that ours have.
CREATE TABLE rmm_alert (
  integration_id INTEGER NOT NULL REFERENCES rmm_integration (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL,
  -- Changes when the vendor says something new of it.
  told TEXT NOT NULL,
  PRIMARY KEY (integration_id, external_id)
) STRICT, WITHOUT ROWID;
`;

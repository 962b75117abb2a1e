import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** Addresses that were looked up or are watched, what was found of them, and which passwords were told of. */
export const breaches: Migration = {
  version: 16,
  name: 'breaches',
  up(raw) {
    for (const each of [catalogue, addresses, runs, passwords]) raw.exec(each);
    raw.exec(keepCounts('breach_address', ['standing']));
    raw.exec(keepSearch('breach_address', ['email'], ['source']));
    raw.exec(walks('breach_address', ['email', 'checked_at', 'created_at', 'updated_at']));
  },
};

/** Every breach that is publicly known of, as Have I Been Pwned lists them. */
const catalogue = `
CREATE TABLE breach_catalogue (
  name TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  -- The title in small letters and digits: names of other sources are compared with it.
  folded TEXT NOT NULL,
  domain TEXT NOT NULL,
  breach_date TEXT,
  added_at INTEGER,
  modified_at INTEGER,
  accounts INTEGER NOT NULL,
  description TEXT NOT NULL,
  -- JSON, in OneClickIT's words.
  data_types TEXT NOT NULL,
  verified INTEGER NOT NULL,
  spam_list INTEGER NOT NULL,
  stealer_log INTEGER NOT NULL,
  -- When the list no longer had it.
  withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX breach_catalogue_folded ON breach_catalogue (folded);
`;

const addresses = `
CREATE TABLE breach_address (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  -- In small letters.
  email TEXT NOT NULL,
  watched INTEGER NOT NULL,
  -- found, clean or not_checked: what can be said of it now.
  standing TEXT NOT NULL,
  -- found, clean or none: what was said last, with when and by whom.
  answer TEXT NOT NULL,
  checked_at INTEGER,
  source TEXT,
  failure TEXT,
  failure_detail TEXT,
  failed_at INTEGER,
  exposures INTEGER NOT NULL DEFAULT 0,
  severity TEXT,
  newest_breach TEXT,
  pastes INTEGER NOT NULL DEFAULT 0,
  next_check_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization_id, email)
) STRICT;
CREATE INDEX breach_address_due ON breach_address (next_check_at) WHERE next_check_at IS NOT NULL;

CREATE TABLE breach_exposure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  address_id INTEGER NOT NULL REFERENCES breach_address (id) ON DELETE CASCADE,
  organization_id INTEGER NOT NULL,
  -- Names the breach whoever tells of it.
  breach_key TEXT NOT NULL,
  name TEXT NOT NULL,
  breach_date TEXT,
  data_types TEXT NOT NULL,
  severity TEXT NOT NULL,
  source TEXT NOT NULL,
  -- The name in the catalogue, where that is known.
  catalogue_name TEXT,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  announced_at INTEGER,
  ignored_reason TEXT,
  ignored_until INTEGER,
  ignored_by TEXT,
  ignored_at INTEGER,
  UNIQUE (address_id, breach_key)
) STRICT;
CREATE INDEX breach_exposure_seen ON breach_exposure (first_seen_at, id);
CREATE INDEX breach_exposure_organization ON breach_exposure (organization_id, first_seen_at, id);
CREATE INDEX breach_exposure_ignored ON breach_exposure (ignored_until) WHERE ignored_until IS NOT NULL;

CREATE TABLE breach_paste (
  address_id INTEGER NOT NULL REFERENCES breach_address (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  paste_id TEXT NOT NULL,
  title TEXT,
  at INTEGER,
  email_count INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  PRIMARY KEY (address_id, source, paste_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE breach_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  address_id INTEGER NOT NULL REFERENCES breach_address (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  answer TEXT NOT NULL,
  failure TEXT,
  detail TEXT,
  breaches INTEGER NOT NULL,
  new_breaches INTEGER NOT NULL
) STRICT;
CREATE INDEX breach_check_of ON breach_check (address_id, id);
CREATE INDEX breach_check_at ON breach_check (at);
-- Who asked for something, by address.
CREATE INDEX ticket_requester ON ticket (organization_id, requester_email COLLATE NOCASE, requester)
  WHERE requester_email IS NOT NULL;
`;

/** Many addresses that somebody asked for at once; what waits goes on after a restart. */
const runs = `
CREATE TABLE breach_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  state TEXT NOT NULL,
  total INTEGER NOT NULL,
  found INTEGER NOT NULL DEFAULT 0,
  clean INTEGER NOT NULL DEFAULT 0,
  not_checked INTEGER NOT NULL DEFAULT 0,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX breach_run_running ON breach_run (id) WHERE state = 'running';

CREATE TABLE breach_run_address (
  run_id INTEGER NOT NULL REFERENCES breach_run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  address_id INTEGER NOT NULL REFERENCES breach_address (id) ON DELETE CASCADE,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX breach_run_address_of ON breach_run_address (address_id);
`;

/** Which password of which entry was told of: a keyed fingerprint that says nothing without the vault's key. */
const passwords = `
CREATE TABLE vault_breach_told (
  entry_id INTEGER NOT NULL,
  mark BLOB NOT NULL,
  told_at INTEGER NOT NULL,
  PRIMARY KEY (entry_id, mark)
) STRICT, WITHOUT ROWID;
`;

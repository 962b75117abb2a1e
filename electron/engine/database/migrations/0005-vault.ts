import type { Migration } from '../migrate.ts';

/** Sealed entries and credentials, and the one wrapped key that opens them. */
export const vault: Migration = {
  version: 5,
  name: 'vault',
  up(raw) {
    raw.exec(`
-- One row: the data key, wrapped by what protects the vault. Its number goes up with each new wrapping.
CREATE TABLE vault_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- 128 random bits in hexadecimal; stays for the vault's life.
  vault_id TEXT NOT NULL,
  protection TEXT NOT NULL,
  -- JSON: which item of the keychain, how the passphrase becomes a key.
  parameters TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Every BLOB is sealed for its row, column, organization and version.
CREATE TABLE vault_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- What a list shows. The secrets lie apart, so that none is opened for it.
  card BLOB NOT NULL,
  health BLOB,
  password BLOB,
  code BLOB,
  notes BLOB,
  hidden BLOB,
  history BLOB,
  leftovers BLOB
) STRICT;
CREATE INDEX vault_entry_organization ON vault_entry (organization_id);

-- Entries as they were before a change or their removal, so that it can be taken back for a while.
CREATE TABLE vault_earlier (
  entry_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  contents BLOB NOT NULL,
  PRIMARY KEY (entry_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX vault_earlier_kept ON vault_earlier (kept_at);

-- Credentials that the engine itself works with, by the names of their owners: connection/3/key.
CREATE TABLE vault_secret (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 1: body and fingerprint are of a request whose words may lie on no disk; both are sealed.
ALTER TABLE idempotent_answer ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
`);
  },
};

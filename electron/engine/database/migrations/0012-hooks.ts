import type { Migration } from '../migrate.ts';
import { keepCounts, walks } from './0003-estate.ts';

/** Remote services that send events, what they sent, and which records of ours theirs are. */
export const hooks: Migration = {
  version: 12,
  name: 'hooks',
  up(raw) {
    raw.exec(connections);
    raw.exec(deliveries);
    raw.exec(keepCounts('hook_delivery', ['state']));
    raw.exec(search);
    raw.exec(walks('hook_delivery', ['received_at']));
  },
};

const connections = `
CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  base_url TEXT,
  public_url TEXT,
  enabled INTEGER NOT NULL,
  -- Both lie sealed in vault_secret, under connection/<id>/….
  has_key INTEGER NOT NULL,
  has_secret INTEGER NOT NULL,
  previous_secret_until INTEGER,
  -- SHA-256 of the token in the path, for services that do not sign.
  token_hash BLOB,
  plan TEXT,
  last_delivery_at INTEGER,
  last_round_trip_at INTEGER,
  accepted INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Sums only: of what is refused nothing is kept. Connection 0 stands for those that there are none of.
CREATE TABLE hook_refusal (
  connection_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, reason)
) STRICT, WITHOUT ROWID;

-- Which record of ours a remote one is, and of when what is known of it.
CREATE TABLE remote_record (
  connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  noun TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  local_id INTEGER NOT NULL,
  known_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, noun, remote_id)
) STRICT, WITHOUT ROWID;
`;

const deliveries = `
CREATE TABLE hook_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
  message_id TEXT,
  body_hash BLOB NOT NULL,
  -- JSON: [["name", "value"], …]
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  event TEXT,
  state TEXT NOT NULL,
  outcome TEXT,
  link TEXT,
  repeats INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  applied_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX hook_delivery_message ON hook_delivery (connection_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX hook_delivery_body ON hook_delivery (connection_id, body_hash);
CREATE INDEX hook_delivery_waiting ON hook_delivery (id) WHERE state = 'waiting';
`;

/** Its words are known when it was applied, not when it is stored: storing is what senders wait for. */
const search = `
CREATE VIRTUAL TABLE hook_delivery_search USING fts5 (
  head, body,
  content = '', contentless_delete = 1, prefix = '1 2 3 4',
  tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER hook_delivery_search_update AFTER UPDATE OF event, outcome ON hook_delivery BEGIN
  DELETE FROM hook_delivery_search WHERE rowid = OLD.id;
  INSERT INTO hook_delivery_search (rowid, head, body)
    VALUES (NEW.id, NEW.event, concat_ws(char(10), NEW.message_id, NEW.outcome));
END;
CREATE TRIGGER hook_delivery_search_delete AFTER DELETE ON hook_delivery BEGIN
  DELETE FROM hook_delivery_search WHERE rowid = OLD.id;
END;
`;

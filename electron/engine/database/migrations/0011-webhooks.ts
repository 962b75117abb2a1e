import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** Endpoints, what is sent to them, and each attempt at it. */
export const webhooks: Migration = {
  version: 11,
  name: 'webhooks',
  up(raw) {
    raw.exec(endpoints);
    raw.exec(deliveries);
    raw.exec(savedEvents);
    raw.exec(keepCounts('delivery', ['state', 'webhook_id']));
    raw.exec(keepSearch('delivery', ['event'], ['body', 'message_id']));
    raw.exec(walks('delivery', ['created_at']));
    raw.exec(`INSERT INTO event_cursor VALUES ('webhooks', (SELECT coalesce(max(id), 0) FROM event))`);
  },
};

const endpoints = `
CREATE TABLE webhook (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Null: it hears of every organization.
  organization_id INTEGER REFERENCES organization (id),
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  -- JSON: ["ticket.created", …] or ["*"]
  events TEXT NOT NULL,
  payload TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  disabled_reason TEXT,
  disabled_at INTEGER,
  -- JSON: names only; their values and the signing secrets lie sealed in vault_secret, under webhook/<id>/….
  header_names TEXT NOT NULL,
  previous_secret_until INTEGER,
  failing_since INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  last_success_at INTEGER,
  last_failure_at INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_organization ON webhook (organization_id);
`;

const deliveries = `
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  webhook_id INTEGER NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  -- Never given twice, not even after a restored backup: receivers know a delivery again by it.
  message_id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  event_id INTEGER,
  test INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  status INTEGER,
  error TEXT,
  detail TEXT,
  duration_ms INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
-- First tries of one endpoint in the order of their events, and its further ones as they come due.
CREATE INDEX delivery_first ON delivery (webhook_id, id) WHERE state = 'waiting' AND attempts = 0;
CREATE INDEX delivery_again ON delivery (webhook_id, next_attempt_at) WHERE state = 'waiting' AND attempts > 0;
CREATE INDEX delivery_webhook ON delivery (webhook_id, state, created_at);
CREATE INDEX delivery_failed ON delivery (created_at) WHERE state = 'failed';
CREATE INDEX delivery_finished ON delivery (finished_at) WHERE finished_at IS NOT NULL;
-- One event is handed to one endpoint once.
CREATE UNIQUE INDEX delivery_event ON delivery (event_id, webhook_id) WHERE event_id IS NOT NULL;

CREATE TABLE delivery_attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  status INTEGER,
  error TEXT,
  detail TEXT,
  duration_ms INTEGER,
  address TEXT,
  -- JSON: [["name", "value"], …]; values of headers of one's own are masked.
  request_headers TEXT NOT NULL,
  response_headers TEXT NOT NULL DEFAULT '[]',
  response_excerpt TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX delivery_attempt_of ON delivery_attempt (delivery_id, id);
CREATE INDEX delivery_attempt_under_way ON delivery_attempt (id) WHERE outcome = 'under_way';
`;

/** Bodies that somebody kept as examples to test endpoints with. */
const savedEvents = `
CREATE TABLE saved_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
`;

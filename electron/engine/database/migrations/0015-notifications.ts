import type { Migration } from '../migrate.ts';
import { keepCounts, keepSearch, walks } from './0003-estate.ts';

/** Ways to reach people, the rules that choose among them, and what was sent or waits to be. */
export const notifications: Migration = {
  version: 15,
  name: 'notifications',
  up(raw) {
    raw.exec(channels);
    raw.exec(rules);
    raw.exec(outbox);
    raw.exec(keepCounts('notification', ['state']));
    raw.exec(keepSearch('notification', ['subject'], ['message', 'channel_name', 'recipients']));
    raw.exec(walks('notification', ['created_at']));
    raw.exec(`INSERT INTO event_cursor VALUES
      ('notifications', (SELECT coalesce(max(id), 0) FROM event)),
      ('notifications.alerts', (SELECT coalesce(max(id), 0) FROM alert))`);
  },
};

const channels = `
CREATE TABLE channel (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  kind TEXT NOT NULL,
  -- Null: everybody's.
  organization_id INTEGER REFERENCES organization (id),
  enabled INTEGER NOT NULL,
  -- JSON of its kind; passwords and addresses that are secrets lie sealed in vault_secret, under channel/<id>/….
  settings TEXT NOT NULL,
  has_secret INTEGER NOT NULL,
  last_sent_at INTEGER,
  failing_since INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;

const rules = `
CREATE TABLE notification_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  organization_id INTEGER REFERENCES organization (id),
  -- JSON: ["ticket.created", …], ["monitor", …], {"fromMinute", "toMinute"} or null, [{"channelId", …}, …]
  events TEXT NOT NULL,
  alerts TEXT NOT NULL,
  least_severity TEXT NOT NULL,
  quiet_hours TEXT NOT NULL,
  critical_passes INTEGER NOT NULL,
  batch_seconds INTEGER NOT NULL,
  steps TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- What a rule has to tell at one of its steps: held until its time, then part of a message or withdrawn.
CREATE TABLE notification_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule_id INTEGER REFERENCES notification_rule (id) ON DELETE SET NULL,
  step INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  severity TEXT,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  link TEXT,
  at INTEGER NOT NULL,
  -- When it may be told; those of one step that may be are one message.
  ready_at INTEGER NOT NULL,
  -- When its message goes at the latest.
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  notification_id INTEGER REFERENCES notification (id) ON DELETE CASCADE
) STRICT;
-- Nothing is told twice at one step.
CREATE UNIQUE INDEX notification_item_once ON notification_item (rule_id, step, source, source_id);
CREATE INDEX notification_item_due ON notification_item (due_at) WHERE state = 'held';
CREATE INDEX notification_item_ready ON notification_item (rule_id, step, ready_at) WHERE state = 'held';
CREATE INDEX notification_item_of ON notification_item (notification_id);
`;

const outbox = `
CREATE TABLE notification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  channel_id INTEGER REFERENCES channel (id) ON DELETE SET NULL,
  channel_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  rule_id INTEGER REFERENCES notification_rule (id) ON DELETE SET NULL,
  -- JSON: ["user@example.com", …]
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  severity TEXT,
  -- Never given twice: receivers know a message again by it.
  message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  words TEXT,
  sent_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notification_due ON notification (channel_id, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notification_channel ON notification (channel_id, state);
CREATE INDEX notification_rule_of ON notification (rule_id);
CREATE INDEX notification_done ON notification (updated_at) WHERE state <> 'waiting';
`;

import type { Migration } from '../migrate.ts';

/** Directory, service desk, history and events: the tables that the main job stands on. */
export const serviceDesk: Migration = {
  version: 1,
  name: 'service-desk',
  up(raw) {
    raw.exec(directory);
    raw.exec(tickets);
    raw.exec(ticketIndexes);
    raw.exec(history);
    raw.exec(imports);
  },
};

const directory = `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organization (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  domain TEXT,
  phone TEXT,
  address TEXT,
  notes TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX organization_name ON organization (name COLLATE NOCASE);

CREATE TABLE technician (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX technician_email ON technician (email COLLATE NOCASE);
`;

const tickets = `
CREATE TABLE ticket_category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  base TEXT NOT NULL,
  built_in INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO ticket_category (id, name, base, built_in) VALUES
  (1, 'Software', 'software', 1), (2, 'Hardware', 'hardware', 1), (3, 'Network', 'network', 1),
  (4, 'Access', 'access', 1), (5, 'Email', 'email', 1), (6, 'Other', 'other', 1);

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  subject TEXT NOT NULL,
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  type TEXT NOT NULL,
  category_id INTEGER REFERENCES ticket_category (id),
  assignee_id INTEGER REFERENCES technician (id),
  requester TEXT,
  source TEXT NOT NULL,
  snoozed_until INTEGER,
  due_at INTEGER,
  merged_into_id INTEGER REFERENCES ticket (id),
  unread INTEGER NOT NULL DEFAULT 0,
  message_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- 0 in the inbox, 1 snoozed, 2 done: what every view starts from.
  queue INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN status IN ('resolved', 'closed') THEN 2 WHEN snoozed_until IS NOT NULL THEN 1 ELSE 0 END
  ) VIRTUAL,
  priority_rank INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE priority WHEN 'critical' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END
  ) VIRTUAL,
  -- A ticket without a due time sorts after every one that has one.
  due_rank INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(due_at, 9007199254740991)) VIRTUAL,
  requester_email TEXT,
  device_id TEXT,
  parent_id INTEGER REFERENCES ticket (id),
  resolution TEXT,
  resolved_by TEXT,
  resolved_at INTEGER,
  external_ref TEXT,
  custom_fields TEXT NOT NULL DEFAULT '{}',
  row_hash BLOB NOT NULL,
  description TEXT NOT NULL
) STRICT;

CREATE TABLE ticket_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  visibility TEXT NOT NULL,
  sender TEXT NOT NULL,
  author_name TEXT NOT NULL,
  technician_id INTEGER REFERENCES technician (id),
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  row_hash BLOB NOT NULL
) STRICT;
CREATE INDEX ticket_message_ticket ON ticket_message (ticket_id, id);

CREATE TABLE ticket_watcher (
  ticket_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  technician_id INTEGER NOT NULL REFERENCES technician (id),
  PRIMARY KEY (ticket_id, technician_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_link (
  from_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  PRIMARY KEY (from_id, to_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_link_to ON ticket_link (to_id);

-- Kept counts: each ticket is counted once under every combination of its values and of the "any" marks
-- (organization 0, status '', priority '', assignee -1, snoozed -1), so that no list ever counts rows.
CREATE TABLE ticket_count (
  organization_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  assignee_id INTEGER NOT NULL,
  snoozed INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (organization_id, status, priority, assignee_id, snoozed)
) STRICT, WITHOUT ROWID;

-- One document a ticket: subject, and everything said in it. Its content stays in the tables above.
CREATE VIRTUAL TABLE ticket_search USING fts5 (
  subject, body,
  content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8',
  tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  view TEXT NOT NULL,
  filter TEXT NOT NULL,
  query TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/**
 * The first eight walk in an order that a list can be shown in. Their tails let a walk pass over rows that a
 * filter leaves out without opening them. The others lead straight to the rows of one value.
 */
const ticketIndexes = `
CREATE INDEX ticket_created ON ticket (created_at, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_updated ON ticket (updated_at, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_priority ON ticket (priority_rank, created_at, id, status, assignee_id, organization_id);
CREATE INDEX ticket_due ON ticket (due_rank, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_queue_created ON ticket (queue, created_at, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_queue_updated ON ticket (queue, updated_at, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_queue_priority ON ticket (queue, priority_rank, created_at, id, status, assignee_id, organization_id);
CREATE INDEX ticket_queue_due ON ticket (queue, due_rank, id, status, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_assignee ON ticket (assignee_id, queue, created_at, id, status, organization_id, priority_rank);
CREATE INDEX ticket_organization ON ticket (organization_id, queue, created_at, id, status, assignee_id, priority_rank);
CREATE INDEX ticket_category_queue ON ticket (category_id, queue, created_at, id);
CREATE INDEX ticket_type ON ticket (type, queue, created_at, id);
CREATE INDEX ticket_status ON ticket (status, created_at, id, queue, assignee_id, organization_id, priority_rank);
CREATE INDEX ticket_snoozed ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX ticket_parent ON ticket (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ticket_external_ref ON ticket (organization_id, external_ref) WHERE external_ref IS NOT NULL;
`;

const history = `
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id INTEGER,
  actor_name TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id INTEGER,
  organization_id INTEGER,
  action TEXT NOT NULL,
  -- JSON: [{ field, from, to }]
  changes TEXT NOT NULL,
  undone_by TEXT
) STRICT;
CREATE INDEX audit_entity ON audit (entity, entity_id, id);
CREATE INDEX audit_change ON audit (change_id);

-- Written in the transaction of the change it announces; each row's hash covers the one before it.
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  entity_id INTEGER,
  at INTEGER NOT NULL,
  data TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
`;

const imports = `
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  undone_at INTEGER,
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  duplicate_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL
) STRICT;

-- What the batch did to each record: \`before\` is null for a new one, else JSON of the fields it replaced.
CREATE TABLE import_record (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  PRIMARY KEY (batch_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
`;

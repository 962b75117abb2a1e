import type { Migration } from '../migrate.ts';

/** Assets, vehicles, projects with their tasks, and the knowledge base. */
export const estate: Migration = {
  version: 3,
  name: 'estate',
  up(raw) {
    raw.exec(counts);
    for (const each of [assets, vehicles, projects, articles]) raw.exec(each);
    raw.exec(keepCounts('asset', ['type', 'status']));
    raw.exec(keepCounts('vehicle', ['status']));
    raw.exec(keepCounts('project', ['status']));
    raw.exec(keepCounts('task', ['project_id', 'status']));
    raw.exec(keepCounts('article', ['status', 'category']));
    raw.exec(keepSearch('asset', ['name'], [...assetWords, 'custom_fields']));
    raw.exec(keepSearch('vehicle', ['name'], vehicleWords));
    raw.exec(keepSearch('project', ['name'], ['description']));
    raw.exec(keepSearch('task', ['title'], ['description']));
    raw.exec(keepSearch('article', ['title'], ['body', 'category', 'tags']));
    raw.exec(keepSearch('organization', ['name'], ['domain', 'phone', 'address', 'notes']));
    raw.exec(keepSearch('technician', ['name'], ['email', 'role']));
    for (const table of ['organization', 'technician']) raw.exec(indexExisting(table));
    raw.exec(walks('asset', assetOrders));
    raw.exec(walks('vehicle', vehicleOrders));
    raw.exec(
      walks('project', ['organization_id', 'name', 'status', 'owner_id', 'start_date', 'due_date', ...times]),
    );
    raw.exec(
      walks('task', ['organization_id', 'title', 'status', 'priority', 'assignee_id', 'due_date', ...times]),
    );
    raw.exec(walks('article', ['organization_id', 'title', 'category', 'status', 'updated_by', ...times]));
    raw.exec(walks('organization', ['domain', ...times]));
    raw.exec(links);
  },
};

const times = ['created_at', 'updated_at'];
const assetWords = [
  'tag',
  'hostname',
  'manufacturer',
  'model',
  'serial_number',
  'os_name',
  'os_version',
  'ip_address',
  'mac_address',
  'location',
  'assigned_to',
  'type',
  'status',
  'notes',
];
const assetOrders = [
  'organization_id',
  'name',
  'type',
  'status',
  'tag',
  'hostname',
  'manufacturer',
  'model',
  'serial_number',
  'os_name',
  'os_version',
  'ip_address',
  'mac_address',
  'location',
  'assigned_to',
  'purchase_date',
  'warranty_expires',
  'last_seen_at',
  ...times,
];
const vehicleWords = ['make', 'model', 'vin', 'license_plate', 'status', 'assigned_to', 'notes'];
const vehicleOrders = [
  'organization_id',
  'name',
  'make',
  'model',
  'license_plate',
  'status',
  'assigned_to',
  ...times,
];

const counts = `
-- Every record once under each combination of its organization (0 for any) and of one or two of its values
-- ('=' before the value, empty for any). Kept by triggers, so that no way of writing can miss it.
CREATE TABLE record_count (
  noun TEXT NOT NULL,
  organization_id INTEGER NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (noun, organization_id, first, second)
) STRICT, WITHOUT ROWID;
`;

/** Names sort as people read them; type and status are compared to the letter, as they are counted. */
const assets = `
CREATE TABLE asset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL COLLATE NOCASE,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  tag TEXT COLLATE NOCASE,
  hostname TEXT COLLATE NOCASE,
  manufacturer TEXT COLLATE NOCASE,
  model TEXT COLLATE NOCASE,
  serial_number TEXT COLLATE NOCASE,
  os_name TEXT COLLATE NOCASE,
  os_version TEXT COLLATE NOCASE,
  ip_address TEXT COLLATE NOCASE,
  mac_address TEXT COLLATE NOCASE,
  location TEXT COLLATE NOCASE,
  assigned_to TEXT COLLATE NOCASE,
  purchase_date TEXT,
  warranty_expires TEXT,
  last_seen_at INTEGER,
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  custom_fields TEXT NOT NULL DEFAULT '{}',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
`;

const vehicles = `
CREATE TABLE vehicle (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL COLLATE NOCASE,
  make TEXT COLLATE NOCASE,
  model TEXT COLLATE NOCASE,
  year INTEGER,
  vin TEXT COLLATE NOCASE,
  license_plate TEXT COLLATE NOCASE,
  status TEXT NOT NULL,
  odometer INTEGER,
  assigned_to TEXT COLLATE NOCASE,
  -- Degrees, WGS 84.
  latitude REAL,
  longitude REAL,
  location_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
`;

const projects = `
CREATE TABLE project (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL,
  owner_id INTEGER REFERENCES technician (id),
  start_date TEXT,
  due_date TEXT,
  -- Kept by the triggers below.
  task_count INTEGER NOT NULL DEFAULT 0,
  done_task_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Always its project's: a task is found by organization without a look at the project.
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  title TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  assignee_id INTEGER REFERENCES technician (id),
  due_date TEXT,
  -- Where it stands in its column of the board; between two neighbours there is always room.
  position REAL NOT NULL,
  completed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_position ON task (project_id, position, id);

CREATE TRIGGER task_project_insert AFTER INSERT ON task BEGIN
  UPDATE project SET task_count = task_count + 1, done_task_count = done_task_count + (NEW.status = 'done')
  WHERE id = NEW.project_id;
END;
CREATE TRIGGER task_project_delete AFTER DELETE ON task BEGIN
  UPDATE project SET task_count = task_count - 1, done_task_count = done_task_count - (OLD.status = 'done')
  WHERE id = OLD.project_id;
END;
CREATE TRIGGER task_project_update AFTER UPDATE OF status, project_id ON task BEGIN
  UPDATE project SET task_count = task_count - 1, done_task_count = done_task_count - (OLD.status = 'done')
  WHERE id = OLD.project_id;
  UPDATE project SET task_count = task_count + 1, done_task_count = done_task_count + (NEW.status = 'done')
  WHERE id = NEW.project_id;
END;
CREATE TRIGGER project_organization AFTER UPDATE OF organization_id ON project BEGIN
  UPDATE task SET organization_id = NEW.organization_id WHERE project_id = NEW.id;
END;
`;

const articles = `
CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organization (id),
  title TEXT NOT NULL COLLATE NOCASE,
  category TEXT NOT NULL DEFAULT '',
  -- JSON: ["vpn", …]
  tags TEXT NOT NULL DEFAULT '[]',
  status TEXT NOT NULL,
  -- Counts its saves; each former one is an article_version.
  version INTEGER NOT NULL DEFAULT 1,
  updated_by TEXT NOT NULL,
  -- When its text last changed.
  saved_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  body TEXT NOT NULL DEFAULT ''
) STRICT;

-- Without a reference: an article that was removed may come back, with all it ever said.
CREATE TABLE article_version (
  article_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  tags TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (article_id, version)
) STRICT;
`;

/** A ticket leads to its asset by the public id it was given; an asset to its tickets by this index. */
const links = `
CREATE INDEX ticket_device ON ticket (device_id, queue, created_at, id) WHERE device_id IS NOT NULL;
ALTER TABLE saved_filter ADD COLUMN noun TEXT NOT NULL DEFAULT 'ticket';
`;

/** An index for each order that a list is shown in; the id makes the order total. */
export function walks(table: string, columns: readonly string[]): string {
  return columns.map((column) => `CREATE INDEX ${table}_${column} ON ${table} (${column}, id);`).join('\n');
}

export function keepCounts(table: string, counted: readonly string[]): string {
  const move = (row: 'NEW' | 'OLD', by: string): string => {
    const cell = (column: string | undefined): string =>
      column === undefined ? "(SELECT '' AS x)" : `(SELECT '=' || ${row}.${column} AS x UNION ALL SELECT '')`;
    return `INSERT INTO record_count (noun, organization_id, first, second, n)
      SELECT '${table}', o.x, a.x, b.x, ${by}
      FROM (SELECT ${row}.organization_id AS x UNION ALL SELECT 0) o, ${cell(counted[0])} a, ${cell(counted[1])} b
      WHERE true
      ON CONFLICT DO UPDATE SET n = n + excluded.n;`;
  };
  return `
    CREATE TRIGGER ${table}_count_insert AFTER INSERT ON ${table} BEGIN ${move('NEW', '1')} END;
    CREATE TRIGGER ${table}_count_delete AFTER DELETE ON ${table} BEGIN ${move('OLD', '-1')} END;
    CREATE TRIGGER ${table}_count_update AFTER UPDATE OF organization_id, ${counted.join(', ')} ON ${table} BEGIN
      ${move('OLD', '-1')} ${move('NEW', '1')}
    END;`;
}

/** One document a record, whose words stay in its table. */
export function keepSearch(table: string, heads: readonly string[], words: readonly string[]): string {
  const index = `INSERT INTO ${table}_search (rowid, head, body)
    VALUES (NEW.id, ${joined(heads, 'NEW')}, ${joined(words, 'NEW')});`;
  const forget = `DELETE FROM ${table}_search WHERE rowid = OLD.id;`;
  return `
    CREATE VIRTUAL TABLE ${table}_search USING fts5 (
      head, body,
      content = '', contentless_delete = 1, prefix = '1 2 3 4',
      tokenize = "unicode61 remove_diacritics 2"
    );
    CREATE TRIGGER ${table}_search_insert AFTER INSERT ON ${table} BEGIN ${index} END;
    CREATE TRIGGER ${table}_search_delete AFTER DELETE ON ${table} BEGIN ${forget} END;
    CREATE TRIGGER ${table}_search_update AFTER UPDATE OF ${[...heads, ...words].join(', ')} ON ${table} BEGIN
      ${forget} ${index}
    END;`;
}

function indexExisting(table: string): string {
  return `UPDATE ${table} SET name = name;`;
}

function joined(columns: readonly string[], row: string): string {
  return `concat_ws(char(10), ${columns.map((column) => `${row}.${column}`).join(', ')})`;
}

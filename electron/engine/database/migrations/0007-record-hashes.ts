import type BetterSqlite3 from 'better-sqlite3';
import type { Migration } from '../migrate.ts';
import { rowHash } from '../row-hash.ts';

/**
 * What a record's hash covers, in this order: all that a person wrote or decided. Left out is what triggers keep
 * from other tables, and the place of a task on its board. Another column is another migration, which hashes anew.
 */
export const hashedColumns: Readonly<Record<string, readonly string[]>> = {
  asset: listed(
    `id organization_id name type status tag hostname manufacturer model serial_number os_name os_version ip_address
     mac_address location assigned_to purchase_date warranty_expires last_seen_at source created_at updated_at
     custom_fields notes`,
  ),
  vehicle: listed(
    `id organization_id name make model year vin license_plate status odometer assigned_to latitude longitude location_at
     created_at updated_at notes`,
  ),
  project: listed(
    'id organization_id name status owner_id start_date due_date created_at updated_at description',
  ),
  task: listed(
    `id project_id title status priority assignee_id due_date completed_at created_at updated_at description`,
  ),
  article: listed(
    `id organization_id title category tags status version updated_by saved_at created_at updated_at body`,
  ),
};

function listed(columns: string): readonly string[] {
  return columns.split(/\s+/);
}

export type HashedRow = Readonly<Record<string, string | number | null>>;

export function recordHash(columns: readonly string[], row: HashedRow): Buffer {
  return rowHash(columns.map((column) => row[column]!));
}

/** Assets, vehicles, projects, tasks and articles carry a hash of their contents, as tickets do. */
export const recordHashes: Migration = {
  version: 7,
  name: 'record-hashes',
  up(raw) {
    for (const [table, columns] of Object.entries(hashedColumns)) {
      raw.exec(`ALTER TABLE ${table} ADD COLUMN row_hash BLOB`);
      hashAll(raw, table, columns);
    }
  },
};

const rowsAtOnce = 1000;

function hashAll(raw: BetterSqlite3.Database, table: string, columns: readonly string[]): void {
  const read = raw.prepare(
    `SELECT ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${rowsAtOnce}`,
  );
  const write = raw.prepare(`UPDATE ${table} SET row_hash = ? WHERE id = ?`);
  for (let last = 0; ;) {
    const rows = read.all(last) as HashedRow[];
    for (const row of rows) write.run(recordHash(columns, row), row['id']);
    if (rows.length < rowsAtOnce) return;
    last = Number(rows.at(-1)!['id']);
  }
}

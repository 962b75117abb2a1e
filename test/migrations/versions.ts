import type BetterSqlite3 from 'better-sqlite3';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { schemaVersion } from '../../electron/engine/database/migrate.ts';

/** Puts rows into a database of that schema version, each version's own tables included. */
export function fillVersion(raw: BetterSqlite3.Database, version: number): void {
  if (version >= 1) {
    raw.exec(`
      INSERT INTO organization (id, name, created_at, updated_at) VALUES (1, 'MSP', 1, 1), (2, 'Acme', 2, 2);
      INSERT INTO technician (id, name, email, role, created_at, updated_at) VALUES (1, 'Ada', 'a@b.example', 'administrator', 1, 1);
      INSERT INTO setting VALUES ('console.technician', '1');
      INSERT INTO saved_filter VALUES (1, 'Mine', 'mine', '{}', '', 1);
      INSERT INTO draft VALUES ('reply:1', 'half a sentence', 5);`);
    const insert = raw.prepare(`INSERT INTO ticket (organization_id, subject, status, priority, type, source,
      created_at, updated_at, row_hash, description) VALUES (?, ?, 'open', 'high', 'incident', 'console', ?, ?, x'00', ?)`);
    for (let index = 0; index < 200; index += 1)
      insert.run(1 + (index % 2), `Ticket ${index}`, index, index, `Text ${index}`);
  }
  if (version >= 2) {
    raw.exec(`
      INSERT INTO api_key (name, hash, prefix, last_four, scopes, organization_id, tier, technician_id, created_at)
        VALUES ('CI', x'0102', 'tb_live_abcd', 'wxyz', '["tickets:read"]', 2, 'standard', 1, 7);
      INSERT INTO idempotent_answer VALUES (1, 'once', x'03', 201, '{"id":"tkt_000001"}', 8);
      INSERT INTO rate_limit (bucket, full_at) VALUES ('key:1', 99);`);
  }
}

const tables: Readonly<Record<number, readonly string[]>> = {
  1: ['organization', 'technician', 'setting', 'saved_filter', 'draft', 'ticket', 'ticket_category'],
  2: ['api_key', 'idempotent_answer', 'rate_limit'],
};

/** Every row of the tables that exist since that version or before, as that version's columns. */
export function readContent(raw: BetterSqlite3.Database, version: number): Record<string, unknown[]> {
  const content: Record<string, unknown[]> = {};
  for (let each = 1; each <= version; each += 1) {
    for (const table of tables[each] ?? []) content[table] = raw.prepare(`SELECT * FROM ${table}`).all();
  }
  return content;
}

export function schemaOf(file: string): number {
  const raw = openConnection(file, { readonly: true });
  try {
    return schemaVersion(raw);
  } finally {
    raw.close();
  }
}

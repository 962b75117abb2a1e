import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { createDb, type SqlParameters, type WritableDb } from '../../electron/engine/database/db.ts';
import { migrate } from '../../electron/engine/database/migrate.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { insertOrganization } from '../../electron/engine/directory/organization-repository.ts';
import { insertTechnician } from '../../electron/engine/directory/technicians.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createSeeding } from '../../electron/engine/seeding.ts';
import { virtualClock } from './clock.ts';

export interface WatchedDatabase {
  readonly db: WritableDb;
  /** Every list that was read since it was emptied. */
  readonly asked: { sql: string; parameters: SqlParameters }[];
  /** How SQLite would go about it, a line a step. */
  planOf(sql: string, parameters: SqlParameters): string;
  close(): void;
}

/** A database full of bench data that remembers what it is asked. */
export function openWatchedDatabase(tickets: number): WatchedDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const clock = virtualClock();
  const raw = openConnection(join(folder, 'techbench.db'));
  migrate(raw, migrations, () => {});
  const db = createDb(raw, silentLog);
  insertOrganization(db, { name: 'MSP', domain: null, phone: null, address: null, notes: '' }, clock.now());
  insertTechnician({ db, clock }, { name: 'A', email: 'a@b.example', role: 'administrator' });
  createSeeding({ db, clock }).bench(tickets);
  const asked: WatchedDatabase['asked'] = [];
  const { all } = db;
  Object.assign(db, {
    all: (sql: string, parameters: SqlParameters = []) => {
      asked.push({ sql, parameters });
      return all(sql, parameters);
    },
  });
  return {
    db,
    asked,
    planOf(sql, parameters) {
      const rows = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
      return rows.map((row) => row.detail).join('\n');
    },
    close() {
      raw.close();
      rmSync(folder, { recursive: true });
    },
  };
}

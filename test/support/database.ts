import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { createDb, type WritableDb } from '../../electron/engine/database/db.ts';
import { migrate } from '../../electron/engine/database/migrate.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';

export interface TestDatabase {
  readonly db: WritableDb;
  close(): void;
}

/**
 * A migrated database file of its own, with the MSP, two clients and three technicians; or the one of `kept`, which
 * stays when it is closed.
 */
export function openTestDatabase(kept?: string): TestDatabase {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const file = join(folder, 'techbench.db');
  const isThere = existsSync(file);
  const raw = openConnection(file);
  if (isThere) return { db: createDb(raw, silentLog), close: () => void raw.close() };
  migrate(raw, migrations, () => {});
  const db = createDb(raw, silentLog);
  for (const [id, name] of [
    [1, 'MSP'],
    [2, 'Acme'],
    [3, 'Globex'],
  ] as const) {
    db.run(`INSERT INTO organization (id, name, created_at, updated_at) VALUES (?, ?, 0, 0)`, [id, name]);
  }
  for (const [id, role] of [
    [1, 'administrator'],
    [2, 'technician'],
    [3, 'read_only'],
  ] as const) {
    db.run(
      `INSERT INTO technician (id, name, email, role, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)`,
      [id, role, `${role}@msp.example`, role],
    );
  }
  return {
    db,
    close() {
      raw.close();
      if (kept === undefined) rmSync(folder, { recursive: true });
    },
  };
}

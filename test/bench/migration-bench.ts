import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { migrate } from '../../electron/engine/database/migrate.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { openDatabase } from '../../electron/engine/database/open-database.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { fillVersion } from '../migrations/versions.ts';
import type { Figure } from './measure.ts';

const bytes = 200 * 2 ** 20;

/** How long the newest step keeps a technician waiting at a start, its checked copy included, with 200 MB of data. */
export function measureMigration(): Figure[] {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-migration-'));
  try {
    const file = path.join(dataDir, 'techbench.db');
    const from = migrations.length - 1;
    const raw = openConnection(file);
    migrate(raw, migrations.slice(0, from), () => {});
    fillVersion(raw, from);
    const grow = raw.prepare('INSERT INTO draft (key, text, updated_at) VALUES (?, ?, 1)');
    raw.transaction(() => {
      for (let part = 0; part < bytes / 10_000; part += 1) grow.run(`grown:${part}`, 'text '.repeat(2000));
    })();
    raw.close();
    const size = statSync(file).size;
    const started = performance.now();
    openDatabase({ dataDir, clock: systemClock, log: silentLog }).close();
    return [
      {
        name: `database: the newest migration with its checked copy, ${Math.round(size / 2 ** 20)} MB`,
        value: performance.now() - started,
        unit: 'ms',
        limit: { atMost: 15_000 },
      },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

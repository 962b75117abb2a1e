import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createDb } from '../../../electron/engine/database/db.ts';
import { forgetEventsBefore } from '../../../electron/engine/database/event-retention.ts';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import { migrate } from '../../../electron/engine/database/migrate.ts';
import { migrations } from '../../../electron/engine/database/migrations/migrations.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { virtualClock } from '../../support/clock.ts';

describe('events that are past their keeping', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const file = join(folder, 'techbench.db');
  const raw = openConnection(file);
  migrate(raw, migrations, () => {});
  const db = createDb(raw, silentLog);
  const clock = virtualClock();
  const journal = createJournal(db, clock);
  after(() => {
    raw.close();
    rmSync(folder, { recursive: true });
  });
  const write = (count: number) =>
    db.transaction(() => {
      for (let n = 0; n < count; n += 1) {
        journal.event({ type: 'ticket.created', organizationId: 1, entityId: n, data: { n } });
        clock.pass(1000);
      }
    });
  const ids = () => db.all<{ id: number }>('SELECT id FROM event ORDER BY id').map(({ id }) => id);
  const forgetAll = (before: number) => {
    while (forgetEventsBefore(db, before));
  };

  it('go in parts, once everybody has taken them, and the chain of the others still holds', () => {
    write(2500);
    db.run('UPDATE event_cursor SET event_id = 2200');
    db.run(`UPDATE event_cursor SET event_id = 1800 WHERE consumer = 'alerts'`);
    forgetAll(clock.now());
    assert.equal(ids()[0], 1801, 'one that somebody has yet to take stays');
    assert.deepEqual(checkDatabase(file).brokenEvents, []);
    db.run('UPDATE event_cursor SET event_id = 2500');
    forgetAll(clock.now() - 100_000);
    assert.equal(ids()[0], 2401);
    forgetAll(clock.now());
    assert.deepEqual(ids(), [2500], 'the last one stays');
    write(3);
    assert.deepEqual(checkDatabase(file).brokenEvents, []);
  });

  it('leave a chain in which a change still shows', () => {
    db.run(`UPDATE event SET data = '{"n":9}' WHERE id = 2501`);
    assert.deepEqual(checkDatabase(file).brokenEvents, [2501]);
  });
});

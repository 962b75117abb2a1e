import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createDb } from '../../../electron/engine/database/db.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';

describe('the database connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const file = join(folder, 'a.db');
  after(() => rmSync(folder, { recursive: true }));

  it('keeps its promises on a reopened file, where SQLite alone would lower them', () => {
    openConnection(file).close();
    const reopened = openConnection(file);
    for (const [name, value] of [
      ['journal_mode', 'wal'],
      ['synchronous', 2],
      ['foreign_keys', 1],
      ['trusted_schema', 0],
      ['cell_size_check', 1],
      ['busy_timeout', 5000],
    ] as const) {
      assert.equal(reopened.pragma(name, { simple: true }), value, name);
    }
    reopened.close();
    // The control: without our settings the same reopened file would sync less.
    const bare = new BetterSqlite3(file);
    assert.equal(bare.pragma('synchronous', { simple: true }), 1);
    bare.close();
  });

  describe('transactions', () => {
    const raw = openConnection(join(folder, 'b.db'));
    const db = createDb(raw, silentLog);
    before(() => raw.exec('CREATE TABLE t (x INTEGER) STRICT'));
    after(() => raw.close());

    it('tell of a commit once it is done, outermost first, and never of a rollback', () => {
      const told: string[] = [];
      db.transaction(() => {
        db.afterCommit(() => told.push(`outer, open: ${raw.inTransaction}`));
        db.transaction(() => {
          db.run('INSERT INTO t VALUES (1)');
          db.afterCommit(() => told.push('inner'));
        });
        assert.deepEqual(told, []);
      });
      assert.deepEqual(told, ['outer, open: false', 'inner']);
      assert.throws(() =>
        db.transaction(() => {
          db.afterCommit(() => told.push('never'));
          throw new Error('no');
        }),
      );
      db.transaction(() => db.run('INSERT INTO t VALUES (2)'));
      assert.deepEqual(told, ['outer, open: false', 'inner']);
    });

    it('roll an inner one back alone when the outer one goes on', () => {
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (10)');
        assert.throws(() =>
          db.transaction(() => {
            db.run('INSERT INTO t VALUES (11)');
            throw new Error('no');
          }),
        );
      });
      assert.deepEqual(db.all('SELECT x FROM t WHERE x >= 10'), [{ x: 10 }]);
    });
  });
});

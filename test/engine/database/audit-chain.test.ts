import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('the history', () => {
  let engine: TestEngine;
  let file: string;
  before(async () => {
    engine = await startEngine();
    file = join(engine.dataDir, 'techbench.db');
    for (const name of ['One', 'Two', 'Three', 'Four']) await engine.console.assets.create({ name });
  });
  after(() => engine.stop());

  /** What the check says of a copy that somebody changed. */
  function checked(change: string) {
    const raw = openConnection(file);
    const copy = join(engine.dataDir, 'changed.db');
    raw.prepare('VACUUM INTO ?').run(copy);
    raw.close();
    const changed = openConnection(copy);
    changed.exec(change);
    changed.close();
    const report = checkDatabase(copy);
    for (const suffix of ['', '-wal', '-shm']) {
      // The next copy needs the name.
      rmSync(copy + suffix, { force: true });
    }
    return report;
  }

  it('is chained: it checks out as it is', () => {
    const report = checked('SELECT 1');
    assert.ok(report.auditChecked >= 4);
    assert.deepEqual([report.ok, report.brokenAudit], [true, []]);
  });

  for (const [what, change] of [
    ['changed', "UPDATE audit SET actor_name = 'Nobody' WHERE id = 3"],
    ['taken away', 'DELETE FROM audit WHERE id = 3'],
    [
      'slipped in',
      'UPDATE audit SET id = id + 1000 WHERE id > 2; INSERT INTO audit SELECT 3, at, change_id, actor_kind, actor_id, actor_name, entity, entity_id, organization_id, action, changes, undone_by, hash FROM audit WHERE id = 2',
    ],
  ] as const) {
    it(`shows an entry that was ${what}`, () => {
      const report = checked(change);
      assert.equal(report.ok, false);
      assert.ok(report.brokenAudit.length > 0);
    });
  }

  it('does not mind that a change was undone', async () => {
    const { record } = await engine.console.assets.create({ name: 'Five' });
    const { changeId } = await engine.console.assets.update({ ids: [record.id], patch: { name: 'Six' } });
    await engine.console.assets.undo({ changeId });
    assert.deepEqual(checked('SELECT 1').brokenAudit, []);
  });
});

import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { keptBackups } from '../../../electron/engine/database/backups.ts';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { restoreBackup } from '../../../electron/engine/database/restore.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

// T27: every backup restores.

const backups = 50;
const restores = 100;
/** Ten at once every 20 ms: about 500 a second. */
const writesAtOnce = 10;
const everyMs = 20;

function ticketsIn(file: string): number {
  const raw = openConnection(file, { readonly: true });
  const { n } = raw.prepare('SELECT count(*) AS n FROM ticket').get() as { n: number };
  raw.close();
  return n;
}

describe('a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-backups-'));
  const kept: { file: string; atLeast: number; atMost: number }[] = [];
  let test: TestEngine;
  before(async () => {
    test = await startEngine({ dataDir: join(folder, 'source') });
  });
  after(async () => {
    await test.stop();
    rmSync(folder, { recursive: true });
  });

  it(`made while tickets pour in is whole and holds all that was acknowledged before it, ${backups} times`, async (t) => {
    let written = 0;
    const pour = { stopped: false };
    const pouring = (async () => {
      while (!pour.stopped) {
        for (let one = 0; one < writesAtOnce; one += 1) {
          await test.console.tickets.create({
            subject: `Case ${written}`,
            description: 'x',
            organizationId: 1,
          });
          written += 1;
        }
        await wait(everyMs);
      }
    })();
    const started = performance.now();
    for (let made = 0; made < backups; made += 1) {
      const before = written;
      test.clock.pass(1000);
      const { file } = await test.console.system.backUpNow({});
      const copy = join(folder, `${made}.db`);
      copyFileSync(file, copy);
      kept.push({ file: copy, atLeast: before, atMost: written });
    }
    const perSecond = written / ((performance.now() - started) / 1000);
    pour.stopped = true;
    await pouring;
    t.diagnostic(`${written} tickets meanwhile, ${Math.round(perSecond)} a second`);
    assert.ok(written > backups * writesAtOnce, 'there was something to lose');
    for (const { file, atLeast, atMost } of kept) {
      const report = checkDatabase(file);
      assert.ok(report.ok, `${file}: ${JSON.stringify(report)}`);
      const tickets = ticketsIn(file);
      assert.ok(tickets >= atLeast && tickets <= atMost, `${atLeast} <= ${tickets} <= ${atMost}`);
    }
  });

  it('is kept although the clock was set back before it was made', async () => {
    test.clock.jump(-30 * 86_400_000);
    for (let made = 0; made < 3; made += 1) {
      const { file } = await test.console.system.backUpNow({});
      const listed = await test.console.system.backups({});
      assert.ok(listed.some((backup) => backup.file === file));
      assert.equal(listed.length, keptBackups);
    }
    const daily = async () =>
      (await test.console.system.backups({})).filter(({ reason }) => reason === 'daily').length;
    test.clock.pass(2 * 86_400_000);
    await test.engine.backUpDaily();
    assert.equal(await daily(), 1, 'a day is a day, whatever the older ones are called');
    await test.engine.backUpDaily();
    assert.equal(await daily(), 1);
  });

  it(`restores, ${restores} times, and sets aside what it replaces`, () => {
    const dataDir = join(folder, 'target');
    let standing: Buffer | undefined;
    for (let trial = 0; trial < restores; trial += 1) {
      const { file } = kept[(trial * 7) % kept.length]!;
      const { setAside } = restoreBackup({ dataDir, file, now: Date.UTC(2026, 10, 22) + trial });
      const database = join(dataDir, 'techbench.db');
      assert.equal(ticketsIn(database), ticketsIn(file));
      if (standing) assert.deepEqual(readFileSync(join(setAside!, 'techbench.db')), standing);
      else assert.equal(setAside, null);
      if (setAside) rmSync(setAside, { recursive: true });
      standing = readFileSync(database);
    }
  });

  it('that was cut off anywhere is refused, and what stands stays', () => {
    const dataDir = join(folder, 'target');
    const database = join(dataDir, 'techbench.db');
    const standing = readFileSync(database);
    const torn = join(folder, 'torn.db');
    for (let part = 0; part < 20; part += 1) {
      copyFileSync(kept[0]!.file, torn);
      truncateSync(torn, Math.floor((statSync(torn).size * part) / 20));
      assert.throws(() => restoreBackup({ dataDir, file: torn, now: 0 }), { code: 'validation' });
      assert.deepEqual(readFileSync(database), standing);
    }
  });

  it('is not what a plain copy of the open file is (control)', async () => {
    const copy = join(folder, 'plain.db');
    // Something that is in the journal only, wherever the others have got to.
    await test.console.tickets.create({ subject: 'The last one', description: 'Not in the file yet' });
    const acknowledged = (await test.console.tickets.counts({})).views.all.value;
    writeFileSync(copy, readFileSync(join(test.dataDir, 'techbench.db')));
    const held = (() => {
      try {
        return checkDatabase(copy).ok ? ticketsIn(copy) : 0;
      } catch {
        return 0;
      }
    })();
    assert.ok(held < acknowledged, `${held} of ${acknowledged}`);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { openDatabase, type OpenDatabase } from '../../../electron/engine/database/open-database.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { startEngine } from '../../support/engine.ts';
import { virtualClock } from '../../support/clock.ts';

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe('a damaged database file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const model = join(folder, 'model');
  const clock = virtualClock();
  let tickets: number;

  before(async () => {
    const test = await startEngine({ dataDir: model });
    test.engine.seedDemo();
    tickets = (await test.console.tickets.counts({})).views.all.value;
    await test.console.system.backUpNow({});
    await test.stop();
  });
  after(() => rmSync(folder, { recursive: true }));

  function open(dataDir: string): OpenDatabase {
    return openDatabase({ dataDir, clock, log: silentLog });
  }

  /** A copy of the workspace and its backup with something done to the file. */
  function damaged(name: string, damage: (file: string) => void, withBackup = true): string {
    const dataDir = join(folder, name);
    mkdirSync(join(dataDir, 'backups'), { recursive: true });
    const file = join(dataDir, 'techbench.db');
    copyFileSync(join(model, 'techbench.db'), file);
    if (withBackup) {
      const source = openDatabase({ dataDir: model, clock, log: silentLog });
      const [backup] = source.backups();
      source.close();
      copyFileSync(backup!.file, join(dataDir, 'backups', backup!.file.split('/').at(-1)!));
    }
    damage(file);
    return dataDir;
  }

  const damages: Readonly<Record<string, (file: string) => void>> = {
    'a header of zeros': (file) => overwrite(file, 0, Buffer.alloc(100)),
    'text in place of a database': (file) => writeFileSync(file, 'this is no database\n'.repeat(50)),
    'pages of zeros': (file) => overwrite(file, 4096 * 3, Buffer.alloc(4096 * 6)),
    'pages of noise': (file) => overwrite(file, 4096 * 5, Buffer.alloc(4096 * 4, 0xa7)),
    'a file cut in half': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'a file of one page': (file) => truncateSync(file, 4096),
  };

  for (const [name, damage] of Object.entries(damages)) {
    it(`is set aside byte for byte and the newest good backup takes its place: ${name}`, () => {
      const dataDir = damaged(name.replaceAll(' ', '-'), damage);
      const before = sha256(join(dataDir, 'techbench.db'));
      const database = open(dataDir);
      assert.ok(database.recovery, 'the repair is told');
      assert.equal(sha256(join(database.recovery.quarantined, 'techbench.db')), before);
      assert.ok(database.recovery.restoredFrom);
      const { n } = database.db.get<{ n: number }>('SELECT count(*) AS n FROM ticket')!;
      assert.equal(n, tickets);
      database.close();
      assert.equal(checkDatabase(join(dataDir, 'techbench.db')).ok, true);
      const again = open(dataDir);
      assert.equal(again.recovery, null, 'one repair, not one each start');
      again.close();
    });
  }

  it('passes over a backup that is damaged too, and takes the next newest', () => {
    const dataDir = damaged('bad-newest', damages['a file cut in half']!);
    writeFileSync(join(dataDir, 'backups', 'techbench-20300101T000000000Z-daily.db'), 'no backup either');
    const database = open(dataDir);
    assert.doesNotMatch(database.recovery?.restoredFrom ?? '', /20300101/);
    assert.ok(database.recovery?.restoredFrom);
    database.close();
  });

  it('starts afresh where there is no backup, and still deletes nothing', () => {
    const dataDir = damaged('no-backup', damages['a header of zeros']!, false);
    const before = sha256(join(dataDir, 'techbench.db'));
    const database = open(dataDir);
    assert.ok(database.recovery);
    assert.equal(database.recovery.restoredFrom, null);
    assert.equal(sha256(join(database.recovery.quarantined, 'techbench.db')), before);
    database.close();
  });

  it('is replaced from the backup when it is missing altogether', () => {
    const dataDir = damaged('missing', (file) => rmSync(file));
    const database = open(dataDir);
    assert.match(database.recovery?.reason ?? '', /missing/);
    assert.ok(database.recovery?.restoredFrom);
    database.close();
  });

  it('is found while it is in use, answered in words, and repaired by the next start', async () => {
    const dataDir = damaged('in-use', () => {});
    let told = '';
    const database = openDatabase({ dataDir, clock, log: silentLog, onDamage: (reason) => (told = reason) });
    // Everything but the first page turns to noise under the open connection.
    const file = join(dataDir, 'techbench.db');
    overwrite(file, 4096, Buffer.alloc(statSync(file).size - 4096, 0xa7));
    assert.throws(
      () => {
        for (const table of ['ticket', 'ticket_message', 'audit', 'event', 'organization']) {
          database.db.all(`SELECT * FROM ${table}`);
        }
      },
      { code: 'unavailable' },
    );
    assert.ok(told);
    database.close();
    const again = open(dataDir);
    assert.ok(again.recovery?.restoredFrom);
    again.close();
  });

  it('is found beside the work where the file is too large to be checked before', async () => {
    const dataDir = damaged('large', (file) => {
      const raw = openConnection(file);
      raw.exec('CREATE TABLE ballast (x BLOB) STRICT');
      const insert = raw.prepare('INSERT INTO ballast VALUES (randomblob(1000000))');
      for (let row = 0; row < 70; row += 1) insert.run();
      raw.exec('DROP TABLE ballast'); // leaves the pages, so that the file stays large
      raw.close();
      overwrite(file, 4096 * 5, Buffer.alloc(4096 * 4, 0xa7));
    });
    let told = '';
    const database = openDatabase({ dataDir, clock, log: silentLog, onDamage: (reason) => (told = reason) });
    assert.equal(database.recovery, null, 'it starts at once');
    await database.checkBehindStart();
    assert.ok(told);
    database.close();
    const again = open(dataDir);
    assert.ok(again.recovery?.restoredFrom);
    again.close();
  });

  it('is told to the technician until the notice is read, over restarts', async () => {
    const dataDir = damaged('notice', damages['pages of noise']!);
    for (let start = 0; start < 2; start += 1) {
      const test = await startEngine({ dataDir });
      assert.ok((await test.console.system.status({})).recovery);
      if (start === 1) {
        await test.console.system.acknowledgeRecovery({});
        assert.equal((await test.console.system.status({})).recovery, null);
      }
      await test.stop();
    }
  });

  it('shows a changed row by its hash, which SQLite’s own check does not see', () => {
    const file = join(folder, 'flip.db');
    const forged: { kind: string; id: number }[] = [];
    const estateChanges = [
      ['asset', "notes = notes || '.'"],
      ['vehicle', 'latitude = 0.1'],
      ['project', "name = 'forged'"],
      ['task', "status = 'done', completed_at = 5"],
      ['article', "body = body || ' '"],
    ] as const;
    copyFileSync(join(model, 'techbench.db'), file);
    assert.equal(checkDatabase(file).ok, true);
    const raw = openConnection(file);
    raw.prepare("UPDATE ticket SET subject = subject || '!' WHERE id = 3").run();
    raw.prepare("UPDATE ticket_message SET text = 'forged' WHERE id = 2").run();
    for (const [kind, change] of estateChanges) {
      const { id } = raw.prepare(`SELECT max(id) AS id FROM ${kind}`).get() as { id: number };
      raw.prepare(`UPDATE ${kind} SET ${change} WHERE id = ?`).run(id);
      forged.push({ kind, id });
    }
    raw.close();
    const report = checkDatabase(file);
    assert.deepEqual(report.damagedRecords, forged);
    assert.ok(report.recordsChecked > forged.length);
    assert.deepEqual(report.integrity, []);
    assert.deepEqual(report.damagedTickets, [3]);
    assert.deepEqual(report.damagedMessages, [2]);
    assert.equal(report.ok, false);
  });

  it('gives way to a new one when a folder stands in its place', () => {
    const dataDir = join(folder, 'directory');
    mkdirSync(join(dataDir, 'techbench.db'), { recursive: true });
    const database = open(dataDir);
    assert.match(database.recovery?.reason ?? '', /not a file/);
    assert.ok(existsSync(join(database.recovery!.quarantined, 'techbench.db')));
    database.close();
  });
});

function overwrite(file: string, position: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, position);
  closeSync(handle);
}

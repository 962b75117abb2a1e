import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type BetterSqlite3 from 'better-sqlite3';
import { keptBackups, listBackups } from '../../electron/engine/database/backups.ts';
import { checkDatabase } from '../../electron/engine/database/check-database.ts';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { migrate, schemaVersion, type Migration } from '../../electron/engine/database/migrate.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { openDatabase } from '../../electron/engine/database/open-database.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { virtualClock } from '../support/clock.ts';
import { fillVersion, readContent, schemaOf } from './versions.ts';

const points = ['start', 'middle', 'before-commit'] as const;
type Point = (typeof points)[number];

/** The same step, failing at one point: at its first statement, after some, or after all of them. */
function failing(step: Migration, point: Point, fail: (raw: BetterSqlite3.Database) => void): Migration {
  return {
    ...step,
    up(raw) {
      if (point === 'start') fail(raw);
      let statements = 0;
      const watched = new Proxy(raw, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            const result: unknown = value.apply(target, args);
            statements += 1;
            if (point === 'middle' && statements === 1) fail(raw);
            return result;
          };
        },
      });
      step.up(watched);
      if (point === 'before-commit') fail(raw);
    },
  };
}

describe('migrations (T23, T24)', () => {
  let dataDir: string;
  const clock = virtualClock();
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  /** Made once for each version, and copied. */
  const left = new Map<number, { bytes: Buffer; content: unknown }>();

  /** A data folder as a Techbench of that version would have left it, with data in it. */
  function folderAt(version: number): { file: string; content: unknown } {
    const file = join(dataDir, 'techbench.db');
    const known = left.get(version);
    if (known) {
      writeFileSync(file, known.bytes);
      return { file, content: known.content };
    }
    const raw = openConnection(file);
    migrate(raw, migrations.slice(0, version), () => {});
    fillVersion(raw, version);
    const content = readContent(raw, version);
    raw.close();
    left.set(version, { bytes: readFileSync(file), content });
    return { file, content };
  }

  function open(steps: readonly Migration[] = migrations) {
    return openDatabase({ dataDir, clock, log: silentLog, migrations: steps });
  }

  it('are numbered without gaps', () => {
    assert.deepEqual(
      migrations.map((step) => step.version),
      migrations.map((_, index) => index + 1),
    );
  });

  for (let version = 1; version < migrations.length; version += 1) {
    it(`bring schema ${version} to the newest and keep what was in it, with a checked copy before each step`, () => {
      const { file, content } = folderAt(version);
      const database = open();
      const copies = database.backups();
      database.close();
      const raw = openConnection(file, { readonly: true });
      assert.equal(schemaVersion(raw), migrations.length);
      assert.deepEqual(readContent(raw, version), content);
      raw.close();
      assert.equal(copies.length, Math.min(migrations.length - version, keptBackups));
      // The tickets above were put in with a hash that is none; whatever a step hashes is whole.
      const report = checkDatabase(file);
      assert.equal(report.recordsChecked, (version >= 3 ? 5 : 0) + (version >= 9 ? 3 : 0));
      assert.deepEqual(report.damagedRecords, version >= 7 ? report.damagedRecords : []);
      for (const copy of copies) assert.equal(checkDatabase(copy.file).integrity.length, 0);
    });
  }

  for (const step of migrations) {
    for (const point of points) {
      it(`leave the old schema whole when step ${step.version} throws (${point})`, () => {
        assertRolledBack(step, (target) =>
          failing(target, point, () => {
            throw new Error('interrupted');
          }),
        );
      });
      it(`leave the old schema whole when the disk is full in step ${step.version} (${point})`, () => {
        assertRolledBack(step, (target) =>
          failing(target, point, (raw) => {
            const pages = raw.pragma('page_count', { simple: true }) as number;
            raw.pragma(`max_page_count = ${pages}`);
            raw.exec('CREATE TABLE filler (x)');
            const insert = raw.prepare('INSERT INTO filler VALUES (zeroblob(100000))');
            for (let row = 0; row < 100; row += 1) insert.run();
          }),
        );
      });
      it(`leave the old or the new schema after a kill in step ${step.version} (${point})`, () => {
        const from = step.version - 1;
        const { file, content } = folderAt(from);
        const child = spawnSync(
          process.execPath,
          [join(import.meta.dirname, 'killed-migration.ts'), dataDir, String(step.version), point],
          { encoding: 'utf8' },
        );
        assert.equal(child.signal, 'SIGKILL', child.stderr);
        const raw = openConnection(file);
        assert.equal(schemaVersion(raw), from);
        assert.deepEqual(readContent(raw, from), content);
        assert.equal(checkStructure(raw), 'ok');
        raw.close();
        if (from > 0)
          assert.ok(listBackups(join(dataDir, 'backups')).length >= 1, 'the copy from before is there');
        // The steps behind it have their own tests.
        const again = open(migrations.slice(0, step.version));
        assert.equal(again.recovery, null);
        again.close();
      });
    }
  }

  function assertRolledBack(step: Migration, broken: (target: Migration) => Migration): void {
    const from = step.version - 1;
    const { file, content } = folderAt(from);
    const before = readSchema(file);
    assert.throws(() => open(migrations.map((each) => (each === step ? broken(each) : each))));
    assert.equal(readSchema(file), before);
    const raw = openConnection(file);
    assert.equal(schemaVersion(raw), from);
    assert.deepEqual(readContent(raw, from), content);
    raw.close();
    const backups = listBackups(join(dataDir, 'backups'));
    if (from > 0) assert.equal(backups.length, 1, 'a verified copy was made before');
    open(migrations.slice(0, step.version)).close();
  }

  it('would be caught: a step that commits by itself leaves something between', () => {
    const last = migrations.at(-1)!;
    const careless = failing(last, 'before-commit', (raw) => {
      raw.exec('COMMIT');
      throw new Error('interrupted');
    });
    assert.throws(() => assertRolledBack(last, () => careless));
  });

  it('refuse to write data of a newer Techbench, and leave its file as it is', async () => {
    folderAt(migrations.length);
    const file = join(dataDir, 'techbench.db');
    for (const newer of [1, 2, 7, 1000]) {
      const raw = openConnection(file);
      raw.pragma(`user_version = ${migrations.length + newer}`);
      raw.pragma('wal_checkpoint(TRUNCATE)');
      raw.close();
      const hash = hashOf(file);
      const database = open();
      assert.match(database.readOnly?.reason ?? '', /newer Techbench/);
      assert.ok(database.db.all('SELECT id FROM organization').length > 0, 'reading works');
      assert.throws(() => database.db.run("UPDATE organization SET name = 'x'"), { code: 'read_only' });
      await assert.rejects(database.backUp('manual'));
      database.close();
      assert.equal(hashOf(file), hash);
      assert.equal(schemaOf(file), migrations.length + newer);
    }
  });
});

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function readSchema(file: string): string {
  const raw = openConnection(file);
  const rows = raw.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  raw.close();
  return JSON.stringify(rows);
}

function checkStructure(raw: BetterSqlite3.Database): unknown {
  return raw.pragma('integrity_check', { simple: true });
}

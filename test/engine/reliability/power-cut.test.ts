import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openConnection } from '../../../electron/engine/database/connection.ts';

/** SQLite's WAL: a header of 32 bytes, then frames of 24 bytes and a page. */
const walHeader = 32;
const frameHeader = 24;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

describe('a power cut (T2)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const original = join(folder, 'original.db');
  const copy = join(folder, 'copy.db');
  /** Length of the WAL when each commit was acknowledged. */
  const acknowledged: number[] = [];
  let wal: Buffer;
  let pageSize: number;
  const seed = Number(process.env['TECHBENCH_TEST_SEED'] ?? Date.now() % 1_000_000);
  const next = random(seed);

  before(() => {
    console.log(`seed ${seed}`);
    const raw = openConnection(original);
    raw.pragma('wal_autocheckpoint = 0');
    raw.exec(
      'CREATE TABLE entry (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; CREATE INDEX entry_text ON entry (text)',
    );
    raw.pragma('wal_checkpoint(TRUNCATE)');
    pageSize = raw.pragma('page_size', { simple: true }) as number;
    const insert = raw.prepare('INSERT INTO entry VALUES (?, ?)');
    for (let commit = 1; commit <= 60; commit += 1) {
      raw.transaction(() => {
        insert.run(commit * 2, `${commit}-${'x'.repeat(commit * 40)}`);
        insert.run(commit * 2 + 1, `${commit}-second`);
      })();
      acknowledged.push(statSync(`${original}-wal`).size);
    }
    copyFileSync(original, `${original}.kept`);
    wal = readFileSync(`${original}-wal`);
    raw.close();
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Opens the database as it would be found after the cut; answers how many whole commits it holds. */
  function reopen(journal: Buffer): number {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
    copyFileSync(`${original}.kept`, copy);
    writeFileSync(`${copy}-wal`, journal);
    const raw = openConnection(copy);
    try {
      assert.equal(raw.pragma('integrity_check', { simple: true }), 'ok');
      const rows = raw.prepare('SELECT n FROM entry ORDER BY n').all() as { n: number }[];
      const commits = rows.length / 2;
      assert.ok(Number.isInteger(commits), 'no commit is there by half');
      assert.deepEqual(
        rows.map((row) => row.n),
        Array.from({ length: rows.length }, (_, index) => index + 2),
      );
      return commits;
    } finally {
      raw.close();
    }
  }

  it('leaves exactly the commits whose bytes had reached the disk, at each frame’s edge and anywhere else', () => {
    const frame = frameHeader + pageSize;
    const cuts = new Set<number>();
    for (let edge = walHeader; edge <= wal.length; edge += frame) {
      for (let off = -3; off <= 3; off += 1) cuts.add(Math.min(wal.length, Math.max(0, edge + off)));
    }
    while (cuts.size < 2000) cuts.add(Math.floor(next() * (wal.length + 1)));
    for (const cut of cuts) {
      const expected = acknowledged.filter((length) => length <= cut).length;
      assert.equal(reopen(wal.subarray(0, cut)), expected, `cut at ${cut}, seed ${seed}`);
    }
  });

  it('leaves a prefix of the commits when a sector of the journal is lost or a bit in it flips', () => {
    for (let trial = 0; trial < 500; trial += 1) {
      const damaged = Buffer.from(wal);
      const at = Math.floor(next() * wal.length);
      const lost = trial % 3 === 0 ? 512 : 4096;
      const sector = at - (at % lost);
      if (trial % 3 !== 2) damaged.fill(0, sector, Math.min(wal.length, sector + lost));
      else damaged[at]! ^= 1 << Math.floor(next() * 8);
      const kept = reopen(damaged);
      assert.ok(kept <= acknowledged.length);
      // Nothing before the damage may be lost.
      const first = trial % 3 === 2 ? at : sector;
      assert.ok(
        kept >= acknowledged.filter((length) => length <= first).length,
        `seed ${seed}, trial ${trial}`,
      );
    }
  });

  const traced = existsSync('/usr/bin/strace') ? false : 'needs strace';

  /** Order of the child's system calls: was every journal byte synced before its commit was acknowledged? */
  function unsyncedAcknowledgements(synchronous: 'FULL' | 'OFF'): { acknowledged: number; unsynced: number } {
    const log = join(folder, `trace-${synchronous}`);
    const child = spawnSync(
      'strace',
      [
        '-f',
        '-y',
        '-o',
        log,
        '-e',
        'trace=pwrite64,fsync,fdatasync,write',
        process.execPath,
        join(import.meta.dirname, 'commits-child.ts'),
        join(folder, `${synchronous}.db`),
        synchronous,
      ],
      { encoding: 'utf8' },
    );
    assert.equal(child.status, 0, child.stderr);
    let dirty = false;
    const found = { acknowledged: 0, unsynced: 0 };
    for (const line of readFileSync(log, 'utf8').split('\n')) {
      if (/pwrite64\(\d+<[^>]*-wal>/.test(line)) dirty = true;
      else if (/f(data)?sync\(\d+<[^>]*-wal>/.test(line)) dirty = false;
      else if (/write\(1<[^>]*>, "ack /.test(line)) {
        found.acknowledged += 1;
        if (dirty) found.unsynced += 1;
      }
    }
    return found;
  }

  it('finds every acknowledged commit on the disk: it was synced before', { skip: traced }, () => {
    assert.deepEqual(unsyncedAcknowledgements('FULL'), { acknowledged: 50, unsynced: 0 });
  });

  it(
    'would be caught losing them: without syncing, acknowledged commits are not on the disk',
    { skip: traced },
    () => {
      const { acknowledged: total, unsynced } = unsyncedAcknowledgements('OFF');
      assert.equal(total, 50);
      assert.ok(unsynced > 40, `${unsynced} of 50`);
    },
  );
});

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { LockAnswer, LockRequest } from '../support/lock-child.ts';

const doubleStarts = 200;
const refuseLimitMs = 500;
const staleLimitMs = 2000;

const children = new Set<ChildProcess>();
const folders: string[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-lock-'));
  folders.push(folder);
  return folder;
}

function forkHolder(): ChildProcess {
  const child = fork(path.resolve(import.meta.dirname, '../support/lock-child.ts'));
  children.add(child);
  return child;
}

async function ask(child: ChildProcess, request: LockRequest): Promise<LockAnswer> {
  const answer = once(child, 'message');
  child.send(request);
  return ((await answer) as [LockAnswer])[0];
}

describe('two engines on one data folder', () => {
  it(`are one: ${doubleStarts} simultaneous starts give exactly one holder, the other is told who`, async (t) => {
    const folder = freshFolder();
    const pair = [forkHolder(), forkHolder()];
    const refusedMs: number[] = [];
    const winners = new Set<number>();
    for (let round = 0; round < doubleStarts; round += 1) {
      const answers = await Promise.all(pair.map((child) => ask(child, { kind: 'take', folder })));
      assert.deepEqual(answers.map(({ kind }) => kind).toSorted(), ['refused', 'taken'], `round ${round}`);
      const refused = answers.find(({ kind }) => kind === 'refused')!;
      assert.match(refused.words, /is in use by another Techbench engine/);
      refusedMs.push(refused.ms);
      winners.add(answers.findIndex(({ kind }) => kind === 'taken'));
      await Promise.all(pair.map((child) => ask(child, { kind: 'release' })));
    }
    t.diagnostic(`refused after at most ${Math.round(Math.max(...refusedMs))} ms`);
    assert.ok(Math.max(...refusedMs) <= refuseLimitMs);
    assert.equal(winners.size, 2, 'each of the two was first at times, so they really raced');
  });

  it('are two on two folders (control: the test can see two holders)', async () => {
    const answers = await Promise.all(
      [freshFolder(), freshFolder()].map((folder) => ask(forkHolder(), { kind: 'take', folder })),
    );
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ['taken', 'taken'],
    );
  });

  it('leave no stale lock: after a kill the folder is free at once, twenty times', async (t) => {
    const folder = freshFolder();
    const freeAfterMs: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const holder = forkHolder();
      assert.equal((await ask(holder, { kind: 'take', folder })).kind, 'taken');
      const next = forkHolder();
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
      const killedAt = performance.now();
      assert.equal((await ask(next, { kind: 'take', folder })).kind, 'taken');
      freeAfterMs.push(performance.now() - killedAt);
      await ask(next, { kind: 'release' });
    }
    t.diagnostic(`free after at most ${Math.round(Math.max(...freeAfterMs))} ms`);
    assert.ok(Math.max(...freeAfterMs) <= staleLimitMs);
  });

  it('are not fooled by a process number that lives again as something else', async () => {
    const folder = freshFolder();
    writeFileSync(
      path.join(folder, 'engine.json'),
      JSON.stringify({ pid: process.pid, startedAt: 'yesterday' }),
    );
    assert.equal((await ask(forkHolder(), { kind: 'take', folder })).kind, 'taken');
  });

  it('do not write: the refused one changes nothing in the folder', async () => {
    const folder = freshFolder();
    const [first, second] = [forkHolder(), forkHolder()];
    await ask(first, { kind: 'take', folder });
    const look = () =>
      readdirSync(folder)
        .toSorted()
        .map((name) => {
          const { size, mtimeMs } = statSync(path.join(folder, name));
          return { name, size, mtimeMs };
        });
    const before = look();
    assert.equal((await ask(second, { kind: 'take', folder })).kind, 'refused');
    assert.deepEqual(look(), before);
  });
});

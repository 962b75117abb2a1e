import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkDatabase } from '../../../electron/engine/database/check-database.ts';
import { listBackups } from '../../../electron/engine/database/backups.ts';
import { runHeadless } from '../../support/headless.ts';
import { findHarm, replay, serveWithCrashPoints, writeUntilGone, type Attempt } from './kill-trial.ts';
import { fileURLToPath } from 'node:url';

const writingPoints = [
  'before-begin',
  'between-rows',
  'after-counts',
  'after-search',
  'after-audit',
  'after-event',
  'after-message',
  'after-idempotency',
  'before-commit',
  'after-commit',
] as const;

/** 300 trials in all; the nightly figure is had with TECHBENCH_TEST_TRIALS=5000. */
const trials = Number(process.env['TECHBENCH_TEST_TRIALS'] ?? 300);
/** Long histories in one folder, and several of them from the beginning. */
const trialsAFolder = 20;
const folder = mkdtempSync(join(tmpdir(), 'techbench-kill-'));
const compileCache = { NODE_COMPILE_CACHE: join(folder, 'compiled') };

/** One folder, killed again and again; each start must find everything that was promised before. */
async function lane(
  name: string,
  count: number,
  firstTrial: number,
): Promise<{ acknowledged: number; harm: string[] }> {
  const harm: string[] = [];
  let acknowledged = 0;
  let dataDir = '';
  let apiKey = '';
  let last: Attempt[] = [];
  for (let trial = 0; trial < count; trial += 1) {
    if (trial % trialsAFolder === 0) {
      dataDir = join(folder, `${name}-${trial}`);
      apiKey = '';
      last = [];
    }
    // A third at random moments, a third of those inside checkpoints, the rest at named points.
    const number = firstTrial + trial;
    const random = number % 3 === 0;
    const env = random
      ? { ...compileCache, ...(number % 2 === 0 ? { TECHBENCH_EAGER_CHECKPOINT: '1' } : {}) }
      : {
          ...compileCache,
          TECHBENCH_CRASH_AT: `${writingPoints[number % writingPoints.length]}:${4 + (number % 23)}`,
        };
    const fresh = apiKey === '';
    const keyArgs = ['--issue-key', 'kill', '--scopes', 'all', '--tier', 'enterprise'];
    // A kill may come before the key is even known; then the folder begins anew.
    const serving = await serveWithCrashPoints(
      dataDir,
      fresh ? compileCache : env,
      fresh ? keyArgs : [],
    ).catch(() => null);
    if (!serving) continue;
    if (fresh) apiKey = serving.ready.apiKey!;
    if (serving.ready.recovery) harm.push(`trial ${number}: repaired although nothing was damaged`);
    const replayed = await replay(serving.ready.url, apiKey, random ? last.slice(-40) : []).catch(() => []);
    harm.push(...replayed);
    last = await writeUntilGone(serving, apiKey, random || fresh ? (number * 7) % 41 : null);
    acknowledged += last.filter((attempt) => attempt.acknowledgedId !== null).length;
    harm.push(...findHarm(dataDir, last).map((line) => `trial ${number}: ${line}`));
  }
  return { acknowledged, harm };
}

describe('kill -9 while writing (T1)', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `loses nothing acknowledged, tears nothing and does nothing twice, in ${trials} trials`,
    { timeout: 1_200_000 },
    async () => {
      const half = Math.ceil(trials / 2);
      const results = await Promise.all([lane('a', half, 0), lane('b', trials - half, half)]);
      const acknowledged = results.reduce((sum, result) => sum + result.acknowledged, 0);
      console.log(`${trials} trials, ${acknowledged} acknowledged writes`);
      assert.deepEqual(
        results.flatMap((result) => result.harm),
        [],
      );
      assert.ok(acknowledged > trials, 'the trials did write');
    },
  );

  it('would be caught tearing: without transactions a kill between rows leaves half a ticket', async () => {
    const dataDir = join(folder, 'torn');
    const first = await serveWithCrashPoints(dataDir, compileCache, [
      '--issue-key',
      'kill',
      '--scopes',
      'all',
      '--tier',
      'enterprise',
    ]);
    await first.stop();
    const env = { ...compileCache, TECHBENCH_TORN: '1', TECHBENCH_CRASH_AT: 'between-rows:5' };
    const serving = await serveWithCrashPoints(dataDir, env);
    const attempts = await writeUntilGone(serving, first.ready.apiKey!, null);
    assert.notDeepEqual(findHarm(dataDir, attempts), []);
  });

  const hook = fileURLToPath(new URL('./crash-points.ts', import.meta.url));
  for (const point of [
    'in-migration:0',
    'in-migration:2',
    'before-checkpoint:0',
    'after-checkpoint:0',
    'before-backup-rename:0',
    'after-backup-rename:0',
  ]) {
    it(`leaves a workspace that opens and verifies: ${point}`, async () => {
      const dataDir = join(folder, point.replace(':', '-'));
      const env = { NODE_OPTIONS: `--import ${hook}`, TECHBENCH_CRASH_AT: point, ...compileCache };
      if (!point.startsWith('in-migration')) {
        const filled = await serveWithCrashPoints(dataDir, compileCache, ['--seed-demo']);
        await filled.stop();
      }
      const inBackup = point.includes('backup');
      const killed = inBackup
        ? await runHeadless(['backup', join(folder, `${point}.db`), '--data', dataDir], env)
        : await serveWithCrashPoints(dataDir, env, []).then(
            (serving) => serving.stop(),
            () => ({ code: null, stdout: '', stderr: '' }),
          );
      assert.equal(killed.code, null, `killed, not ended: ${killed.stderr}`);
      const verified = await runHeadless(['verify', '--data', dataDir], compileCache);
      // A kill inside the very first migration leaves no workspace yet; the next start makes one.
      if (!point.startsWith('in-migration'))
        assert.equal(JSON.parse(verified.stdout).ok, true, verified.stdout);
      for (const backup of listBackups(join(dataDir, 'backups')))
        assert.equal(checkDatabase(backup.file).ok, true);
      const again = await serveWithCrashPoints(dataDir, compileCache, []);
      assert.equal(again.ready.recovery, undefined);
      assert.equal((await again.stop()).code, 0);
    });
  }
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it, mock } from 'node:test';
import { runFiles } from '../../scripts/testing/file-pool.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'techbench-pool-'));
after(() => rmSync(folder, { recursive: true, force: true }));
// What the files below print is theirs.
mock.method(console, 'log', () => {});

/** A test file that fails as often as it is told to, and then passes. */
function failing(name: string, times: number): string {
  const file = path.join(folder, `${name}.test.mjs`);
  const runs = JSON.stringify(path.join(folder, `${name}.runs`));
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from 'node:fs';
     import { it } from 'node:test';
     appendFileSync(${runs}, 'x');
     it('passes in the end', () => {
       if (readFileSync(${runs}).length <= ${times}) throw new Error('not yet');
     });`,
  );
  return file;
}

/** The counts of one file, run as a file of a stage. */
async function countsOf(file: string, isTriedAgain: boolean) {
  // A runner below a runner would report to the one above it.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const ran = (await runFiles([{ stage: 'x', file, isTriedAgain, env }], 1)).get('x');
  assert.ok(ran !== undefined && ran.seconds > 0);
  const { seconds: _, ...counts } = ran;
  return counts;
}

describe('the runner of test files', () => {
  it('counts a failure at the first try', async () => {
    const counts = { passed: 0, failed: 1, skipped: 0, again: [] };
    assert.deepEqual(await countsOf(failing('once', 1), false), counts);
  });

  it('runs a file of the desktop once more, and says so', async () => {
    const file = failing('desktop', 1);
    assert.deepEqual(await countsOf(file, true), { passed: 1, failed: 0, skipped: 0, again: [file] });
  });

  it('counts what fails twice', async () => {
    const counts = { passed: 0, failed: 1, skipped: 0, again: [] };
    assert.deepEqual(await countsOf(failing('twice', 2), true), counts);
  });

  it('says nothing of what passes', async () => {
    const counts = { passed: 1, failed: 0, skipped: 0, again: [] };
    assert.deepEqual(await countsOf(failing('never', 0), true), counts);
  });

  it('counts a file that tests nothing as a failure', async () => {
    const file = path.join(folder, 'empty.test.mjs');
    writeFileSync(file, '');
    assert.equal((await countsOf(file, true)).failed, 1);
  });
});

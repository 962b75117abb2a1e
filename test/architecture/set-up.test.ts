import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';

const root = path.resolve(import.meta.dirname, '../..');
// Any of its steps would take longer, also on a busy machine.
const instantMs = 20_000;

describe('set-up', () => {
  it('does nothing, says nothing and takes no time once it has run', () => {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/set-up.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
    assert.ok(performance.now() - started < instantMs);
  });

  it('gives up the sandbox for root on Linux and for nobody else', () => {
    const { getuid } = process;
    try {
      process.getuid = () => 1000;
      assert.deepEqual(electronRuntime().args, []);
      process.getuid = () => 0;
      assert.deepEqual(electronRuntime().args, process.platform === 'linux' ? ['--no-sandbox'] : []);
    } finally {
      if (getuid) process.getuid = getuid;
    }
  });

  it('keeps the standard output of the command line clean', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/engine.mjs', 'frob'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.notEqual(stderr, '');
  });
});

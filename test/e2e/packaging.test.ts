import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { checkFuses, verifyPackage } from '../../scripts/packaging/verify.mjs';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const packed = path.join(projectRoot, 'out/linux-unpacked');

describe('the packed application', { skip: process.platform !== 'linux' && 'packs for Linux' }, () => {
  before(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });

  it('has its fuses flipped, its archive complete and its two native files outside of it', async () => {
    assert.deepEqual(await verifyPackage(packed), []);
  });

  it('would not pass with the fuses of the runtime it was packed from (control)', async () => {
    const found = await checkFuses(electronRuntime().executable);
    assert.ok(found.includes('fuse OnlyLoadAppFromAsar is not on'), found.join('\n'));
    assert.ok(found.includes('fuse EnableNodeCliInspectArguments is not off'), found.join('\n'));
  });

  it('would not pass with a folder that wins over the archive (control)', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'techbench-packed-'));
    try {
      cpSync(packed, copy, { recursive: true });
      cpSync(path.join(projectRoot, 'scripts/set-up/default-app'), path.join(copy, 'resources/app'), {
        recursive: true,
      });
      assert.deepEqual(await verifyPackage(copy), ['resources/app is there and would win over app.asar']);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('does not become Node when the environment asks for it', () => {
    const asNode = (executable: string) =>
      spawnSync(executable, ['-e', 'console.log("I am " + "Node")'], {
        encoding: 'utf8',
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        timeout: 20_000,
      }).stdout;
    assert.match(
      asNode(electronRuntime().executable),
      /I am Node/,
      'control: an Electron with that fuse on does',
    );
    assert.doesNotMatch(asNode(path.join(packed, 'techbench')), /I am Node/);
  });
});

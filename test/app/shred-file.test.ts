import assert from 'node:assert/strict';
import { link, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createChosenFiles } from '../../electron/app/chosen-files.ts';
import { shredFile } from '../../electron/app/shred-file.ts';

describe('a file of secrets that is deleted', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'techbench-shred-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function fileOf(name: string, text: string) {
    const file = path.join(folder, name);
    await writeFile(file, text);
    const { size, mtimeMs } = await stat(file);
    return { file, bytes: size, modifiedMs: mtimeMs };
  }

  it('is gone, and what it held was written over', async () => {
    const chosen = await fileOf('export.json', `{"password":"Sample-Passw0rd!"}${' '.repeat(3_000_000)}`);
    // A second name for the same bytes shows what became of them.
    const witness = path.join(folder, 'witness');
    await link(chosen.file, witness);
    await shredFile(chosen);
    assert.deepEqual(await readdir(folder), ['witness']);
    assert.equal((await readFile(witness)).length, 0);
    await rm(witness);
  });

  it('is left alone where it is not the one that was read', async () => {
    const chosen = await fileOf('export.json', 'first');
    await writeFile(chosen.file, 'another file by now');
    await assert.rejects(shredFile(chosen), { code: 'conflict' });
    assert.equal(await readFile(chosen.file, 'utf8'), 'another file by now');
  });

  it('is known by its id only, and only once', async () => {
    const { file } = await fileOf('codes.txt', 'otpauth://');
    const chosen = createChosenFiles();
    await chosen.remember('f1', file);
    await chosen.shred('f1');
    await assert.rejects(chosen.shred('f1'), { code: 'not_found' });
    await assert.rejects(stat(file), { code: 'ENOENT' });
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createKeystoreFile } from '../../../electron/engine/platform/keystore-file.ts';

describe('the keystore file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'techbench-keystore-'));
    file = join(folder, 'keys');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what was put in, to whoever has the passphrase, and shows none of it', async () => {
    const store = createKeystoreFile(file, 'horse battery');
    assert.deepEqual(await store.read('vault a'), { state: 'absent' });
    assert.deepEqual(await store.write('vault a', 'the secret itself'), { state: 'kept' });
    assert.deepEqual(await store.write('vault b', 'another'), { state: 'kept' });
    const again = createKeystoreFile(file, 'horse battery');
    assert.deepEqual(await again.read('vault a'), { state: 'found', secret: 'the secret itself' });
    assert.doesNotMatch(readFileSync(file, 'latin1'), /secret|vault|another/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['keys'], 'no half-written file stays');
  });

  it('is written past what a crash left half-written', async () => {
    writeFileSync(`${file}.partial`, 'half of a');
    const store = createKeystoreFile(file, 'horse battery');
    assert.deepEqual(await store.write('vault a', 'b'), { state: 'kept' });
    assert.deepEqual(readdirSync(folder), ['keys']);
  });

  it('is refused to a wrong passphrase, and is left as it is', async () => {
    await createKeystoreFile(file, 'right').write('a', 'b');
    const before = readFileSync(file);
    const wrong = createKeystoreFile(file, 'wrong');
    assert.equal((await wrong.read('a')).state, 'refused');
    assert.equal((await wrong.write('a', 'c')).state, 'refused');
    assert.deepEqual(readFileSync(file), before);
  });

  it('is garbled where it is none, cheapened or costly beyond reason, and is left as it is', async () => {
    await createKeystoreFile(file, 'right').write('a', 'b');
    const whole = readFileSync(file, 'latin1');
    for (const changed of [
      'not a keystore',
      '',
      whole.replace('"n":131072', '"n":1024'),
      whole.replace('"n":131072', '"n":1073741824'),
      whole.replace('"r":8', '"r":8000'),
    ]) {
      writeFileSync(file, changed, 'latin1');
      const answer = await createKeystoreFile(file, 'right').read('a');
      assert.equal(answer.state, 'garbled', changed.slice(0, 60));
      assert.equal((await createKeystoreFile(file, 'right').write('a', 'c')).state, 'garbled');
      assert.equal(readFileSync(file, 'latin1'), changed);
    }
    // Its header is authenticated: a cost within the bounds that is not the file's own does not open it.
    writeFileSync(file, whole.replace('"p":1', '"p":2'), 'latin1');
    assert.equal((await createKeystoreFile(file, 'right').read('a')).state, 'refused');
  });

  it('tells that its folder is missing', async () => {
    const store = createKeystoreFile(join(folder, 'nowhere', 'keys'), 'right');
    assert.equal((await store.write('a', 'b')).state, 'unavailable');
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AppError } from '../../../shared/errors.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/vault');
/** Of every encrypted fixture. */
const password = 'correct horse – Ärger';

describe('files of passwords and codes', () => {
  let engine: TestEngine;
  let folder: string;
  before(async () => {
    engine = await startEngine();
    folder = mkdtempSync(join(tmpdir(), 'techbench-files-'));
  });
  after(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (path: string) => engine.engine.openImportFile(path).fileId;
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  for (const name of readdirSync(fixtures).filter((each) => !/\.ts$|missing|organization/.test(each))) {
    it(`of ${name} come in once: the same file again holds nothing new and nothing other`, async () => {
      const path = join(fixtures, name);
      const first = await engine.console.imports.preview({ fileId: file(path), password });
      const done = await engine.console.imports.commit({ fileId: file(path), password });
      assert.deepEqual([done.batch.new, done.batch.changed], [first.new, first.changed]);
      const again = await engine.console.imports.preview({ fileId: file(path), password });
      assert.deepEqual(
        [again.format, again.new, again.changed],
        [first.format, 0, 0],
        JSON.stringify(again.rows),
      );
      assert.equal(again.refused.length, first.refused.length);
      const undone = await engine.console.imports.undo({ batchId: done.batch.id });
      assert.deepEqual([undone.undone, undone.kept], [done.batch.new + done.batch.changed, 0]);
      const back = await engine.console.imports.preview({ fileId: file(path), password });
      assert.deepEqual([back.new, back.changed], [first.new, first.changed]);
    });
  }

  it('tell that a password is needed, or wrong', async () => {
    const path = join(fixtures, 'aegis-sealed.json');
    for (const [given, reason] of [
      [{}, 'password_needed'],
      [{ password: 'nope' }, 'password_wrong'],
    ] as const) {
      const refused = engine.console.imports.preview({ fileId: file(path), ...given });
      await assert.rejects(refused, (error: AppError) => error.details?.reason === reason);
    }
  });

  it('keep an earlier password when a file brings another, and give it back', async () => {
    const { record } = await engine.console.entries.create({
      title: 'Wiki',
      username: 'ada',
      password: 'old one',
      urls: ['https://wiki.example'],
      notes: 'stays',
    });
    const path = written('wiki.csv', 'name,url,username,password\nWiki,https://wiki.example,ada,new one\n');
    const { batch } = await engine.console.imports.commit({ fileId: file(path) });
    assert.deepEqual([batch.format, batch.new, batch.changed], ['passwords-csv', 0, 1]);
    const reveal = () => engine.console.entries.reveal({ id: record.id, parts: ['password', 'history'] });
    const changed = await reveal();
    assert.deepEqual([changed.password, changed.history?.[0]?.password], ['new one', 'old one']);
    assert.equal((await engine.console.entries.get({ id: record.id })).notes, 'stays');
    await engine.console.imports.undo({ batchId: batch.id });
    const back = await reveal();
    assert.deepEqual([back.password, back.history], ['old one', []]);
  });

  it('keep what somebody changed since', async () => {
    const path = written('kept.csv', 'name,url,username,password\nKept,https://kept.example,bob,one\n');
    const { batch } = await engine.console.imports.commit({ fileId: file(path) });
    const { rows } = await engine.console.entries.list({ search: 'kept' });
    await engine.console.entries.update({ ids: [rows[0]!.id], patch: { folder: 'mine' } });
    const undone = await engine.console.imports.undo({ batchId: batch.id });
    assert.deepEqual([undone.undone, undone.kept], [0, 1]);
  });

  it('are refused while the vault is locked, tickets are not', async () => {
    await engine.console.vault.lock({});
    const passwords = written('p.csv', 'name,url,username,password\nA,https://a.example,b,c\n');
    await assert.rejects(engine.console.imports.preview({ fileId: file(passwords) }), { code: 'locked' });
    const tickets = written('t.csv', 'subject\nPrinter\n');
    assert.equal((await engine.console.imports.preview({ fileId: file(tickets) })).new, 1);
    await engine.console.vault.unlock({});
  });
});

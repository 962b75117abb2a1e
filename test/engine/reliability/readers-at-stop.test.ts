import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { startEngine } from '../../support/engine.ts';

/** The journal that a stop could not fold in holds acknowledged work: the next start must take it for its own. */
describe('a stop while somebody reads the file', () => {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(path.join(tmpdir(), 'techbench-readers-'));
    folders.push(made);
    return made;
  };
  after(() => {
    for (const made of folders) rmSync(made, { recursive: true });
  });

  it('loses nothing where it is another program that reads', async () => {
    const dataDir = folder();
    const engine = await startEngine({ dataDir });
    const reader = openConnection(path.join(dataDir, 'techbench.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM ticket').get();
    await engine.console.tickets.create({ subject: 'Written meanwhile', description: 'x' });
    await engine.stop();
    assert.ok(!existsSync(path.join(dataDir, 'stopped-cleanly.json')), 'no mark denies the journal');
    reader.close();
    const again = await startEngine({ dataDir });
    const { rows } = await again.console.tickets.list({ view: 'all' });
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      ['Written meanwhile'],
    );
    await again.stop();
    assert.ok(existsSync(path.join(dataDir, 'stopped-cleanly.json')));
  });

  it('ends its own checks and copies first', async () => {
    const dataDir = folder();
    const engine = await startEngine({ dataDir });
    await engine.console.tickets.create({ subject: 'Kept', description: 'x' });
    const underWay = [engine.console.system.verify({}), engine.console.system.backUpNow({})];
    const ended = Promise.allSettled(underWay);
    await engine.stop();
    await ended;
    assert.ok(existsSync(path.join(dataDir, 'stopped-cleanly.json')));
    const again = await startEngine({ dataDir });
    assert.equal((await again.console.tickets.list({ view: 'all' })).rows.length, 1);
    assert.ok((await again.console.system.verify({})).ok);
    await again.stop();
  });
});

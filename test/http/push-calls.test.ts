import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';
import { becomes } from '../support/patience.ts';

describe('calls of monitors that wait for them', () => {
  let engine: TestEngine;
  let token: string;
  let id: number;
  before(async () => {
    engine = await startEngine();
    const { record } = await engine.console.monitors.create({ name: 'Backup', type: 'push', interval: 60 });
    id = record.id;
    token = record.pushToken!;
  });
  after(() => engine.stop());

  /** What is written in batches, once it is there. */
  async function until(status: string): Promise<void> {
    await becomes<string>(async () => (await engine.console.monitors.get({ id })).status, status, 'written');
  }

  it('are taken with any method, and say that all is well', async () => {
    for (const method of ['GET', 'POST']) {
      const received = await send(engine.url, `/push/${token}?status=up&msg=OK&ping=12.5`, { method });
      assert.equal(received.status, 200);
      assert.deepEqual(received.json, { ok: true });
    }
    await until('up');
    assert.equal((await engine.console.monitors.get({ id })).responseTimeMs, 13);
  });

  it('are refused where nobody waits, and to web pages of elsewhere', async () => {
    for (const path of ['/push/', '/push/nothing', `/push/${'0'.repeat(32)}`, `/push/${token}x`]) {
      assert.equal((await send(engine.url, path)).status, 404, path);
    }
    const page = { headers: { origin: 'https://evil.example' } };
    assert.equal((await send(engine.url, `/push/${token}`, page)).status, 403);
  });
});

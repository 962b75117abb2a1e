import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { serveHeadless } from '../support/headless.ts';
import { send, sendRaw } from '../support/http.ts';
import { becomes } from '../support/patience.ts';

const tickets = '/v1/api/tickets';

describe('request log', () => {
  let engine: TestEngine;
  let key: { id: number; apiKey: string };
  before(async () => {
    engine = await startEngine();
    const issued = await engine.issueKey();
    key = { id: issued.key.id, apiKey: issued.apiKey };
  });
  after(() => engine.stop());

  it('names the route, never the address that was asked for', async () => {
    const created = await send(engine.url, tickets, {
      key: key.apiKey,
      body: { subject: 'S', description: 'D' },
    });
    await send(engine.url, `${tickets}/${created.json.id}?password=hunter2`, { key: key.apiKey });
    await send(engine.url, `${tickets}/tkt_ffffff`, { key: key.apiKey });
    await send(engine.url, `${tickets}/${created.json.id}`, { key: key.apiKey, method: 'DELETE' });
    await send(engine.url, '/v1/hunter2', { key: key.apiKey });
    await send(engine.url, tickets, {});
    await send(engine.url, tickets, { key: key.apiKey, headers: { host: 'evil.example' } });
    await sendRaw(engine.url, 'hunter2\r\n\r\n');
    const log = await engine.console.usage.requests({});
    assert.deepEqual(
      log.toReversed().map(({ keyId, method, path, status }) => [keyId, method, path, status]),
      [
        [key.id, 'POST', tickets, 201],
        [key.id, 'GET', `${tickets}/:id`, 200],
        [key.id, 'GET', `${tickets}/:id`, 404],
        [key.id, 'DELETE', null, 405],
        [key.id, 'GET', null, 404],
        [null, 'GET', tickets, 401],
        [null, 'GET', null, 403],
        [null, 'OTHER', null, 400],
      ],
    );
    assert.equal(log.at(-1)!.bytes, created.text.length);
    assert.ok(log.every(({ durationMs }) => durationMs >= 0 && durationMs < 5000));
    assert.doesNotMatch(JSON.stringify(log), /hunter2/);
  });

  it('knows each request by the id that its answer carried, whatever that was', async () => {
    const ids: string[] = [];
    for (const [path, sent] of [
      [tickets, { key: key.apiKey }],
      ['/v1/nothing', { key: key.apiKey }],
      ['/api/', {}],
    ] as const) {
      ids.push(String((await send(engine.url, path, sent)).headers['x-request-id']));
    }
    const raw = await sendRaw(engine.url, 'FROB /v1/api/tickets HTTP/1.1\r\n\r\n');
    ids.push(/x-request-id: (\S+)/i.exec(raw)![1]!);
    const log = await engine.console.usage.requests({ limit: ids.length });
    assert.deepEqual(log.map(({ requestId }) => requestId).toReversed(), ids);
    for (const [at, requestId] of ids.entries()) {
      const found = await engine.console.usage.requests({ filter: { requestId } });
      assert.deepEqual(found, [log.at(-1 - at)]);
    }
    const other = await engine.console.usage.requests({ filter: { requestId: crypto.randomUUID() } });
    assert.deepEqual(other, []);
    assert.ok(
      ids.every((id) => id.startsWith(ids[0]!.slice(0, 13))),
      'they begin with their moment',
    );
  });

  it('names a key that is no longer one, so that its holder can be found', async () => {
    const revoked = await engine.issueKey();
    await engine.console.keys.revoke({ id: revoked.key.id });
    assert.equal((await send(engine.url, tickets, { key: revoked.apiKey })).status, 401);
    const [last] = await engine.console.usage.requests({ filter: { keyId: revoked.key.id } });
    assert.deepEqual([last?.keyId, last?.status], [revoked.key.id, 401]);
    const { requests, errors } = await engine.console.usage.ofKey({ id: revoked.key.id });
    assert.deepEqual([requests, errors], [1, 1]);
  });

  it('counts each request of a key once', async () => {
    const other = await engine.issueKey();
    for (let n = 0; n < 20; n += 1) await send(engine.url, tickets, { key: other.apiKey });
    const { requests, errors, recentRequests } = await engine.console.usage.ofKey({ id: other.key.id });
    assert.deepEqual([requests, errors, recentRequests], [20, 0, 20]);
  });

  it('loses nothing that it has written when the engine is killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'techbench-test-'));
    const args = ['--issue-key', 'Killed', '--scopes', 'tickets:read'];
    const first = await serveHeadless(dataDir, args);
    for (let n = 0; n < 40; n += 1) await send(first.ready.url, tickets, { key: first.ready.apiKey! });
    // It writes them once a second by itself: what is on the disk survives.
    const raw = openConnection(join(dataDir, 'techbench.db'), { readonly: true });
    const written = raw.prepare('SELECT count(*) AS n FROM request_log');
    await becomes(() => written.get(), { n: 40 }, 'all of them are written');
    raw.close();
    await first.stop('SIGKILL');
    const again = await startEngine({ dataDir });
    const summaries = await again.console.usage.summaries({});
    assert.deepEqual(
      summaries.map(({ requests }) => requests),
      [40],
    );
    await again.stop();
    rmSync(dataDir, { recursive: true });
  });
});

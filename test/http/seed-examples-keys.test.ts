import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';

// What The One Stack and OnetSolutions say of keys, done over HTTP. Their own resources are none of ours.

describe("The One Stack's and OnetSolutions' pages on keys", () => {
  let engine: TestEngine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  async function tickets(key: string): Promise<Received> {
    const received = await send(engine.url, '/v1/api/tickets', {
      headers: { authorization: `Bearer ${key}` },
    });
    assertHygiene(received);
    return received;
  }

  it('limit headers of each tier say the table’s requests a minute and its burst', async () => {
    for (const [tier, perMinute, burst] of [
      ['standard', 60, 100],
      ['professional', 300, 500],
      ['enterprise', 1000, 2000],
    ] as const) {
      const { headers } = await tickets((await engine.issueKey({ tier })).apiKey);
      assert.equal(headers['x-ratelimit-limit'], String(perMinute));
      assert.equal(headers['x-ratelimit-remaining'], String(burst - 1));
      assert.match(String(headers['x-ratelimit-reset']), /^\d{10}$/);
    }
  });

  it('a key is shown once: no list holds it', async () => {
    const { apiKey } = await engine.issueKey({ name: 'CI/CD Pipeline' });
    const listed = JSON.stringify(await engine.console.keys.list({}));
    assert.ok(listed.includes('CI/CD Pipeline'));
    assert.ok(!listed.includes(apiKey));
  });

  it('a key without scopes has no access', async () => {
    assert.equal((await tickets((await engine.issueKey({ scopes: [] })).apiKey)).status, 403);
  });

  it('rotating takes four steps and no downtime', async () => {
    const old = await engine.issueKey({ name: 'Reporting Script' });
    const next = await engine.console.keys.rotate({ id: old.key.id });
    assert.deepEqual(next.key.scopes, old.key.scopes);
    assert.equal((await tickets(next.apiKey)).status, 200);
    assert.equal((await tickets(old.apiKey)).status, 200, 'both work until the old one is revoked');
    await engine.console.keys.revoke({ id: old.key.id });
    assert.equal((await tickets(old.apiKey)).status, 401, 'at once');
    assert.equal((await tickets(next.apiKey)).status, 200);
  });

  it('a key with an expiration ends there', async () => {
    const { apiKey } = await engine.issueKey({ expiresAt: engine.clock.now() + 60_000 });
    assert.equal((await tickets(apiKey)).status, 200);
    engine.clock.pass(61_000);
    assert.equal((await tickets(apiKey)).status, 401);
  });

  it('a project token reaches its project and nothing else', async () => {
    const { record } = await engine.console.projects.create({ name: 'Token project' });
    await engine.console.projects.create({ name: 'Other project' });
    const { apiKey } = await engine.issueKey({
      scopes: ['projects:read', 'tickets:read'],
      projectId: record.id,
    });
    const { json } = await send(engine.url, '/api/public/v1/projects', { key: apiKey });
    assert.deepEqual(
      json.data.map(({ id }: { id: number }) => id),
      [record.id],
    );
    assert.equal((await tickets(apiKey)).status, 403);
  });
});

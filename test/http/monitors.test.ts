import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

describe('monitors over REST', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: ['monitors:read', 'monitors:write'] })).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, path, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  const site = { name: 'Main Website', type: 'http', url: 'https://www.acme.example', paused: true };

  it('are created with the standard figures, read with their status, changed and replaced', async () => {
    const made = await call('/api/monitors/', { method: 'POST', body: site });
    assert.equal(made.status, 201, made.text);
    const { id, created_at: createdAt, updated_at: _updatedAt, ...rest } = made.json;
    assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(rest, {
      organization: 1,
      ...site,
      hostname: null,
      port: null,
      interval: 60,
      timeout: 8,
      retries: 2,
      retry_interval: 10,
      accepted_statuses: '200-299',
      keyword: null,
      parent: null,
      status: 'paused',
      error: null,
      last_checked_at: null,
      response_time_ms: null,
      uptime_24h: null,
      uptime_30d: null,
    });
    assert.deepEqual((await call(`/api/v1/monitors/${id}/`)).json, made.json);
    const patched = await call(`/api/monitors/${id}/`, {
      method: 'PATCH',
      body: { interval: 5, keyword: 'ok' },
    });
    assert.equal(patched.json.interval, 5);
    const replaced = await call(`/api/monitors/${id}/`, { method: 'PUT', body: { ...site, name: 'Site' } });
    assert.deepEqual([replaced.json.name, replaced.json.interval, replaced.json.keyword], ['Site', 60, null]);
    assert.equal((await call(`/api/monitors/${id}/`, { method: 'DELETE' })).status, 405);
  });

  it('are listed, searched, filtered and ordered by any field, also by what checks say', async () => {
    const { json } = await call('/api/monitors/?status=paused&search=acme&ordering=-uptime_30d,name');
    assert.equal(json.count, 1);
    assert.equal((await call('/api/monitors/?status=up')).json.count, 0);
    for (const field of Object.keys(json.results[0])) {
      assert.equal((await call(`/api/monitors/?ordering=${field}`)).status, 200, field);
    }
    assert.equal((await call('/api/monitors/?ordering=beats')).status, 400);
    assert.equal((await call('/api/monitors/?page=2')).status, 404);
  });

  it('are refused where their type cannot look there, naming the field as this wire does', async () => {
    for (const [field, body] of [
      ['url', { name: 'x', type: 'http' }],
      ['port', { name: 'x', type: 'tcp', hostname: 'mail.example' }],
      ['interval', { ...site, interval: 4 }],
      ['interval', { ...site, interval: 86_401 }],
      ['type', { ...site, type: 'smtp' }],
      ['accepted_statuses', { ...site, accepted_statuses: 'fine' }],
      ['parent', { ...site, parent: 4711 }],
      ['organization', { ...site, organization: 4711 }],
    ] as const) {
      const { status, json, text } = await call('/api/monitors/', { method: 'POST', body });
      assert.equal(status, 400, text);
      assert.deepEqual(Object.keys(json), [field], text);
    }
  });

  it('need their scopes', async () => {
    const reader = (await engine.issueKey({ scopes: ['monitors:read'] })).apiKey;
    const other = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    const refused = await call('/api/monitors/', { key: reader, method: 'POST', body: site });
    assert.equal(refused.status, 403);
    assert.match(refused.text, /monitors:write/);
    for (const path of ['/api/monitors/', '/v1/api/uptime']) {
      assert.equal((await call(path, { key: other })).status, 403);
      assert.equal((await send(engine.url, path)).status, 401);
    }
  });

  it('are the targets of OneClickIT, with the state of the whole', async () => {
    const { status, json } = await call('/v1/api/uptime');
    assert.equal(status, 200);
    assert.deepEqual(json, {
      targets: [
        {
          id: 'tgt_000001',
          name: 'Site',
          url: 'https://www.acme.example',
          status: 'paused',
          responseTime: null,
          uptime30d: null,
        },
      ],
      overall: { status: 'operational', uptimePercentage: null },
    });
    const { id: organizationId } = await engine.console.organizations.create({ name: 'Globex' });
    const bound = await engine.issueKey({ scopes: ['monitors:read'], organizationId });
    assert.deepEqual((await call('/v1/api/uptime', { key: bound.apiKey })).json.targets, []);
  });
});

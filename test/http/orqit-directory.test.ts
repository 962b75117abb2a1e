import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

describe('Orqit assets, users and knowledge base', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: ['assets:read', 'assets:write', 'users:read', 'kb:read'] }))
      .apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/api/public/v1${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('lists assets and changes one by PATCH or PUT, and serves nothing else of them', async () => {
    const { record } = await engine.console.assets.create({
      name: 'FS01',
      type: 'server',
      customFields: { rack: 'B7' },
    });
    const listed = await call('/assets?type=server&search=fs01&sort=-name');
    assert.deepEqual(listed.json.meta, { page: 1, perPage: 20, totalCount: 1 });
    const [asset] = listed.json.data;
    assert.deepEqual(
      [asset.id, asset.organizationId, asset.name, asset.type, asset.customFields],
      [record.id, 1, 'FS01', 'server', { rack: 'B7' }],
    );
    const changed = await call(`/assets/${record.id}`, { method: 'PATCH', body: { status: 'retired' } });
    assert.deepEqual(
      [changed.status, changed.json.data.status, changed.json.data.name],
      [200, 'retired', 'FS01'],
    );
    const put = await call(`/assets/${record.id}`, { method: 'PUT', body: { location: 'HQ' } });
    assert.deepEqual(
      [put.json.data.status, put.json.data.location],
      ['retired', 'HQ'],
      'PUT is taken as PATCH',
    );
    assert.equal((await call('/assets?status=active')).json.meta.totalCount, 0);
    for (const [method, path] of [
      ['GET', `/assets/${record.id}`],
      ['DELETE', `/assets/${record.id}`],
      ['POST', '/assets'],
    ] as const) {
      assert.equal(
        (await call(path, { method, ...(method === 'POST' && { body: {} }) })).status,
        405,
        method,
      );
    }
    const unknown = await call(`/assets/${record.id}`, { method: 'PATCH', body: { colour: 'red' } });
    assert.deepEqual(
      [unknown.status, unknown.json.error.code, unknown.json.error.details.fields],
      [400, 'VALIDATION_ERROR', [{ field: 'colour', message: 'is not a known field' }]],
    );
    const organizationId = (await engine.console.organizations.create({ name: 'Elsewhere' })).id;
    const bound = (await engine.issueKey({ scopes: ['assets:read', 'assets:write'], organizationId })).apiKey;
    assert.equal((await call('/assets', { key: bound })).json.meta.totalCount, 0);
    const foreign = await call(`/assets/${record.id}`, { key: bound, method: 'PATCH', body: { name: 'x' } });
    assert.equal(foreign.status, 404);
  });

  it('lists users', async () => {
    await engine.console.technicians.create({
      name: 'Bo Reader',
      email: 'bo@msp.example',
      role: 'read_only',
    });
    const listed = await call('/users');
    assert.equal(listed.json.meta.totalCount, 2);
    assert.deepEqual(listed.json.data[0], {
      id: 1,
      name: 'Ada Byron',
      email: 'ada@msp.example',
      role: 'ADMINISTRATOR',
      active: true,
      createdAt: '2026-03-23T10:30:00Z',
      updatedAt: '2026-03-23T10:30:00Z',
    });
    const names = async (query: string): Promise<string[]> =>
      (await call(`/users?${query}`)).json.data.map(({ name }: { name: string }) => name);
    assert.deepEqual(await names('role=READ_ONLY'), ['Bo Reader']);
    assert.deepEqual(await names('search=ada'), ['Ada Byron']);
    assert.deepEqual(await names('sort=-name'), ['Bo Reader', 'Ada Byron']);
    assert.deepEqual(await names('active=false'), []);
    assert.deepEqual(await names('perPage=1&page=2'), ['Bo Reader']);
    assert.equal((await call('/users?role=reader')).status, 400);
    assert.equal((await call('/users', { key: (await engine.issueKey()).apiKey })).status, 403);
  });

  it('lists and gets what the knowledge base publishes', async () => {
    const { record } = await engine.console.articles.create({
      title: 'VPN',
      body: '# How',
      tags: ['vpn'],
      category: 'Net',
    });
    const draft = await engine.console.articles.create({ title: 'Secret plan', status: 'draft' });
    const listed = await call('/kb');
    assert.deepEqual(listed.json.data, [
      {
        id: record.id,
        organizationId: 1,
        title: 'VPN',
        category: 'Net',
        tags: ['vpn'],
        version: 1,
        updatedBy: 'Ada Byron',
        createdAt: '2026-03-23T10:30:00Z',
        updatedAt: '2026-03-23T10:30:00Z',
      },
    ]);
    assert.deepEqual((await call(`/kb/${record.id}`)).json.data, { ...listed.json.data[0], body: '# How' });
    assert.equal((await call(`/kb/${draft.record.id}`)).status, 404);
    assert.equal((await call('/kb?search=secret')).json.meta.totalCount, 0);
    assert.equal((await call('/kb?search=how&category=Net&sort=-updatedAt')).json.meta.totalCount, 1);
    const organizationId = (await engine.console.organizations.create({ name: 'Reader' })).id;
    const bound = (await engine.issueKey({ scopes: ['kb:read'], organizationId })).apiKey;
    assert.equal((await call('/kb', { key: bound })).json.meta.totalCount, 0);
    assert.equal((await call(`/kb/${record.id}`, { key: bound })).status, 404);
  });
});

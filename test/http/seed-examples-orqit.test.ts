import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

// The requests and answers that Orqit's page shows; only base URL and key are ours.

const vpn = {
  title: 'VPN not connecting',
  description: 'User cannot connect to corporate VPN from home.',
  type: 'INCIDENT',
  category: 'NETWORK',
  priority: 'MEDIUM',
};

describe("Orqit's examples", () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (
      await engine.issueKey({
        scopes: [
          'tickets:read',
          'tickets:write',
          'assets:read',
          'assets:write',
          'projects:read',
          'projects:write',
          'users:read',
        ],
      })
    ).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/api/public/v1/${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('take the key in either header', async () => {
    for (const headers of [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }] as const) {
      const received = await send(engine.url, '/api/public/v1/ping', { headers });
      assert.deepEqual([received.status, received.json.success], [200, true]);
    }
  });

  it('create a ticket, as the page and as its curl line write it', async () => {
    for (const body of [vpn, { ...vpn, description: 'User cannot connect.' }]) {
      const received = await call('tickets', { body });
      assert.equal(received.status, 201);
      const { title, description, type, category, priority, status } = received.json.data;
      assert.deepEqual({ title, description, type, category, priority }, body);
      assert.equal(status, 'OPEN');
    }
    for (const field of ['title', 'description', 'type', 'category'] as const) {
      const { [field]: _left, ...rest } = vpn;
      assert.equal((await call('tickets', { body: rest })).status, 400, `${field} is required`);
    }
    const { priority: _optional, ...less } = vpn;
    assert.equal((await call('tickets', { body: less })).status, 201);
    const more = { ...vpn, assigneeId: 1, watcherUserIds: [1], parentId: 1, customFields: { site: 'HQ' } };
    const { data } = (await call('tickets', { body: more })).json;
    assert.deepEqual(
      [data.assigneeId, data.watcherUserIds, data.parentId, data.customFields],
      [1, [1], 1, { site: 'HQ' }],
    );
  });

  it('list and get tickets', async () => {
    const listed = await call('tickets?page=1&perPage=20');
    assert.equal(listed.status, 200);
    const last = listed.json.data.at(-1);
    assert.deepEqual(
      { id: last.id, ticketNumber: last.ticketNumber, title: last.title, status: last.status },
      { id: 1, ticketNumber: 'TCK-1', title: 'VPN not connecting', status: 'OPEN' },
    );
    assert.deepEqual(listed.json.meta, { page: 1, perPage: 20, totalCount: 4 });
    assert.deepEqual(Object.keys(listed.json), ['success', 'data', 'meta']);
    const one = await call('tickets/1');
    assert.deepEqual(one.json.data, last, 'a list entry holds every field of the ticket');
    for (const query of ['status=OPEN', 'priority=MEDIUM', 'assigneeId=1']) {
      assert.equal((await call(`tickets?${query}`)).status, 200, query);
    }
    assert.equal((await call('tickets?perPage=101')).status, 400, 'at most 100 a page');
  });

  it('serve every endpoint of the page’s tables that has its domain', async () => {
    const asset = (await engine.console.assets.create({ name: 'A' })).record.id;
    const project = (await engine.console.projects.create({ name: 'P' })).record.id;
    const task = await call(`projects/${project}/tasks`, {
      body: { title: 'API task', description: 'Optional details', priority: 'MEDIUM' },
    });
    assert.equal(task.status, 201);
    for (const path of [
      'tickets',
      'assets',
      'projects',
      `projects/${project}`,
      `projects/${project}/tasks`,
      'users',
    ]) {
      assert.equal((await call(path)).status, 200, path);
    }
    const changes = [
      ['tickets/1', { status: 'RESOLVED' }],
      [`assets/${asset}`, { status: 'retired' }],
      [`tasks/${task.json.data.id}`, { status: 'DONE' }],
    ] as const;
    for (const [path, body] of changes)
      assert.equal((await call(path, { method: 'PATCH', body })).status, 200, path);
  });

  it('refuse too many requests in the page’s own words', async () => {
    const standard = (await engine.issueKey({ scopes: ['tickets:read'], tier: 'standard' })).apiKey;
    let received = await call('tickets', { key: standard });
    for (let n = 0; n < 200 && received.status === 200; n += 1)
      received = await call('tickets', { key: standard });
    assert.equal(received.status, 429);
    const seconds = Number(received.headers['retry-after']);
    assert.ok(seconds > 0);
    assert.deepEqual(received.json, {
      success: false,
      error: {
        code: 'RATE_LIMIT_EXCEEDED',
        message: `Too many requests. Retry after ${seconds} seconds.`,
        retryAfterSeconds: seconds,
      },
    });
  });

  it('name errors by the page’s codes', async () => {
    const codeOf = async (path: string, sent: Sent = {}) =>
      (await call(path, sent)).json.error.code as string;
    assert.equal(await codeOf('tickets', { key: 'orq_your_api_key_here' }), 'INVALID_API_KEY');
    const powerless = (await engine.issueKey({ scopes: [] })).apiKey;
    assert.equal(await codeOf('tickets', { key: powerless }), 'INSUFFICIENT_SCOPE');
  });
});

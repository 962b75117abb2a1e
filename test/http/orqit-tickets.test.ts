import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const base = '/api/public/v1';

describe('Orqit', () => {
  let engine: TestEngine;
  let key: string;

  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    // The group limit refills while the tests run, so that none of them starves the next.
    engine.clock.pass(10_000);
    const received = await send(engine.url, base + path, { key, ...sent });
    assertHygiene(received);
    return received;
  }
  const vpn = {
    title: 'VPN not connecting',
    description: 'User cannot connect to corporate VPN from home.',
    type: 'INCIDENT',
    category: 'NETWORK',
    priority: 'MEDIUM',
  };
  const create = async (more: object = {}) =>
    (await call('/tickets', { body: { ...vpn, ...more } })).json.data;

  it('answers a ping to any valid key, even one without scopes', async () => {
    const bare = (await engine.issueKey({ scopes: [], name: 'Bare' })).apiKey;
    const { status, json } = await call('/ping', { key: bare });
    assert.equal(status, 200);
    assert.equal(json.success, true);
    assert.deepEqual(json.data.key, { name: 'Bare', organizationId: null, scopes: [] });
    const refused = await call('/tickets', { key: bare });
    assert.equal(refused.status, 403);
    assert.equal(refused.json.error.code, 'INSUFFICIENT_SCOPE');
    assert.equal(refused.json.error.details.scope, 'tickets:read');
  });

  it("answers the vendor's own examples in their shapes", async () => {
    const created = await call('/tickets', { body: vpn });
    assert.equal(created.status, 201);
    const { data } = created.json;
    assert.deepEqual(data, {
      id: data.id,
      ticketNumber: `TCK-${data.id}`,
      ...vpn,
      status: 'OPEN',
      categoryConfigId: 3,
      assigneeId: null,
      watcherUserIds: [],
      parentId: null,
      customFields: {},
      createdAt: data.createdAt,
      updatedAt: data.createdAt,
    });
    assert.match(data.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

    const listed = await call('/tickets?page=1&perPage=20');
    assert.equal(listed.status, 200);
    assert.equal(listed.json.success, true);
    assert.deepEqual(listed.json.meta, { page: 1, perPage: 20, totalCount: 1 });
    const { id, ticketNumber, title, status } = listed.json.data[0];
    assert.deepEqual(
      { id, ticketNumber, title, status },
      { id: data.id, ticketNumber: `TCK-${data.id}`, title: vpn.title, status: 'OPEN' },
    );

    assert.deepEqual((await call(`/tickets/${data.id}`)).json, { success: true, data });
  });

  it('takes every optional field', async () => {
    const me = (await engine.console.technicians.list({}))[0]!.id;
    const own = await engine.console.categories.create({ name: 'Printers', base: 'hardware' });
    const parent = await create();
    const { category: _none, ...rest } = vpn;
    const { status, json } = await call('/tickets', {
      body: {
        ...rest,
        type: 'SERVICE_REQUEST',
        priority: 'CRITICAL',
        categoryConfigId: own.id,
        assigneeId: me,
        watcherUserIds: [me],
        parentId: parent.id,
        customFields: { floor: 2, vip: true, badge: 'x', none: null },
      },
    });
    assert.equal(status, 201);
    const { data } = json;
    assert.deepEqual(
      [data.type, data.priority, data.category, data.categoryConfigId, data.assigneeId, data.parentId],
      ['SERVICE_REQUEST', 'CRITICAL', 'HARDWARE', own.id, me, parent.id],
    );
    assert.deepEqual(data.watcherUserIds, [me]);
    assert.deepEqual(data.customFields, { floor: 2, vip: true, badge: 'x', none: null });
    const mine = await call(`/tickets?assigneeId=${me}&priority=CRITICAL&status=OPEN`);
    assert.deepEqual(
      (mine.json.data as { id: number }[]).map(({ id }) => id),
      [data.id],
    );
    assert.equal(mine.json.meta.totalCount, 1);
  });

  const bad: [string, object, string][] = [
    ['no title', { title: undefined }, 'title'],
    ['a blank title', { title: '  ' }, 'title'],
    ['no description', { description: undefined }, 'description'],
    ['no type', { type: undefined }, 'type'],
    ['an unknown type', { type: 'PANIC' }, 'type'],
    ['a type in small letters', { type: 'incident' }, 'type'],
    ['neither category nor categoryConfigId', { category: undefined }, 'category'],
    ['an unknown category', { category: 'COFFEE' }, 'category'],
    [
      'a categoryConfigId that names nothing',
      { categoryConfigId: 4711, category: undefined },
      'categoryConfigId',
    ],
    ['an unknown priority', { priority: 'URGENT' }, 'priority'],
    ['an assignee that is nobody', { assigneeId: 4711 }, 'assigneeId'],
    ['a watcher that is nobody', { watcherUserIds: [4711] }, 'watcherUserIds'],
    ['a parent that is no ticket', { parentId: 4711 }, 'parentId'],
    ['custom fields that are deep', { customFields: { a: { b: 1 } } }, 'customFields.a'],
    ['a field that is not known', { subject: 'x' }, 'subject'],
  ];
  for (const [what, more, field] of bad) {
    it(`refuses a new ticket with ${what}, naming the field`, async () => {
      const { status, json } = await call('/tickets', { body: { ...vpn, ...more } });
      assert.equal(status, 400);
      assert.equal(json.success, false);
      assert.equal(json.error.code, 'VALIDATION_ERROR');
      assert.deepEqual(
        (json.error.details.fields as { field: string }[]).map((issue) => issue.field),
        [field],
      );
    });
  }

  for (const method of ['PATCH', 'PUT']) {
    it(`changes only what a ${method} names`, async () => {
      const before = await create();
      const { status, json } = await call(`/tickets/${before.id}`, {
        method,
        body: { status: 'IN_PROGRESS', title: 'VPN again', category: 'ACCESS', customFields: { a: 1 } },
      });
      assert.equal(status, 200);
      const { updatedAt } = json.data;
      assert.deepEqual(json.data, {
        ...before,
        status: 'IN_PROGRESS',
        title: 'VPN again',
        category: 'ACCESS',
        categoryConfigId: 4,
        customFields: { a: 1 },
        updatedAt,
      });
      assert.deepEqual((await call(`/tickets/${before.id}`)).json.data, json.data);
      const wrong = await call(`/tickets/${before.id}`, { method, body: { status: 'DONE' } });
      assert.equal(wrong.status, 400);
    });
  }

  it('pages, and refuses pages that are none', async () => {
    const all = (await call('/tickets?perPage=100')).json;
    const ids: number[] = [];
    for (let page = 1; ids.length < all.meta.totalCount; page += 1) {
      const { json } = await call(`/tickets?perPage=3&page=${page}`);
      assert.deepEqual(json.meta, { page, perPage: 3, totalCount: all.meta.totalCount });
      assert.ok(json.data.length > 0);
      ids.push(...(json.data as { id: number }[]).map(({ id }) => id));
    }
    assert.deepEqual(
      ids,
      (all.data as { id: number }[]).map(({ id }) => id),
    );
    for (const query of [
      'perPage=101',
      'perPage=0',
      'page=0',
      'status=open',
      'priority=X',
      'assigneeId=me',
    ]) {
      const { status, json } = await call(`/tickets?${query}`);
      assert.deepEqual([status, json.error.code], [400, 'VALIDATION_ERROR'], query);
    }
  });

  it('reads the same ticket as OneClickIT does, and the other way round', async () => {
    const data = await create();
    const publicId = `tkt_${(data.id as number).toString(16).padStart(6, '0')}`;
    const other = await send(engine.url, `/v1/api/tickets/${publicId}`, { key });
    assert.deepEqual(
      [other.json.subject, other.json.status, other.json.priority, other.json.createdAt],
      [data.title, 'open', 'medium', data.createdAt],
    );
    const theirs = await send(engine.url, '/v1/api/tickets', {
      key,
      body: { subject: 'S', description: 'D', priority: 'critical' },
    });
    const id = Number.parseInt((theirs.json.id as string).slice(4), 16);
    const ours = (await call(`/tickets/${id}`)).json.data;
    assert.deepEqual(
      [ours.title, ours.description, ours.status, ours.priority, ours.type, ours.category],
      ['S', 'D', 'OPEN', 'CRITICAL', 'INCIDENT', null],
    );
  });

  it('knows no ticket by an id that is none, nor one of another organization', async () => {
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    const acmeKey = (await engine.issueKey({ organizationId: acme.id })).apiKey;
    const { id } = await create();
    for (const path of [
      '/tickets/4711',
      '/tickets/0',
      '/tickets/-1',
      '/tickets/1.0',
      '/tickets/TCK-1',
      '/tickets/01',
    ]) {
      const { status, json } = await call(path);
      assert.deepEqual([status, json.error.code], [404, 'NOT_FOUND'], path);
    }
    const foreign = await call(`/tickets/${id}`, { key: acmeKey });
    assert.deepEqual([foreign.status, foreign.json.error.code], [404, 'NOT_FOUND']);
    const patched = await call(`/tickets/${id}`, {
      key: acmeKey,
      method: 'PATCH',
      body: { status: 'CLOSED' },
    });
    assert.equal(patched.status, 404);
    assert.equal((await call('/tickets', { key: acmeKey })).json.meta.totalCount, 0);
    const parented = await call('/tickets', { key: acmeKey, body: { ...vpn, parentId: id } });
    assert.equal(parented.status, 400, 'nor may it be named');
  });
});

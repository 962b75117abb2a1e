import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const scopes = ['assets:read', 'assets:write', 'tickets:read', 'tickets:write'] as const;

describe('OneClickIT devices', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/v1/api${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }
  const printer = { name: 'HP LaserJet', type: 'printer', serialNumber: 'VNB3K', location: '2nd floor' };

  it('registers, gets, changes and removes one', async () => {
    const created = await call('/devices', { body: { ...printer, customFields: { lease: true } } });
    assert.equal(created.status, 201, created.text);
    const { id } = created.json as { id: string };
    assert.match(id, /^dev_[0-9a-f]{6,}$/);
    assert.deepEqual(created.json, {
      id,
      name: 'HP LaserJet',
      type: 'printer',
      status: 'active',
      tag: null,
      hostname: null,
      manufacturer: null,
      model: null,
      serialNumber: 'VNB3K',
      osName: null,
      osVersion: null,
      ipAddress: null,
      macAddress: null,
      location: '2nd floor',
      assignedTo: null,
      purchaseDate: null,
      warrantyExpires: null,
      notes: '',
      customFields: { lease: true },
      source: 'api',
      lastSeenAt: null,
      createdAt: '2026-03-23T10:30:00Z',
      updatedAt: '2026-03-23T10:30:00Z',
    });
    assert.deepEqual((await call(`/devices/${id}`)).json, created.json);
    const changed = await call(`/devices/${id}`, {
      method: 'PATCH',
      body: { lastSeenAt: '2026-03-23T09:00:00Z' },
    });
    assert.deepEqual([changed.status, changed.json.lastSeenAt], [200, '2026-03-23T09:00:00Z']);
    const nothing = await call(`/devices/${id}`, { method: 'PATCH', body: {} });
    assert.deepEqual(nothing.json, changed.json, 'an empty change changes nothing');
    assert.equal((await call(`/devices/${id}`, { method: 'DELETE' })).status, 204);
    const gone = await call(`/devices/${id}`);
    const error = { code: 'not_found', message: 'There is no such device.' };
    assert.deepEqual([gone.status, gone.json], [404, { error }]);
  });

  it('are what a ticket’s deviceId names', async () => {
    const { id } = (await call('/devices', { body: printer })).json as { id: string };
    const ticket = await call('/tickets', { body: { subject: 'Paper jam', description: 'd', deviceId: id } });
    const number = Number.parseInt((ticket.json.id as string).slice(4), 16);
    assert.equal((await engine.console.tickets.get({ id: number })).asset?.name, 'HP LaserJet');
    assert.equal((await call(`/tickets/${ticket.json.id}`)).json.deviceId, id);
    for (const deviceId of ['dev_abc123', 'dev_00000F', 'printer 7', ` ${id}`]) {
      const other = await call('/tickets', { body: { subject: 's', description: 'd', deviceId } });
      const kept = await engine.console.tickets.get({ id: Number.parseInt(other.json.id.slice(4), 16) });
      assert.deepEqual([kept.deviceId, kept.asset], [deviceId, null], deviceId);
    }
  });

  it('lists newest first, in pages, by type, status and words', async () => {
    for (let n = 0; n < 12; n += 1) await call('/devices', { body: { name: `Listed ${n}`, type: 'camera' } });
    const first = (await call('/devices?type=camera')).json;
    assert.deepEqual([first.devices.length, first.total, first.page], [10, 12, 1]);
    assert.equal(first.devices[0].name, 'Listed 11');
    assert.equal((await call('/devices?type=camera&page=2')).json.devices.length, 2);
    assert.equal((await call('/devices?type=camera&page=3')).json.devices.length, 0);
    assert.equal((await call('/devices?search=%22listed%207%22')).json.total, 1);
    assert.equal((await call('/devices?type=camera&status=retired')).json.total, 0);
    for (const query of ['page=0', 'limit=0', 'limit=101', 'limit=x', 'page=1&page=2']) {
      assert.equal((await call(`/devices?${query}`)).status, 400, query);
    }
  });

  it('refuses what is wrong, naming each field, unknown ones too', async () => {
    for (const [body, field] of [
      [{}, 'name'],
      [{ name: '' }, 'name'],
      [{ name: 'x', colour: 'red' }, 'colour'],
      [{ name: 'x', id: 'dev_000001' }, 'id'],
      [{ name: 'x', organizationId: 1 }, 'organizationId'],
      [{ name: 'x', warrantyExpires: '23.03.2026' }, 'warrantyExpires'],
      [{ name: 'x', customFields: { constructor: 1 } }, 'customFields.constructor'],
    ] as const) {
      const { status, json } = await call('/devices', { body });
      assert.equal(status, 400, field);
      assert.equal(json.error.details.fields[0].field, field);
    }
    for (const id of ['dev_1', 'tkt_000001', '1', 'dev_ffffff', '%2e%2e']) {
      assert.equal((await call(`/devices/${id}`)).status, 404, id);
    }
  });

  it('asks for its scopes, and keeps to one organization', async () => {
    const { id } = (await call('/devices', { body: printer })).json as { id: string };
    const none = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    const refused = await call('/devices', { key: none });
    assert.deepEqual([refused.status, refused.json.error.details.scope], [403, 'assets:read']);
    assert.equal((await call('/devices', { key: 'tb_live_x' })).status, 401);
    const reader = (await engine.issueKey({ scopes: ['assets:read'] })).apiKey;
    assert.equal((await call(`/devices/${id}`, { key: reader, method: 'DELETE' })).status, 403);
    const organizationId = (await engine.console.organizations.create({ name: 'Elsewhere' })).id;
    const bound = (await engine.issueKey({ scopes: [...scopes], organizationId })).apiKey;
    assert.equal((await call('/devices', { key: bound })).json.total, 0);
    assert.equal((await call(`/devices/${id}`, { key: bound })).status, 404);
    const own = await call('/tickets', {
      key: bound,
      body: { subject: 's', description: 'd', deviceId: id },
    });
    const ticket = await engine.console.tickets.get({ id: Number.parseInt(own.json.id.slice(4), 16) });
    assert.equal(ticket.organizationId, organizationId, 'the device of another organization moves no ticket');
  });
});

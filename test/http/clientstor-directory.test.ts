import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const scopes = ['organizations:read', 'vehicles:read', 'vehicles:write'] as const;

describe('ClientSt0r organizations and vehicles', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/api${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('lists organizations by name, finds, filters and orders them', async () => {
    const acme = await engine.console.organizations.create({ name: 'acme', domain: 'acme.example' });
    await engine.console.organizations.create({ name: 'Zenith', notes: 'VIP client' });
    const names = async (query: string): Promise<string[]> =>
      (await call(`/organizations/?${query}`)).json.results.map(({ name }: { name: string }) => name);
    assert.deepEqual(await names(''), ['acme', 'Bench MSP', 'Zenith']);
    assert.deepEqual(await names('ordering=-name'), ['Zenith', 'Bench MSP', 'acme']);
    assert.deepEqual(await names('ordering=-id'), ['Zenith', 'acme', 'Bench MSP']);
    assert.deepEqual(await names('search=vip'), ['Zenith']);
    assert.deepEqual(await names('domain=acme.example&active=true'), ['acme']);
    assert.deepEqual(await names('active=false'), []);
    const one = await call(`/organizations/${acme.id}/`);
    assert.deepEqual(one.json, {
      id: acme.id,
      name: 'acme',
      domain: 'acme.example',
      phone: null,
      address: null,
      notes: '',
      active: true,
      created_at: '2026-03-23T10:30:00Z',
      updated_at: '2026-03-23T10:30:00Z',
    });
    assert.equal((await call('/organizations/', { body: { name: 'x' } })).status, 405);
    assert.equal((await call('/organizations/999/')).status, 404);
    assert.equal((await call('/organizations/?ordering=openTickets')).status, 400);
  });

  it('shows a bound key its own organization and no other', async () => {
    const { id } = await engine.console.organizations.create({ name: 'Bound' });
    const bound = (await engine.issueKey({ scopes: [...scopes], organizationId: id })).apiKey;
    const { json } = await call('/organizations/', { key: bound });
    assert.deepEqual([json.count, json.results[0].name], [1, 'Bound']);
    for (const query of ['search=acme', 'name=acme', 'id=1', 'ordering=id&page_size=1']) {
      const seen = (await call(`/organizations/?${query}`, { key: bound })).json;
      assert.ok(
        seen.results.every((each: { id: number }) => each.id === id),
        query,
      );
    }
    assert.equal((await call('/organizations/1/', { key: bound })).status, 404);
  });

  it('creates, gets, replaces and changes vehicles, and deletes none', async () => {
    const created = await call('/vehicles/', {
      body: {
        name: 'Van',
        make: 'Ford',
        year: 2021,
        latitude: 52.5,
        longitude: 13.4,
        location_at: '2026-03-01T00:00:00Z',
      },
    });
    assert.equal(created.status, 201, created.text);
    const { id } = created.json as { id: number };
    assert.deepEqual(created.json, {
      id,
      organization: 1,
      name: 'Van',
      make: 'Ford',
      model: null,
      year: 2021,
      vin: null,
      license_plate: null,
      status: 'active',
      odometer: null,
      assigned_to: null,
      latitude: 52.5,
      longitude: 13.4,
      location_at: '2026-03-01T00:00:00Z',
      notes: '',
      created_at: '2026-03-23T10:30:00Z',
      updated_at: '2026-03-23T10:30:00Z',
    });
    assert.deepEqual((await call(`/v1/vehicles/${id}`)).json, created.json);
    const changed = await call(`/vehicles/${id}/`, { method: 'PATCH', body: { odometer: 7, ignored: true } });
    assert.deepEqual([changed.json.odometer, changed.json.make], [7, 'Ford']);
    const replaced = await call(`/vehicles/${id}/`, { method: 'PUT', body: { name: 'Van', vin: 'WF0' } });
    assert.deepEqual([replaced.json.odometer, replaced.json.make, replaced.json.vin], [null, null, 'WF0']);
    const refused = await call(`/vehicles/${id}/`, { method: 'DELETE' });
    assert.deepEqual([refused.status, refused.headers.allow], [405, 'GET, HEAD, PUT, PATCH']);
    for (const query of ['year=2021', 'latitude=52.5', 'vin=WF0', 'search=van&ordering=-year,name']) {
      assert.equal((await call(`/vehicles/?${query}`)).status, 200, query);
    }
    assert.equal((await call('/vehicles/?vin=WF0')).json.count, 1);
    assert.equal((await call('/vehicles/?latitude=52.5')).json.count, 0);
    const wrong = await call('/vehicles/', { body: { name: 'x', year: 1, latitude: 99, odometer: 1.5 } });
    assert.deepEqual(Object.keys(wrong.json).toSorted(), ['latitude', 'odometer', 'year']);
  });

  it('keeps vehicles of other organizations out of sight', async () => {
    const { json: foreign } = await call('/vehicles/', { body: { name: 'Foreign' } });
    const organizationId = (await engine.console.organizations.create({ name: 'Other fleet' })).id;
    const bound = (await engine.issueKey({ scopes: [...scopes], organizationId })).apiKey;
    assert.equal((await call('/vehicles/?search=foreign', { key: bound })).json.count, 0);
    assert.equal((await call(`/vehicles/${foreign.id}/`, { key: bound })).status, 404);
    const sent = { key: bound, method: 'PATCH', body: { name: 'x' } };
    assert.equal((await call(`/vehicles/${foreign.id}/`, sent)).status, 404);
    const reader = (await engine.issueKey({ scopes: ['vehicles:read'] })).apiKey;
    assert.equal((await call('/vehicles/', { key: reader, body: { name: 'x' } })).status, 403);
  });
});

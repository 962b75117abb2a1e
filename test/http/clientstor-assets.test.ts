import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const scopes = ['assets:read', 'assets:write'] as const;

describe('ClientSt0r assets', () => {
  let engine: TestEngine;
  let key: string;
  let acme: number;

  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    acme = (await engine.console.organizations.create({ name: 'Acme Corp' })).id;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/api/assets${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }
  const add = async (body: object): Promise<{ id: number }> => {
    const received = await call('/', { body: { organization: acme, ...body } });
    assert.equal(received.status, 201, received.text);
    return received.json as { id: number };
  };
  const namesOf = ({ json }: Received): string[] =>
    (json.results as { name: string }[]).map(({ name }) => name);

  it('creates, gets, replaces, changes and deletes one', async () => {
    const created = await call('/', {
      body: {
        name: 'core-switch-01',
        organization: acme,
        asset_type: 'switch',
        hostname: 'sw01',
        serial_number: 'FOC1234',
        purchase_date: '2025-03-01',
        last_seen: '2026-03-01T08:00:00+01:00',
        custom_fields: { rack: 'A1' },
        unknown_field: 'ignored',
        id: 999,
      },
    });
    assert.equal(created.status, 201, created.text);
    const asset = created.json;
    assert.deepEqual(asset, {
      id: asset.id,
      organization: acme,
      name: 'core-switch-01',
      asset_type: 'switch',
      asset_tag: null,
      hostname: 'sw01',
      manufacturer: null,
      model: null,
      serial_number: 'FOC1234',
      os_name: null,
      os_version: null,
      ip_address: null,
      mac_address: null,
      location: null,
      status: 'active',
      assigned_to: null,
      purchase_date: '2025-03-01',
      warranty_expires: null,
      notes: '',
      custom_fields: { rack: 'A1' },
      source: 'api',
      last_seen: '2026-03-01T07:00:00Z',
      created_at: '2026-03-23T10:30:00Z',
      updated_at: '2026-03-23T10:30:00Z',
    });
    assert.notEqual(asset.id, 999);
    assert.deepEqual((await call(`/${asset.id}/`)).json, asset);
    assert.deepEqual((await call(`/${asset.id}`)).json, asset, 'without the slash as well');

    const patched = await call(`/${asset.id}/`, {
      method: 'PATCH',
      body: { location: 'HQ', notes: 'Rack A' },
    });
    assert.equal(patched.status, 200);
    assert.deepEqual([patched.json.location, patched.json.hostname], ['HQ', 'sw01']);

    const replaced = await call(`/${asset.id}/`, { method: 'PUT', body: { name: 'core-switch-01b' } });
    assert.equal(replaced.status, 200, replaced.text);
    assert.deepEqual(
      [replaced.json.name, replaced.json.location, replaced.json.custom_fields, replaced.json.organization],
      ['core-switch-01b', null, {}, acme],
      'what a full record leaves out falls back, but the asset stays where it is',
    );
    const part = await call(`/${asset.id}/`, { method: 'PUT', body: { location: 'HQ' } });
    assert.deepEqual([part.status, part.json], [400, { name: ['is required'] }]);

    const gone = await call(`/${asset.id}/`, { method: 'DELETE' });
    assert.deepEqual([gone.status, gone.text], [204, '']);
    assert.equal(gone.headers['content-type'], undefined);
    const missing = await call(`/${asset.id}/`);
    assert.deepEqual([missing.status, missing.json], [404, { detail: 'Not found.' }]);
    assert.equal((await call(`/${asset.id}/`, { method: 'DELETE' })).status, 404);
  });

  it('lists in pages whose links are absolute and keep what was asked for', async () => {
    const organization = (await engine.console.organizations.create({ name: 'Pages' })).id;
    for (let n = 0; n < 7; n += 1) await add({ organization, name: `page ${n}` });
    const base = `${engine.url}/api/assets`;
    const seen: string[] = [];
    let next: string | null = `${base}/?organization=${organization}&ordering=-name&page_size=3&x=%20y`;
    let previous: string | null = null;
    for (let page = 1; next !== null; page += 1) {
      const address: string = next;
      const { json } = await call(address.slice(base.length));
      assert.equal(json.count, 7);
      assert.equal(json.previous, previous);
      seen.push(...namesOf({ json } as Received));
      next = json.next as string | null;
      if (next) assert.match(next, new RegExp(`^${base}/\\?.*page=${page + 1}`));
      const link = new URL(address);
      link.searchParams.set('page', String(page));
      previous = link.href;
    }
    assert.deepEqual(seen, ['page 6', 'page 5', 'page 4', 'page 3', 'page 2', 'page 1', 'page 0']);
    const past = await call(`/?organization=${organization}&page_size=3&page=4`);
    assert.deepEqual([past.status, past.json], [404, { detail: 'Invalid page.' }]);
    for (const page of ['0', '-1', 'x', '1.5', '']) {
      assert.equal((await call(`/?page=${page}`)).json.detail, 'Invalid page.', page);
    }
    assert.equal((await call('/?organization=999')).json.count, 0, 'an empty first page is one');
    assert.equal((await call(`/?page_size=0&organization=${organization}`)).json.results.length, 7);
    const versioned = await send(engine.url, `/api/v1/assets?organization=${organization}&page_size=3`, {
      key,
    });
    assert.match(versioned.json.next, /\/api\/v1\/assets\?/);
  });

  it('gives at most 200 a page', async () => {
    const organization = (await engine.console.organizations.create({ name: 'Many' })).id;
    for (let n = 0; n < 205; n += 1)
      await engine.console.assets.create({ organizationId: organization, name: `m${n}` });
    for (const size of ['1000', '99999999999999999999']) {
      const { json } = await call(`/?page_size=${size}&organization=${organization}`);
      assert.equal(json.results.length, 200, size);
    }
    assert.equal(
      (await call(`/?organization=${organization}`)).json.results.length,
      25,
      '25 where nothing is said',
    );
  });

  it('orders by any served field, by several, and by the id last', async () => {
    const organization = (await engine.console.organizations.create({ name: 'Orders' })).id;
    await add({ organization, name: 'b', location: 'x', asset_type: 'server' });
    await add({ organization, name: 'A', location: 'x', asset_type: 'switch' });
    await add({ organization, name: 'c', location: null, asset_type: 'server' });
    const order = async (ordering: string) =>
      namesOf(await call(`/?organization=${organization}&ordering=${ordering}`));
    assert.deepEqual(await order('name'), ['A', 'b', 'c']);
    assert.deepEqual(await order('-name'), ['c', 'b', 'A']);
    assert.deepEqual(await order('location,-name'), ['c', 'b', 'A']);
    assert.deepEqual(await order('asset_type,-id'), ['c', 'b', 'A']);
    assert.deepEqual(await order('-location,name'), ['A', 'b', 'c']);
    const [first] = (await call('/')).json.results as Record<string, unknown>[];
    for (const field of Object.keys(first!)) {
      const ids: number[] = [];
      for (let page = 1; page <= 3; page += 1) {
        const { json } = await call(
          `/?organization=${organization}&ordering=-${field}&page_size=1&page=${page}`,
        );
        ids.push(json.results[0].id as number);
      }
      assert.equal(new Set(ids).size, 3, `${field}: no page repeats a row`);
    }
    for (const wrong of ['colour', 'name,colour', '-', 'serialNumber', '__proto__']) {
      const refused = await call(`/?ordering=${wrong}`);
      assert.equal(refused.status, 400, wrong);
      assert.deepEqual(Object.keys(refused.json), ['ordering']);
    }
  });

  it('filters by each scalar field, to the letter, and ignores unknown ones', async () => {
    const full = {
      name: 'Filter me',
      asset_type: 'laptop',
      asset_tag: 'T-1',
      hostname: 'lt-filter',
      manufacturer: 'Lenovo',
      model: 'X1',
      serial_number: 'SN-F',
      os_name: 'Windows 11',
      os_version: '24H2',
      ip_address: '10.9.8.7',
      mac_address: 'AA:BB:CC:DD:EE:FF',
      location: 'Floor & 2',
      status: 'in_stock',
      assigned_to: 'Mária',
      purchase_date: '2024-02-29',
      warranty_expires: '2027-02-28',
      notes: 'unique notes',
      last_seen: '2026-01-02T03:04:05Z',
    };
    const { id } = await add(full);
    for (const [field, value] of Object.entries({ ...full, id: String(id) })) {
      const { json } = await call(`/?${field}=${encodeURIComponent(value)}`);
      assert.deepEqual([json.count, json.results[0].id], [1, id], field);
    }
    for (const miss of [
      'name=filter%20me',
      'name=Filter',
      'serial_number=SN',
      'last_seen=2026-01-02T03:04:06Z',
    ]) {
      assert.equal((await call(`/?${miss}`)).json.count, 0, miss);
    }
    const { count } = (await call('/')).json;
    assert.equal(
      (await call('/?colour=red&custom_fields=x')).json.count,
      count,
      'unknown filters are ignored',
    );
    assert.equal((await call('/?status=&organization=')).json.count, count, 'and empty ones');
    assert.equal((await call('/?organization=abc')).status, 400);
    assert.equal((await call('/?last_seen=yesterday')).status, 400);
  });

  it('takes the last of a parameter that is repeated, and values of any length, as Django does', async () => {
    await add({ name: 'Twice', status: 'lost' });
    for (const query of [
      'name=x&name=Twice',
      'page=9&page=1&name=Twice',
      'name=Twice&page_size=x&page_size=2',
    ])
      assert.deepEqual(namesOf(await call(`/?${query}`)), ['Twice'], query);
    for (const field of ['name', 'location', 'notes', 'ip_address']) {
      const long = await call(`/?${field}=${'x'.repeat(5000)}`);
      assert.deepEqual([long.status, long.json.count], [200, 0], field);
    }
    const notes = 'long '.repeat(200);
    await add({ name: 'Long notes', notes });
    assert.deepEqual(namesOf(await call(`/?notes=${encodeURIComponent(notes)}`)), ['Long notes']);
    const far = await call(`/?page=${'9'.repeat(40)}`);
    assert.deepEqual([far.status, far.json], [404, { detail: 'Invalid page.' }]);
  });

  it('searches full text as the vendor shows it', async () => {
    await add({ name: 'Edge switch', notes: 'loft' });
    const found = await call('/?search=switch%20loft&ordering=-created_at&page=1&page_size=50');
    assert.deepEqual(namesOf(found), ['Edge switch']);
    assert.equal((await call('/?search=loftx')).json.count, 0);
  });

  it('refuses what no asset can be, field by field', async () => {
    const refused = await call('/', {
      body: { name: ' ', purchase_date: '2026-02-30', last_seen: 'now', organization: 'x', custom_fields: 5 },
    });
    assert.equal(refused.status, 400);
    assert.deepEqual(Object.keys(refused.json).toSorted(), [
      'custom_fields',
      'last_seen',
      'name',
      'organization',
      'purchase_date',
    ]);
    const nobody = await call('/', { body: { name: 'x', organization: 4242 } });
    assert.deepEqual([nobody.status, nobody.json], [400, { organization: ['names no organization'] }]);
    assert.equal((await call('/', { method: 'PUT', body: { name: 'x' } })).status, 405);
    assert.deepEqual((await call('/abc/')).json, { detail: 'Not found.' });
  });

  it('creates once for an Idempotency-Key', async () => {
    const sent = { body: { name: 'Once' }, headers: { 'idempotency-key': 'asset-once' } };
    const first = await call('/', sent);
    const again = await call('/', sent);
    assert.equal(again.headers['idempotent-replayed'], 'true');
    assert.equal(again.text, first.text);
    assert.equal((await call('/?name=Once')).json.count, 1);
  });

  it('asks for its scopes and keeps to the role of the technician', async () => {
    const { id } = await add({ name: 'Scoped' });
    const reader = (await engine.issueKey({ scopes: ['assets:read'] })).apiKey;
    assert.equal((await call(`/${id}/`, { key: reader })).status, 200);
    for (const [method, path] of [
      ['POST', '/'],
      ['PUT', `/${id}/`],
      ['PATCH', `/${id}/`],
    ] as const) {
      assert.equal((await call(path, { key: reader, method, body: { name: 'x' } })).status, 403, method);
    }
    assert.equal((await call(`/${id}/`, { key: reader, method: 'DELETE' })).status, 403);
    const other = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    assert.match((await call('/', { key: other })).json.detail, /assets:read/);
  });

  it('shows a key of one organization nothing of another', async () => {
    const { id } = await add({ name: 'Foreign' });
    const globex = (await engine.console.organizations.create({ name: 'Globex' })).id;
    const bound = (await engine.issueKey({ scopes: [...scopes], organizationId: globex })).apiKey;
    const as = (path: string, sent: Sent = {}) => call(path, { key: bound, ...sent });
    assert.equal((await as('/', { body: { name: 'Own', organization: acme } })).status, 400);
    const own = await as('/', { body: { name: 'Own' } });
    assert.equal(own.json.organization, globex, 'it acts inside its own');
    for (const query of ['', '?search=foreign', '?name=Foreign', '?ordering=-id', `?id=${id}`]) {
      const { json } = await as(`/${query}`);
      assert.ok(
        (json.results as { id: number }[]).every((each) => each.id === own.json.id),
        query,
      );
      assert.ok(json.count <= 1, query);
    }
    assert.equal((await as(`/?organization=${acme}`)).json.count, 0);
    assert.equal((await as(`/${id}/`)).status, 404);
    assert.equal((await as(`/${id}/`, { method: 'PATCH', body: { name: 'x' } })).status, 404);
    assert.equal((await as(`/${id}/`, { method: 'DELETE' })).status, 404);
    const moved = await as(`/${own.json.id}/`, { method: 'PATCH', body: { organization: acme } });
    assert.deepEqual([moved.status, moved.json], [400, { organization: ['names no organization'] }]);
  });
});

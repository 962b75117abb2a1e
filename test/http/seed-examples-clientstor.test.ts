import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, sendRaw, type Received, type Sent } from '../support/http.ts';

// The requests that ClientSt0r's page shows and the endpoints that its table lists.

describe("ClientSt0r's examples", () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    const scopes = [
      'assets:read',
      'assets:write',
      'organizations:read',
      'vehicles:read',
      'vehicles:write',
    ] as const;
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, path, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('authenticate as the page writes it', async () => {
    const { host } = new URL(engine.url);
    const lines = [
      'GET /api/assets/ HTTP/1.1',
      `Host: ${host}`,
      `Authorization: Bearer ${key}`,
      'Connection: close',
    ];
    const answer = await sendRaw(engine.url, `${lines.join('\r\n')}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /\{"count":0,"next":null,"previous":null,"results":\[\]\}/);
  });

  it('serve every endpoint of the table', async () => {
    const served: string[] = [];
    const ask = async (method: string, path: string, body?: object): Promise<Received> => {
      const received = await call(path, { method, ...(body && { body }) });
      served.push(`${method} ${received.status}`);
      return received;
    };
    const asset = (await ask('POST', '/api/assets/', { name: 'A' })).json as { id: number };
    await ask('GET', '/api/assets/');
    await ask('GET', `/api/assets/${asset.id}/`);
    await ask('PUT', `/api/assets/${asset.id}/`, { name: 'B' });
    await ask('PATCH', `/api/assets/${asset.id}/`, { notes: 'c' });
    await ask('DELETE', `/api/assets/${asset.id}/`);
    await ask('GET', '/api/organizations/');
    await ask('GET', '/api/organizations/1/');
    const vehicle = (await ask('POST', '/api/vehicles/', { name: 'V' })).json as { id: number };
    await ask('GET', '/api/vehicles/');
    await ask('GET', `/api/vehicles/${vehicle.id}/`);
    await ask('PUT', `/api/vehicles/${vehicle.id}/`, { name: 'W' });
    await ask('PATCH', `/api/vehicles/${vehicle.id}/`, { notes: 'x' });
    assert.deepEqual(served, [
      'POST 201',
      'GET 200',
      'GET 200',
      'PUT 200',
      'PATCH 200',
      'DELETE 204',
      'GET 200',
      'GET 200',
      'POST 201',
      'GET 200',
      'GET 200',
      'PUT 200',
      'PATCH 200',
    ]);
  });

  it('search, order and page as the page shows it', async () => {
    for (let n = 0; n < 60; n += 1) {
      engine.clock.pass(1000);
      await engine.console.assets.create({ name: `Switch ${n}`, type: 'switch' });
      await engine.console.assets.create({ name: `Server ${n}`, type: 'server' });
    }
    const { json } = await call('/api/assets/?search=switch&ordering=-created_at&page=2&page_size=50');
    assert.equal(json.count, 60);
    assert.deepEqual(
      json.results.map(({ name }: { name: string }) => name),
      Array.from({ length: 10 }, (_, index) => `Switch ${9 - index}`),
    );
    assert.equal(json.next, null);
    assert.equal(
      json.previous,
      `${engine.url}/api/assets/?search=switch&ordering=-created_at&page=1&page_size=50`,
    );
    assert.equal((await call('/api/assets/')).json.results.length, 25, '25 is the default');
    assert.equal((await call('/api/assets/?page_size=500')).json.results.length, 120, '200 is the most');
  });
});

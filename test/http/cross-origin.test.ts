import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { webOrigin, hostName } from '../../shared/local-api.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send } from '../support/http.ts';

const tickets = '/v1/api/tickets';
const friend = 'https://tools.example';
const preflight = { origin: friend, 'access-control-request-method': 'POST', 'sec-fetch-site': 'cross-site' };

describe('pages of other origins', () => {
  let engine: TestEngine;
  let key: string;
  beforeEach(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  afterEach(() => engine.stop());

  it('get nothing, not even an answer to a preflight, until the owner lists them', async () => {
    for (const headers of [preflight, { origin: friend }]) {
      const received = await send(engine.url, tickets, {
        key,
        headers,
        method: 'access-control-request-method' in headers ? 'OPTIONS' : 'GET',
      });
      assert.equal(received.status, 403);
      assertHygiene(received);
    }
  });

  it('get what their key allows once they are on the list, at once and without a restart', async () => {
    await engine.console.localApi.set({ origins: [friend] });
    const asked = await send(engine.url, tickets, { method: 'OPTIONS', headers: preflight });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers['access-control-allow-origin'], friend);
    assert.match(String(asked.headers['access-control-allow-headers']), /Idempotency-Key/);
    assert.equal(asked.headers['access-control-allow-credentials'], undefined);
    assert.ok(asked.headers['x-ratelimit-limit'], 'this answer too');
    const page = { origin: friend, 'sec-fetch-site': 'cross-site' };
    const listed = await send(engine.url, tickets, { key, headers: page });
    assert.deepEqual([listed.status, listed.headers['access-control-allow-origin']], [200, friend]);
    assert.equal(listed.headers['vary'], 'Origin');
    const roots = await send(engine.url, '/api/', { headers: page });
    assert.deepEqual([roots.status, roots.headers['vary']], [200, 'Accept, Origin']);
    const refused = await send(engine.url, tickets, { headers: page });
    assert.deepEqual([refused.status, refused.headers['access-control-allow-origin']], [401, friend]);
  });

  it('still get nothing when only their neighbour is on the list', async () => {
    await engine.console.localApi.set({ origins: [friend] });
    for (const origin of [
      'https://tools.example.evil.example',
      'http://tools.example',
      'https://tools.example:8443',
      'https://Tools.example',
      'null',
    ]) {
      const received = await send(engine.url, tickets, { key, headers: { origin } });
      assert.equal(received.status, 403, origin);
      assertHygiene(received);
    }
    await engine.console.localApi.set({ origins: [] });
    assert.equal((await send(engine.url, tickets, { key, headers: { origin: friend } })).status, 403);
  });

  it('are named as browsers name them', () => {
    for (const good of [friend, 'http://localhost:3000', 'http://10.0.0.5', 'https://[fd00::1]:8443']) {
      assert.ok(webOrigin.safeParse(good).success, good);
    }
    for (const bad of [
      '*',
      'null',
      `${friend}/`,
      `${friend}:443`,
      'http://a:80',
      'https://A.b',
      'file:///x',
      '',
    ]) {
      assert.equal(webOrigin.safeParse(bad).success, false, bad);
    }
    for (const bad of ['http://a', 'a:80', 'A', 'a..b', '-a', '*.a', '']) {
      assert.equal(hostName.safeParse(bad).success, false, bad);
    }
  });
});

describe('names and interfaces', () => {
  let engine: TestEngine;
  let key: string;
  beforeEach(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  afterEach(() => engine.stop());

  it('answers under a name that the owner gave it, and under no other', async () => {
    const { port } = new URL(engine.url);
    const ask = async (host: string) => (await send(engine.url, tickets, { key, headers: { host } })).status;
    assert.equal(await ask(`techbench.lan:${port}`), 403);
    await engine.console.localApi.set({ hostNames: ['techbench.lan'] });
    assert.equal(await ask(`techbench.lan:${port}`), 200);
    assert.equal(await ask('techbench.lan'), 200);
    assert.equal(await ask(`evil.lan:${port}`), 403);
    assert.equal(await ask(`127.0.0.1:${port}`), 200);
  });

  it('listens on other interfaces only while it is told to, on the same port', async (test) => {
    const other = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && !each.internal && each.family === 'IPv4')?.address;
    if (other === undefined) return test.skip('this machine has no other interface');
    const { port } = new URL(engine.url);
    const from = async (address: string) => {
      try {
        return (await send(`http://${address}:${port}`, tickets, { key })).status;
      } catch {
        return 'closed';
      }
    };
    assert.equal(await from(other), 'closed');
    await engine.console.localApi.set({ listenOn: 'network', hostNames: [other] });
    assert.deepEqual([await from(other), await from('127.0.0.1')], [200, 200]);
    assert.equal((await engine.console.system.status({})).address, engine.url);
    await engine.console.localApi.set({ listenOn: 'loopback' });
    assert.deepEqual([await from(other), await from('127.0.0.1')], ['closed', 200]);
  });

  it('keeps its settings over a restart, and tells who changed them', async () => {
    await engine.console.localApi.set({ hostNames: ['a.lan'], origins: [friend] });
    const [entry] = await engine.console.audit.list({ entity: 'localApi' });
    assert.deepEqual(
      entry?.changes.map(({ field }) => field),
      ['hostNames', 'origins'],
    );
    await engine.engine.stop();
    const again = await startEngine({ dataDir: engine.dataDir });
    assert.deepEqual(await again.console.localApi.get({}), {
      listenOn: 'loopback',
      hostNames: ['a.lan'],
      origins: [friend],
    });
    assert.equal((await send(again.url, tickets, { key, headers: { origin: friend } })).status, 200);
    await again.stop();
    engine = await startEngine();
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';

const ping = '/api/public/v1/ping';

/** Takes a port as another program would; undefined where this machine has no such address. */
async function squat(host: string, port: number): Promise<Server | undefined> {
  const server = createServer().listen({ host, port, exclusive: true });
  const [outcome] = await Promise.race([once(server, 'listening'), once(server, 'error')]);
  return outcome === undefined ? server : undefined;
}

describe('an engine whose API is told to listen elsewhere', () => {
  let engine: TestEngine;
  let key: string;
  beforeEach(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  afterEach(() => engine.stop());

  async function answers(url: string): Promise<number | string> {
    try {
      return (await send(url, ping, { key })).status;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
  const addressNow = async () => (await engine.console.system.status({})).address;
  const told = () => engine.pushed.filter(({ type }) => type === 'listening');
  const isConflict = (words: RegExp) => (error: unknown) =>
    error instanceof AppError && error.code === 'conflict' && words.test(error.message);

  it('moves to another port at once and tells everybody', async () => {
    const { address } = await engine.console.localApi.listenAt({ port: 0 });
    assert.notEqual(address, engine.url);
    assert.deepEqual([await answers(engine.url), await answers(address)], ['ECONNREFUSED', 200]);
    assert.equal(await addressNow(), address);
    assert.deepEqual(told(), [{ type: 'listening', address }]);
    const { json } = await send(address, '/api/openapi.json');
    assert.equal(json.servers[0].url, address);
  });

  it('lets a request that is under way end where it began', async () => {
    const { host, port } = new URL(engine.url);
    const writer = (await engine.issueKey({ scopes: ['assets:write'] })).apiKey;
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /api/assets/ HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${writer}\r\n` +
        `Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{"na`,
    );
    // The half of a request has arrived once a whole one that was sent later is answered.
    assert.equal(await answers(engine.url), 200);
    await engine.console.localApi.listenAt({ port: 0 });
    socket.write('me":"A"}');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 201 /);
    socket.destroy();
  });

  it('stays where it is, and says why, where another program has the port', async () => {
    const other = (await squat('127.0.0.1', 0))!;
    const { port } = other.address() as AddressInfo;
    await assert.rejects(engine.console.localApi.listenAt({ port }), isConflict(/another program has it/));
    assert.deepEqual([await answers(engine.url), await addressNow()], [200, engine.url]);
    other.close();
    await once(other, 'close');
    const { address } = await engine.console.localApi.listenAt({ port });
    assert.equal(await answers(address), 200);
  });

  it('goes back, and keeps the old setting, where it cannot have every interface', async (test) => {
    const other = await squat('127.0.0.2', Number(new URL(engine.url).port));
    if (!other) return test.skip('this machine has one loopback address only');
    await assert.rejects(
      engine.console.localApi.set({ listenOn: 'network', hostNames: ['techbench.lan'] }),
      isConflict(/another program has it/),
    );
    assert.deepEqual([await answers(engine.url), await addressNow()], [200, engine.url]);
    assert.deepEqual(await engine.console.localApi.get({}), {
      listenOn: 'loopback',
      hostNames: [],
      origins: [],
    });
    assert.deepEqual(await engine.console.audit.list({ entity: 'localApi' }), []);
    other.close();
  });

  it('ends where it was told to last, of several wishes at once', async () => {
    const moves = [1, 2, 3].map(() => engine.console.localApi.listenAt({ port: 0 }));
    const addresses = (await Promise.all(moves)).map(({ address }) => address);
    assert.equal(new Set(addresses).size, 3);
    assert.equal(await addressNow(), addresses.at(-1));
    for (const address of addresses.slice(0, -1)) assert.equal(await answers(address), 'ECONNREFUSED');
    assert.equal(await answers(addresses.at(-1)!), 200);
  });

  it('starts with a setting of which it can make no sense at the default, and says so until it was read', async () => {
    const { dataDir } = engine;
    await engine.engine.stop();
    const trials = [
      ['localApi', '{'],
      ['localApi', '{"listenOn":"everywhere"}'],
      ['localApi', 'null'],
      ['vault.settings', '{"lockOnQuit":"never"}'],
    ] as const;
    for (const [key, nonsense] of trials) {
      const raw = new BetterSqlite3(path.join(dataDir, 'techbench.db'));
      raw.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, nonsense);
      raw.close();
      const again = await startEngine({ dataDir, locksWhenIdle: true });
      assert.deepEqual((await again.console.system.status({})).settingsSetAside, [key], nonsense);
      assert.equal((await again.console.localApi.get({})).listenOn, 'loopback');
      assert.equal((await again.console.vault.status({})).settings.lockOnQuit, true);
      await again.console.system.acknowledgeSettings({});
      assert.deepEqual((await again.console.system.status({})).settingsSetAside, []);
      await again.stop();
      const kept = new BetterSqlite3(path.join(dataDir, 'techbench.db'), { readonly: true });
      const stored = kept.prepare('SELECT key, value FROM setting WHERE key LIKE ?').all(`${key}%`);
      kept.close();
      assert.deepEqual(stored, [{ key: `${key}.unreadable`, value: nonsense }]);
    }
    engine = await startEngine();
  });
});

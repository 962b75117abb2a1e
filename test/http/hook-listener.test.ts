import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer as createHttpServer, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = JSON.stringify({ event: 'x.y', timestamp: '2026-03-23T10:30:00Z', data: {} });
const headers = { 'x-orqit-signature': createHmac('sha256', secret).update(body).digest('hex') };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the ways in for webhooks', () => {
  let engine: TestEngine;
  let hooks: string;
  let id: number;
  before(async () => {
    engine = await startEngine({ insecureLoopback: true });
    const made = await engine.console.connections.create({ kind: 'orqit', hookSecret: secret });
    id = made.connection.id;
    hooks = made.connection.hookPath;
  });
  after(() => engine.stop());

  it('by the port of the API take what is signed under its own names only', async () => {
    const taken = await send(engine.url, hooks, { body, headers });
    assert.deepEqual([taken.status, taken.json], [202, { accepted: true, duplicate: false }]);
    const again = await send(engine.url, hooks, { body, headers });
    assert.deepEqual(again.json, { accepted: true, duplicate: true });
    const foreign = { ...headers, host: 'abc.tunnel.example' };
    assert.equal((await send(engine.url, hooks, { body, headers: foreign })).status, 403);
    const page = { ...headers, origin: 'https://evil.example' };
    assert.equal((await send(engine.url, hooks, { body, headers: page })).status, 403);
  });

  it('let a tunnel in under the public address that is noted, and to nothing but hooks', async () => {
    await engine.console.connections.update({ id, patch: { publicUrl: 'https://abc.tunnel.example' } });
    const tunnel = { ...headers, host: 'abc.tunnel.example' };
    assert.equal((await send(engine.url, hooks, { body, headers: tunnel })).status, 202);
    assert.equal((await send(engine.url, '/api/', { headers: { host: 'abc.tunnel.example' } })).status, 403);
    const noted = await engine.console.connections.checkRoundTrip({ id });
    assert.equal(noted.state, 'failed', 'nobody is there');
  });

  it('by a tunnel are found to lead here and back, and found missing where they do not', async (t) => {
    const { hostname, port } = new URL(engine.url);
    let forwards = true;
    const tunnel = createHttpServer((incoming, outgoing) => {
      if (!forwards)
        return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
      const { method, url: path, headers: given } = incoming;
      const onward = request({ host: hostname, port, method, path, headers: given }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    await once(tunnel, 'listening');
    t.after(() => tunnel.close());
    const publicUrl = `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}`;
    // With a slash at its end, as people copy it.
    await engine.console.connections.update({ id, patch: { publicUrl: `${publicUrl}/` } });
    assert.equal((await engine.console.connections.get({ id })).publicUrl, publicUrl);
    const round = await engine.console.connections.checkRoundTrip({ id });
    assert.equal(round.state, 'arrived', JSON.stringify(round));
    assert.notEqual((await engine.console.connections.get({ id })).lastRoundTripAt, null);
    forwards = false;
    const lost = await engine.console.connections.checkRoundTrip({ id });
    assert.equal(lost.state, 'failed', 'somebody else answers there, with 200');
  });

  it('of the own network are closed until they are opened, and then serve hooks and nothing else', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    await assert.rejects(send(address, hooks, { body, headers }));
    const opened = await engine.console.connections.setListener({ lan: true, port });
    assert.equal(opened.state.state, 'listening');
    if (opened.state.state === 'listening') {
      for (const url of opened.state.urls) assert.equal(new URL(url).port, String(port));
    }
    const { status } = await send(address, hooks, { body, headers: { ...headers, host: 'techbench.lan' } });
    assert.equal(status, 202);
    for (const path of ['/', '/api/', '/v1/api/tickets', '/api/openapi.json', '/hook']) {
      assert.equal((await send(address, path)).status, 404, path);
    }
    assert.equal((await send(address, hooks, { body, headers: { ...headers, origin: 'null' } })).status, 403);
    await engine.console.connections.setListener({ lan: false });
    await assert.rejects(send(address, hooks, { body, headers }));
  });

  it('of the own network are at the chosen address alone, and say why where they cannot be', async () => {
    const { connections } = engine.console;
    const port = await freePort();
    const { state, choices } = await connections.setListener({ lan: true, address: '127.0.0.1', port });
    assert.deepEqual(state, { state: 'listening', urls: [`http://127.0.0.1:${port}`] });
    assert.ok(choices.some(({ address, internal }) => address === '127.0.0.1' && internal));
    const url = `http://127.0.0.1:${port}`;
    assert.equal((await send(url, hooks, { body, headers })).status, 202);
    await assert.rejects(send(`http://127.0.0.2:${port}`, hooks, { body, headers }), 'at no other address');

    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port: takenPort } = taken.address() as AddressInfo;
    await assert.rejects(connections.setListener({ port: takenPort }), /another program has it/);
    await assert.rejects(connections.setListener({ address: '192.0.2.77' }), /no such address/);
    const after = await connections.listener({});
    assert.deepEqual(after.settings, { lan: true, address: '127.0.0.1', port }, 'nothing of it is kept');
    assert.equal((await send(url, hooks, { body, headers })).status, 202, 'it goes on where it was');
    taken.close();
  });
});

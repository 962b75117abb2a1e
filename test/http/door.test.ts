import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { mintKey } from '../../electron/engine/access/key-format.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, sendRaw, type Received, type Sent } from '../support/http.ts';

const tickets = '/v1/api/tickets';
const ticket = { subject: 'S', description: 'D' };

describe('REST door', () => {
  let engine: TestEngine;
  let key: string;

  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, path, { key, ...sent });
    assertHygiene(received);
    return received;
  }
  const anonymous = (path: string, headers: Record<string, string> = {}) =>
    send(engine.url, path, { headers });

  it('takes the key as a bearer token or as X-API-Key, in every dialect', async () => {
    for (const path of [tickets, '/api/public/v1/ping', '/api/public/v1/tickets']) {
      for (const headers of [
        { authorization: `Bearer ${key}` },
        { authorization: `bearer   ${key}` },
        { 'x-api-key': key },
        { authorization: `Bearer ${key}`, 'x-api-key': key },
      ] as Record<string, string>[]) {
        const received = await anonymous(path, headers);
        assert.equal(received.status, 200, `${path} ${Object.keys(headers).join()}`);
      }
    }
  });

  it('answers alike to no key, a broken one and one that nobody has', async () => {
    const other = mintKey();
    const answers = [];
    for (const headers of [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer ' },
      { authorization: `Basic ${key}` },
      { authorization: key },
      { authorization: `Bearer ${key}x` },
      { authorization: `Bearer ${key} ${key}` },
      { authorization: `Bearer ${key.toLowerCase()}` },
      { authorization: `Bearer ${other}` },
      { 'x-api-key': other },
      { 'x-api-key': `Bearer ${key}` },
      { authorization: `Bearer ${key}`, 'x-api-key': other },
      { cookie: `key=${key}` },
    ] as Record<string, string>[]) {
      const received = await anonymous(tickets, headers);
      assertHygiene(received);
      assert.equal(received.headers['www-authenticate'], 'Bearer');
      answers.push(`${received.status} ${received.text}`);
    }
    assert.deepEqual(
      [...new Set(answers)],
      ['401 {"error":{"code":"unauthorized","message":"Invalid or missing API key."}}'],
    );
    assert.equal(
      (await anonymous(`${tickets}?key=${key}&api_key=${key}`)).status,
      401,
      'never in the address',
    );
  });

  it('fails in the words of the dialect that the path belongs to', async () => {
    const bodies = await Promise.all(
      ['/v1/nothing', '/api/public/v1/nothing', '/api/nothing/', '/nothing', '/v1', '/api/publicity'].map(
        async (path) => {
          const { status, json } = await call(path);
          assert.equal(status, 404, path);
          return json as unknown;
        },
      ),
    );
    const message = 'There is nothing at this address.';
    const ours = { error: { code: 'not_found', message } };
    assert.deepEqual(bodies, [
      ours,
      { success: false, error: { code: 'NOT_FOUND', message } },
      { detail: message },
      ours,
      ours,
      { detail: message },
    ]);
    const { status, json } = await send(engine.url, '/api/public/v1/tickets');
    assert.deepEqual([status, json.success, json.error.code], [401, false, 'INVALID_API_KEY']);
    assert.deepEqual((await send(engine.url, '/api/assets/')).json, {
      detail: 'Invalid or missing API key.',
    });
  });

  it('tells nobody without a key which addresses there are', async () => {
    for (const path of ['/v1/api/tickets', '/v1/api/nothing', '/api/public/v1/nothing', '/api/x']) {
      for (const method of ['GET', 'DELETE']) {
        assert.equal((await send(engine.url, path, { method })).status, 401, `${method} ${path}`);
      }
    }
  });

  it('names the methods of a path that is called with another', async () => {
    const { json } = await call(tickets, { body: ticket });
    for (const [method, path, allow] of [
      ['DELETE', tickets, 'GET, HEAD, POST'],
      ['PUT', tickets, 'GET, HEAD, POST'],
      ['OPTIONS', tickets, 'GET, HEAD, POST'],
      ['DELETE', `${tickets}/${json.id}`, 'GET, HEAD, PATCH'],
      ['GET', `${tickets}/${json.id}/messages`, 'POST'],
      ['POST', '/api/public/v1/ping', 'GET, HEAD'],
      ['DELETE', '/api/public/v1/tickets/1', 'GET, HEAD, PUT, PATCH'],
      ['PROPFIND', tickets, 'GET, HEAD, POST'],
    ] as const) {
      const received = await call(path, { method });
      assert.equal(received.status, 405, `${method} ${path}`);
      assert.equal(received.headers.allow, allow);
    }
  });

  it('answers HEAD as GET without the body', async () => {
    const get = await call(tickets);
    const head = await call(tickets, { method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers['content-length'], get.headers['content-length']);
    assert.equal((await send(engine.url, tickets, { method: 'HEAD' })).status, 401);
  });

  it('serves a path with a slash at its end all the same', async () => {
    assert.equal((await call(`${tickets}/`)).status, 200);
  });

  it('gives every answer a request id of its own', async () => {
    const ids = new Set<unknown>();
    for (let n = 0; n < 20; n += 1)
      ids.add((await call(n % 2 ? tickets : '/nothing')).headers['x-request-id']);
    assert.equal(ids.size, 20);
  });

  it('takes JSON in UTF-8 and nothing else', async () => {
    const body = JSON.stringify(ticket);
    const withType = (type: string | undefined, more: Record<string, string> = {}) =>
      call(tickets, {
        method: 'POST',
        body,
        headers: { ...(type !== undefined && { 'content-type': type }), ...more },
      });
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/json;charset="UTF-8"',
      'Application/JSON',
    ]) {
      assert.equal((await withType(type)).status, 201, type);
    }
    for (const type of [
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/jsonx',
      'application/json; charset=latin1',
      'application/json, text/plain',
      'application/xml',
    ]) {
      assert.equal((await withType(type)).status, 415, type);
    }
    assert.equal((await withType('application/json', { 'content-encoding': 'gzip' })).status, 415);
  });

  it('refuses bodies that are no JSON object', async () => {
    for (const body of [
      '{',
      '{"subject":"S",}',
      "{'subject':'S'}",
      'null',
      '[]',
      '"text"',
      '1',
      'NaN',
      '',
      ' ',
      '\u{FEFF}x',
      '['.repeat(100_000),
      `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ]) {
      const { status, json } = await call(tickets, { method: 'POST', body });
      assert.equal(status, 400, body.slice(0, 40));
      assert.equal(typeof json.error.message, 'string');
    }
    for (const half of ['\\ud800', '\\uDC00', 'a\\udbffb']) {
      const body = `{"subject":"${half}","description":"D"}`;
      assert.equal((await call(tickets, { method: 'POST', body })).status, 400, body);
    }
    const pair = await call(tickets, {
      method: 'POST',
      body: '{"subject":"\\ud83d\\udda8 \\\\ud800","description":"D"}',
    });
    assert.deepEqual([pair.status, pair.json.subject], [201, '\u{1F5A8} \\ud800'], 'a whole pair is text');
    const broken = Uint8Array.from([
      ...Buffer.from('{"subject":"'),
      0xff,
      0xfe,
      ...Buffer.from('","description":"D"}'),
    ]);
    assert.equal((await call(tickets, { method: 'POST', body: broken })).status, 400, 'not UTF-8');
  });

  it('refuses keys that would reach a prototype', async () => {
    for (const body of [
      '{"subject":"S","description":"D","__proto__":{"polluted":1}}',
      '{"subject":"S","description":"D","constructor":{"prototype":{"polluted":1}}}',
      '{"__proto__":{"subject":"S"},"description":"D"}',
    ]) {
      assert.equal((await call(tickets, { method: 'POST', body })).status, 400, body);
    }
    const fields =
      '{"title":"T","description":"D","type":"INCIDENT","category":"OTHER","customFields":{"__proto__":{"polluted":1}}}';
    assert.equal((await call('/api/public/v1/tickets', { method: 'POST', body: fields })).status, 400);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });

  it('takes a body of 1 MiB and no byte more', async () => {
    const most = 1024 * 1024;
    const fits = await call(tickets, { method: 'POST', body: sized(most) });
    assert.equal(fits.status, 400, 'it is read, and its unknown field refused');
    const over = await call(tickets, { method: 'POST', body: sized(most + 1) });
    assert.equal(over.status, 413);
    const head = `POST ${tickets} HTTP/1.1\r\nHost: ${new URL(engine.url).host}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n`;
    const chunk = `40000\r\n${' '.repeat(0x40000)}\r\n`;
    const streamed = await sendRaw(
      engine.url,
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
    );
    assert.match(streamed, /^HTTP\/1.1 413 /);
    assert.match(streamed, /Connection: close/);
    const claimed = await sendRaw(engine.url, `${head}Content-Length: 99999999\r\n\r\n`);
    assert.match(claimed, /^HTTP\/1.1 413 /, 'refused by what it claims, before it is sent');
  });

  it('answers a write that sends no body at all', async () => {
    const { status } = await call(tickets, { method: 'POST' });
    assert.equal(status, 415);
    const empty = await call(tickets, { method: 'POST', headers: { 'content-type': 'application/json' } });
    assert.equal(empty.status, 400);
  });

  it('asks for the scope that is missing, by its name', async () => {
    const reader = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    const writer = (await engine.issueKey({ scopes: ['tickets:write'] })).apiKey;
    const none = (await engine.issueKey({ scopes: [] })).apiKey;
    const post = { body: ticket };
    const { json } = await call(tickets, post);
    const one = `${tickets}/${json.id}`;
    for (const [caller, path, sent, scope] of [
      [reader, tickets, post, 'tickets:write'],
      [reader, one, { method: 'PATCH', body: {} }, 'tickets:write'],
      [reader, `${one}/messages`, { body: { text: 'x' } }, 'tickets:write'],
      [writer, tickets, {}, 'tickets:read'],
      [writer, one, {}, 'tickets:read'],
      [none, tickets, {}, 'tickets:read'],
      [none, tickets, post, 'tickets:write'],
    ] as const) {
      const received = await call(path, { key: caller, ...sent });
      assert.equal(received.status, 403, `${scope} for ${path}`);
      assert.equal(received.json.error.code, 'insufficient_scope');
      assert.equal(received.json.error.details.scope, scope);
      assert.match(received.json.error.message, new RegExp(scope));
    }
    assert.equal((await call(tickets, { key: reader })).status, 200);
  });

  it('lets a read-only technician’s key read and no more', async () => {
    const ada = (await engine.console.technicians.list({}))[0]!;
    const eve = await engine.console.technicians.create({ name: 'Eve', email: 'eve@msp.example' });
    await engine.console.workspace.switchTechnician({ id: eve.id });
    const eves = (await engine.issueKey()).apiKey;
    await engine.console.workspace.switchTechnician({ id: ada.id });
    assert.equal((await call(tickets, { key: eves, body: ticket })).status, 201);
    await engine.console.technicians.update({ id: eve.id, patch: { role: 'read_only' } });
    assert.equal((await call(tickets, { key: eves, body: ticket })).status, 403);
    assert.equal((await call(tickets, { key: eves })).status, 200);
    await engine.console.technicians.update({ id: eve.id, patch: { active: false } });
    assert.equal((await call(tickets, { key: eves })).status, 401);
  });

  it('acts for no key that was revoked while its request was still arriving', async () => {
    const { key: issued, apiKey } = await engine.issueKey();
    const text = JSON.stringify({ ...ticket, subject: 'Too late' });
    const { host, hostname, port } = new URL(engine.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (more: string) => (answer += more));
    socket.write(
      `POST ${tickets} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${apiKey}\r\nConnection: close\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text.slice(0, 9)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await engine.console.keys.revoke({ id: issued.id });
    socket.write(text.slice(9));
    await once(socket, 'close');
    assert.match(answer, /^HTTP\/1.1 401 [^]*This key was revoked/);
    assert.doesNotMatch((await call(tickets)).text, /Too late/);
  });

  it('tells only the holder of a real key why it counts no more', async () => {
    const revoked = await engine.issueKey();
    await engine.console.keys.revoke({ id: revoked.key.id });
    const expiring = await engine.issueKey({ expiresAt: engine.clock.now() + 1000 });
    const rotated = await engine.issueKey();
    await engine.console.keys.rotate({ id: rotated.key.id, overlapHours: 0 });
    engine.clock.pass(1000);
    for (const [{ apiKey }, message] of [
      [revoked, 'This key was revoked.'],
      [expiring, 'This key has expired.'],
      [rotated, 'This key was rotated; use the one that replaced it.'],
    ] as const) {
      const received = await call(tickets, { key: apiKey });
      assert.deepEqual([received.status, received.json.error.message], [401, message]);
    }
  });
});

/** A new ticket with a field that is not known, exactly so many bytes long. */
function sized(bytes: number): string {
  const frame = JSON.stringify({ ...ticket, x: '' }).length;
  return JSON.stringify({ ...ticket, x: 'a'.repeat(bytes - frame) });
}

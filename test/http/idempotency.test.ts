import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';
import { eventually } from '../support/patience.ts';

const tickets = '/v1/api/tickets';
const body = { subject: 'Printer', description: 'Offline' };
const hour = 3_600_000;

describe('Idempotency-Key', () => {
  let engine: TestEngine;
  let key: string;

  before(async () => {
    engine = await startEngine();
    key = (
      await engine.issueKey({
        scopes: ['tickets:read', 'tickets:write', 'assets:write', 'vehicles:write', 'projects:write'],
      })
    ).apiKey;
  });
  after(() => engine.stop());

  async function post(
    idempotencyKey: string,
    sent: unknown = body,
    path = tickets,
    caller = key,
  ): Promise<Received> {
    const headers = { 'idempotency-key': idempotencyKey };
    const received = await send(engine.url, path, { key: caller, body: sent, headers });
    assertHygiene(received);
    return received;
  }
  const total = async () => (await send(engine.url, tickets, { key })).json.total as number;

  it('creates once and answers the same bytes again, saying so', async () => {
    const before = await total();
    const first = await post('once');
    const again = await post('once');
    assert.deepEqual([first.status, first.headers['idempotent-replayed']], [201, undefined]);
    assert.deepEqual([again.status, again.headers['idempotent-replayed']], [201, 'true']);
    assert.equal(again.text, first.text);
    assert.equal(await total(), before + 1);
  });

  it('works for every route that creates', async () => {
    const { id } = (await post('parent')).json;
    const orqit = { title: 'T', description: 'D', type: 'INCIDENT', category: 'OTHER' };
    const projectId = (await engine.console.projects.create({ name: 'P' })).record.id;
    for (const [path, sent] of [
      [`${tickets}/${id}/messages`, { text: 'hello' }],
      ['/api/public/v1/tickets', orqit],
      [`/api/public/v1/projects/${projectId}/tasks`, { title: 'T' }],
      ['/v1/api/devices', { name: 'D' }],
      ['/api/assets/', { name: 'A' }],
      ['/api/v1/vehicles/', { name: 'V' }],
    ] as const) {
      const first = await post(`route ${path}`.replaceAll(' ', '-'), sent, path);
      const again = await post(`route ${path}`.replaceAll(' ', '-'), sent, path);
      assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text], path);
      assert.equal(again.headers['idempotent-replayed'], 'true');
    }
    const { messages } = (await send(engine.url, `${tickets}/${id}`, { key })).json;
    assert.equal(messages.length, 1);
    const { console: client } = engine;
    const totals = [
      await client.assets.list({}),
      await client.vehicles.list({}),
      await client.tasks.list({}),
    ];
    assert.deepEqual(
      totals.map((list) => list.total),
      [2, 1, 1],
    );
  });

  it('refuses the same key for another body or another address', async () => {
    await post('mine');
    const before = await total();
    assert.equal((await post('mine', { ...body, subject: 'Other' })).status, 422);
    assert.equal((await post('mine', body, `${tickets}?x=1`)).status, 422);
    assert.equal(await total(), before);
  });

  it('knows the same request by any address and any order of its parameters', async () => {
    const sent = { name: 'One' };
    const first = await post('spelt', sent, '/api/assets?b=2&a=%41');
    for (const path of ['/api/assets/?a=A&b=2', '/api/v1/assets/?a=%41&b=2', '/api/v1/assets?b=%32&a=A']) {
      const again = await post('spelt', sent, path);
      assert.deepEqual([again.status, again.text], [201, first.text], path);
      assert.equal(again.headers['idempotent-replayed'], 'true', path);
    }
    for (const path of ['/api/assets/?a=A&b=3', '/api/assets/', '/api/vehicles/?a=A&b=2'])
      assert.equal((await post('spelt', sent, path)).status, 422, path);
  });

  it('tells requests on different records apart', async () => {
    const [one, two] = [(await post('first-of-two')).json.id, (await post('second-of-two')).json.id];
    assert.equal((await post('reply', { text: 'x' }, `${tickets}/${one}/messages`)).status, 201);
    assert.equal((await post('reply', { text: 'x' }, `${tickets}/${two}/messages`)).status, 422);
    const slashed = await post('reply', { text: 'x' }, `${tickets}/${one}/messages/`);
    assert.equal(slashed.headers['idempotent-replayed'], 'true');
  });

  it('belongs to the API key that sent it', async () => {
    const other = (await engine.issueKey()).apiKey;
    const first = await post('shared');
    const theirs = await post('shared', body, tickets, other);
    assert.equal(theirs.headers['idempotent-replayed'], undefined);
    assert.notEqual(theirs.json.id, first.json.id);
  });

  it('keeps no failure: the corrected request goes through under the same key', async () => {
    assert.equal((await post('retry', { subject: 'Printer' })).status, 400);
    assert.equal((await post('retry')).status, 201);
  });

  it('lasts a day and not longer', async () => {
    const first = await post('day');
    engine.clock.pass(24 * hour - 60_000);
    assert.equal((await post('day')).json.id, first.json.id);
    engine.clock.pass(60_000);
    assert.notEqual((await post('day')).json.id, first.json.id);
  });

  it('answers 409 while the first request is still arriving, and takes it once that broke off', async () => {
    const { host, port } = new URL(engine.url);
    const socket = connect(Number(port), '127.0.0.1');
    const text = JSON.stringify(body);
    socket.write(
      `POST ${tickets} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\nIdempotency-Key: slow\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text.slice(0, 5)}`,
    );
    const second = await until(
      () => post('slow'),
      ({ status }) => status === 409,
    );
    assert.equal(second.json.error.code, 'idempotency_in_progress');
    socket.destroy();
    const third = await until(
      () => post('slow'),
      ({ status }) => status !== 409,
    );
    assert.equal(third.status, 201);
  });

  it('refuses names that are none, and ignores the header where nothing is created', async () => {
    for (const name of ['', ' ', 'a b', 'x'.repeat(256), 'é']) {
      assert.equal((await post(name)).status, 400, JSON.stringify(name));
    }
    const { id } = (await post('patched')).json;
    for (const status of ['resolved', 'open']) {
      const received = await send(engine.url, `${tickets}/${id}`, {
        key,
        method: 'PATCH',
        body: { status },
        headers: { 'idempotency-key': 'patched' },
      });
      assert.deepEqual([received.status, received.json.status], [200, status]);
    }
  });
});

/** The far side of a socket acts in its own time: asks again. */
async function until(
  ask: () => Promise<Received>,
  enough: (received: Received) => boolean,
): Promise<Received> {
  let received: Received | undefined;
  await eventually(async () => enough((received = await ask())), 'the other request was seen');
  return received!;
}

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';

const path = '/api/public/v1/webhooks';

describe('webhooks over REST', () => {
  let engine: TestEngine;
  let key: string;
  let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
  before(async () => {
    engine = await startEngine({ insecureLoopback: true });
    receiver = await receiveWebhooks();
    key = (await engine.issueKey({ scopes: ['webhooks:manage', 'tickets:write'] })).apiKey;
  });
  after(async () => {
    await engine.stop();
    receiver.close();
  });

  const ask = (target: string, more: object = {}) => send(engine.url, target, { key, ...more });
  const register = (body: object) => ask(path, { body: { url: receiver.url, events: ['*'], ...body } });

  /** Asks until it is so; a delivery goes out behind the request that caused it. */
  async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await read();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('are registered with the fields of the contract, and the secret is told this once', async () => {
    const made = await register({ events: ['ticket.created'], description: 'CI' });
    assert.equal(made.status, 201);
    const { data } = made.json;
    assert.deepEqual(
      [data.url, data.events, data.payload, data.organizationId, data.description, data.enabled],
      [receiver.url, ['ticket.created'], 'clientstor', null, 'CI', true],
    );
    assert.match(data.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await ask(`${path}/${data.id}`);
    assert.equal('secret' in again.json.data, false);
    assert.equal(again.text.includes(data.secret), false);
    assert.equal((await ask(path)).json.meta.totalCount, 1);
    assert.equal((await ask(`${path}/${data.id}`, { method: 'DELETE' })).status, 204);
    assert.equal((await ask(`${path}/${data.id}`)).status, 404);
  });

  it('are registered once for one Idempotency-Key, and what is kept of the answer is sealed', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const [first, second] = [await ask(path, { body: { url: receiver.url, events: ['*'] }, headers })].concat(
      [await ask(path, { body: { url: receiver.url, events: ['*'] }, headers })],
    );
    assert.equal(first!.text, second!.text);
    assert.equal(second!.headers['idempotent-replayed'], 'true');
    await ask(`${path}/${first!.json.data.id}`, { method: 'DELETE' });
  });

  it('are delivered, listed with their attempts, and sent again under the same id', async () => {
    const { id, secret } = (await register({ secret: 'a-secret-of-my-own' })).json.data;
    receiver.received.length = 0;
    receiver.answerBy((response) => void response.writeHead(500).end('no'));
    await ask('/v1/api/tickets', { body: { subject: 'Printer', description: 'Jam' } });
    const failed = await eventually(async () => {
      const { data } = (await ask(`${path}/${id}/deliveries`)).json;
      return data[0]?.attempts === 1 ? data[0] : undefined;
    });
    assert.deepEqual([failed.state, failed.status, failed.event], ['waiting', 500, 'ticket.created']);
    const whole = (await ask(`${path}/${id}/deliveries/${failed.id}`)).json.data;
    assert.deepEqual([whole.tries[0].status, whole.tries[0].responseExcerpt], [500, 'no']);
    receiver.answerBy((response) => void response.writeHead(202).end());
    const retried = await ask(`${path}/${id}/deliveries/${failed.id}/retry`, { method: 'POST' });
    assert.equal(retried.status, 200);
    await eventually(async () => receiver.received[1]);
    const [one, two] = receiver.received;
    assert.equal(one!.headers['webhook-id'], two!.headers['webhook-id']);
    assert.equal(two!.body.toString(), whole.body);
    assert.equal(
      two!.headers['x-orqit-signature'],
      createHmac('sha256', secret).update(two!.body).digest('hex'),
    );
    await eventually(async () =>
      (await ask(`${path}/${id}/deliveries?state=delivered`)).json.meta.totalCount === 1 ? true : undefined,
    );
    await ask(`${path}/${id}`, { method: 'DELETE' });
  });

  it('are refused in the words of the dialect where they make no sense', async () => {
    for (const [body, field] of [
      [{ url: 'https://10.0.0.1/' }, 'url'],
      [{ url: 'https://user:word@hooks.example/' }, 'url'],
      [{ url: 'gopher://hooks.example/' }, 'url'],
      [{ events: [] }, 'events'],
      [{ events: ['ticket.exploded'] }, 'events'],
      [{ payload: 'xml' }, 'payload'],
      [{ secret: 'short' }, 'secret'],
      [{ organizationId: 4711 }, 'organizationId'],
      [{ colour: 'red' }, 'colour'],
    ] as const) {
      const { status, json, text } = await register(body);
      assert.equal(status, 400, text);
      assert.equal(json.error.code, 'VALIDATION_ERROR');
      assert.match(text, new RegExp(field));
    }
  });

  it('are nobody else s: without the scope 403, of another organization 404', async () => {
    const { id } = (await register({})).json.data;
    const powerless = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    const refused = await send(engine.url, path, { key: powerless });
    assert.deepEqual([refused.status, refused.json.error.code], [403, 'INSUFFICIENT_SCOPE']);
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    const bound = (await engine.issueKey({ scopes: ['webhooks:manage'], organizationId: acme.id })).apiKey;
    assert.equal((await send(engine.url, `${path}/${id}`, { key: bound })).status, 404);
    const own = await send(engine.url, path, { key: bound, body: { url: receiver.url, events: ['*'] } });
    assert.equal(own.json.data.organizationId, acme.id);
    assert.equal((await send(engine.url, path, { key: bound })).json.meta.totalCount, 1);
    await ask(`${path}/${id}`, { method: 'DELETE' });
    await ask(`${path}/${own.json.data.id}`, { method: 'DELETE' });
  });

  it('answer 423 while no secret can be kept', async () => {
    const locked = await startEngine({ vaultClosed: true });
    try {
      const { apiKey } = await locked.issueKey({ scopes: ['webhooks:manage'] });
      const { status } = await send(locked.url, path, {
        key: apiKey,
        body: { url: 'https://hooks.example/', events: ['*'] },
      });
      assert.equal(status, 423);
    } finally {
      await locked.stop();
    }
  });
});

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newWebhook, type NewWebhook } from '../../../shared/webhook.ts';
import type { DeliveryFilter } from '../../../shared/delivery.ts';
import { ada, openExchange, type TestExchange } from '../../support/exchange.ts';
import { receiveWebhooks, type ReceivedHook } from '../../support/webhook-receiver.ts';

const ticket = { id: 'tkt_000001', subject: 'Printer', priority: 'high', status: 'open' };
const hourMs = 3_600_000;
type Receiver = Awaited<ReturnType<typeof receiveWebhooks>>;

describe('webhooks out', () => {
  let exchange: TestExchange;
  let receiver: Receiver;
  before(async () => {
    receiver = await receiveWebhooks();
  });
  after(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answerBy((response) => void response.writeHead(204).end());
  });
  beforeEach(() => {
    exchange = openExchange();
    exchange.room.sender.start();
    return () => exchange.close();
  });

  const endpoint = (given: Partial<NewWebhook> = {}) =>
    exchange.room.handlers.webhooks.create(
      ada,
      newWebhook.parse({ url: `${receiver.url}/hook`, events: ['*'], ...given }),
    );
  const log = (filter: DeliveryFilter = {}) =>
    exchange.room.handlers.deliveries.list(ada, { filter, search: '', sort: [], offset: 0, limit: 500 }).rows;
  const get = (id: number) => exchange.room.handlers.deliveries.get(ada, { id });
  const reload = (id: number) => exchange.room.handlers.webhooks.get(ada, { id });
  async function sent(): Promise<ReceivedHook[]> {
    exchange.room.sender.pump();
    await exchange.room.sender.idle();
    return receiver.received;
  }

  it('carry the event as each dialect shapes it, signed as each of them documents', async () => {
    const first = endpoint({ payload: 'clientstor' });
    const second = endpoint({ payload: 'oneclickit', url: `${receiver.url}/other` });
    exchange.happen('ticket.created', ticket);
    const [one, two] = (await sent()).toSorted((a, b) => a.path.localeCompare(b.path));
    assert.equal(
      one!.body.toString(),
      '{"event":"ticket.created","timestamp":"2026-03-23T10:30:00Z","organization":{"id":2,"name":"Acme"},"data":{"id":"tkt_000001","subject":"Printer","priority":"high","status":"open"}}',
    );
    assert.equal(
      two!.body.toString(),
      '{"event":"ticket.created","timestamp":"2026-03-23T10:30:00Z","data":{"id":"tkt_000001","subject":"Printer","priority":"high","status":"open"}}',
    );
    for (const [hook, { secret }] of [
      [one!, first],
      [two!, second],
    ] as const) {
      const hex = createHmac('sha256', secret).update(hook.body).digest('hex');
      assert.equal(hook.headers['x-oneclickit-signature'], hex);
      assert.equal(hook.headers['x-orqit-signature'], hex);
      assert.equal(hook.headers['content-type'], 'application/json');
      assert.match(String(hook.headers['webhook-id']), /^msg_[\w-]{22}$/);
    }
    assert.equal(
      log().every(({ state, attempts }) => state === 'delivered' && attempts === 1),
      true,
    );
  });

  it('reach only endpoints that hear of that event and that organization', async () => {
    endpoint({ events: ['ticket.resolved'], url: `${receiver.url}/resolved` });
    endpoint({ events: ['ticket.created', 'asset.created'], url: `${receiver.url}/created` });
    endpoint({ organizationId: 3, url: `${receiver.url}/globex` });
    endpoint({ enabled: false, url: `${receiver.url}/off` });
    exchange.happen('ticket.created', ticket);
    assert.deepEqual(
      (await sent()).map(({ path }) => path),
      ['/created'],
    );
    exchange.happen('ticket.resolved', ticket, 3);
    assert.deepEqual((await sent()).map(({ path }) => path).toSorted(), ['/created', '/globex', '/resolved']);
  });

  it('are told to one endpoint in the order of their events, and a failing one holds up none behind it', async () => {
    endpoint();
    receiver.answerBy((response, { body }) => {
      const fails = body.includes('"n":3');
      setImmediate(() => response.writeHead(fails ? 500 : 204).end());
    });
    for (let n = 1; n <= 20; n += 1) exchange.happen('ticket.updated', { n });
    const order = (await sent()).map(
      ({ body }) => (JSON.parse(body.toString()) as { data: { n: number } }).data.n,
    );
    assert.deepEqual(
      order,
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    assert.equal(log({ state: ['delivered'] }).length, 19);
    const [failed] = log({ state: ['waiting'] });
    assert.deepEqual([failed!.status, failed!.error, failed!.attempts], [500, 'status', 1]);
  });

  it('keep their id and their bytes over all attempts and replays, and are signed afresh with the secret of the moment', async () => {
    const { webhook, secret } = endpoint();
    receiver.answerBy((response) => void response.writeHead(503).end('later'));
    exchange.happen('ticket.created', ticket);
    await sent();
    await exchange.pass(6000, 1000);
    const { secret: next } = exchange.room.handlers.webhooks.rotateSecret(ada, {
      id: webhook.id,
      overlapHours: 1,
    });
    await exchange.pass(6 * 60_000);
    receiver.answerBy((response) => void response.writeHead(200).end());
    await exchange.pass(40 * 60_000);
    await exchange.pass(hourMs);
    exchange.room.handlers.deliveries.retry(ada, { ids: [log()[0]!.id] });
    const hooks = await sent();
    assert.equal(hooks.length, 5);
    assert.equal(new Set(hooks.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(new Set(hooks.map(({ body }) => body.toString())).size, 1);
    assert.equal(new Set(hooks.map(({ headers }) => headers['webhook-timestamp'])).size, 5);
    const hex = (key: string) => createHmac('sha256', key).update(hooks[0]!.body).digest('hex');
    const signedBy = hooks.map(({ headers }) => [
      headers['x-oneclickit-signature'],
      headers['x-oneclickit-signature-previous'],
      String(headers['webhook-signature']).split(' ').length,
    ]);
    assert.deepEqual(signedBy, [
      [hex(secret), undefined, 1],
      [hex(secret), undefined, 1],
      [hex(next), hex(secret), 2],
      [hex(next), hex(secret), 2],
      [hex(next), undefined, 1],
    ]);
    assert.deepEqual(
      get(log()[0]!.id).tries.map(({ outcome, status }) => [outcome, status]),
      [
        ['delivered', 200],
        ['delivered', 200],
        ['failed', 503],
        ['failed', 503],
        ['failed', 503],
      ],
    );
  });

  it('wait no less than the receiver asks for', async () => {
    endpoint();
    receiver.answerBy((response) => void response.writeHead(429, { 'Retry-After': '3600' }).end());
    exchange.happen('ticket.created', ticket);
    await sent();
    assert.equal(log()[0]!.nextAttemptAt, exchange.clock.now() + hourMs);
    await exchange.pass(hourMs - 60_000);
    assert.equal(receiver.received.length, 1);
    await exchange.pass(2 * 60_000);
    assert.equal(receiver.received.length, 2);
  });

  it('stop at 410: the endpoint is off, what waits for it has failed visibly, and somebody is told', async () => {
    const { webhook } = endpoint();
    receiver.answerBy((response) => void response.writeHead(410).end());
    for (let n = 1; n <= 3; n += 1) exchange.happen('ticket.updated', { n });
    await sent();
    assert.equal(receiver.received.length, 1);
    const after = reload(webhook.id);
    assert.deepEqual(
      [after.enabled, after.disabledReason, after.waiting, after.failed],
      [false, 'gone', 0, 3],
    );
    assert.deepEqual(
      log().map(({ error }) => error),
      ['disabled', 'disabled', 'status'],
    );
    const alerts = exchange.room.handlers.alerts.attention(ada, {});
    assert.match(alerts.newest!.title, /Nothing is sent to 127\.0\.0\.1:\d+ any more/);
    exchange.happen('ticket.updated', { n: 4 });
    await sent();
    assert.equal(log().length, 3, 'nothing is queued for an endpoint that is off');
    // Switched on again, what failed can be recovered, and the alert is gone.
    receiver.answerBy((response) => void response.writeHead(204).end());
    exchange.room.handlers.webhooks.update(ada, { id: webhook.id, patch: { enabled: true } });
    const { recovered } = exchange.room.handlers.deliveries.recover(ada, { webhookId: null, since: 0 });
    await sent();
    assert.equal(recovered, 3);
    assert.equal(log({ state: ['delivered'] }).length, 3);
    assert.equal(exchange.room.handlers.alerts.attention(ada, {}).open, 0);
  });

  it('wait while no secret can be read, and say so', async () => {
    endpoint();
    exchange.lock(true);
    exchange.happen('ticket.created', ticket);
    await sent();
    const state = () => exchange.room.handlers.webhooks.sending(ada, {});
    assert.deepEqual([state().state, state().waiting], ['vault_locked', 1]);
    assert.equal(receiver.received.length, 0);
    assert.throws(() => endpoint(), { code: 'locked' });
    exchange.lock(false);
    await sent();
    assert.deepEqual([state().state, state().waiting], ['sending', 0]);
    assert.equal(receiver.received.length, 1);
  });

  it('show the bytes and signatures of a test, and send just those, with headers whose values nobody reads again', async () => {
    const { webhook } = endpoint({ headers: { 'X-Tenant-Key': 'canary-4711' } });
    const shown = exchange.room.handlers.webhooks.preview(ada, { id: webhook.id, event: 'monitor.down' });
    const { deliveryId } = exchange.room.handlers.webhooks.test(ada, {
      id: webhook.id,
      event: 'monitor.down',
    });
    const [hook] = await sent();
    assert.equal(hook!.body.toString(), shown.body);
    assert.equal(hook!.headers['x-tenant-key'], 'canary-4711');
    const line = (name: string) => shown.headers.find(([each]) => each === name)?.[1];
    assert.equal(line('X-Orqit-Signature'), hook!.headers['x-orqit-signature']);
    assert.equal(line('X-Tenant-Key'), '••••••••');
    const delivery = get(deliveryId);
    assert.deepEqual([delivery.test, delivery.state], [true, 'delivered']);
    const everything = JSON.stringify([shown, delivery, reload(webhook.id), exchange.pushed]);
    assert.equal(everything.includes('canary-4711'), false);
    const kept = exchange.db
      .all('SELECT * FROM audit')
      .concat(exchange.db.all('SELECT * FROM delivery_attempt'));
    assert.equal(JSON.stringify(kept).includes('canary-4711'), false);
  });

  it('go to no address that the policy forbids, and follow no redirect', async () => {
    for (const url of [
      'https://169.254.169.254/',
      'https://10.0.0.1/',
      'ftp://a.example/',
      'https://u:p@a.example/',
    ]) {
      assert.throws(() => endpoint({ url }), { code: 'validation' }, url);
    }
    const other = await receiveWebhooks();
    try {
      endpoint();
      receiver.answerBy((response) => void response.writeHead(307, { Location: `${other.url}/` }).end());
      exchange.happen('ticket.created', ticket);
      await sent();
      assert.deepEqual([log()[0]!.state, log()[0]!.status], ['waiting', 307]);
      assert.equal(other.received.length, 0);
    } finally {
      other.close();
    }
  });

  it('are searched by their words and filtered by what became of them', async () => {
    endpoint();
    receiver.answerBy(
      (response, { body }) => void response.writeHead(body.includes('Scanner') ? 400 : 204).end(),
    );
    exchange.happen('ticket.created', { ...ticket, subject: 'Scanner of the second floor' });
    exchange.happen('ticket.created', ticket);
    await sent();
    const search = (words: string) =>
      exchange.room.handlers.deliveries.list(ada, {
        filter: {},
        search: words,
        sort: [],
        offset: 0,
        limit: 10,
      });
    assert.deepEqual(
      search('scanner').rows.map(({ status }) => status),
      [400],
    );
    assert.equal(search('nothing').total, 0);
    assert.equal(log({ error: ['status'] }).length, 1);
    assert.equal(log({ event: ['asset.created'] }).length, 0);
  });
});

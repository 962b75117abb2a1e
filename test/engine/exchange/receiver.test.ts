import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { standardSignature } from '../../../electron/engine/exchange/webhooks/signing.ts';
import { newConnection, type ConnectionKind } from '../../../shared/connection.ts';
import type { AlertFilter } from '../../../shared/alert.ts';
import { ada, openExchange, type TestExchange } from '../../support/exchange.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const acme = 2;
const page = { search: '', sort: [], offset: 0, limit: 100 };
const stamp = '2026-03-23T10:30:00Z';
const hex = (key: string, body: string) => createHmac('sha256', key).update(body).digest('hex');

describe('events of other services', () => {
  let exchange: TestExchange;
  beforeEach(() => {
    exchange = openExchange();
  });
  afterEach(() => exchange.close());

  async function connect(kind: ConnectionKind, given: object = {}) {
    const { connection, ...told } = await exchange.room.handlers.connections.create(
      ada,
      newConnection.parse({ kind, organizationId: acme, hookSecret: secret, ...given }),
    );
    return { id: connection.id, hookPath: connection.hookPath, ...told };
  }

  function send(
    connectionId: number,
    body: string,
    headers: Record<string, string>,
    token: string | null = null,
  ) {
    const rawHeaders = Object.entries(headers).flat();
    return exchange.room.hooks.receive({ connectionId, token, headers, rawHeaders, body: Buffer.from(body) });
  }
  const eventOf = (event: string, data: object, timestamp: unknown = stamp) =>
    JSON.stringify({ event, timestamp, data });
  /** Signed as OneClickIT does. */
  const tell = (connectionId: number, event: string, data: object, timestamp: unknown = stamp) => {
    const body = eventOf(event, data, timestamp);
    return send(connectionId, body, { 'x-oneclickit-signature': hex(secret, body) });
  };
  const apply = () => exchange.room.applier.drain();
  const received = () => exchange.room.handlers.hookDeliveries.list(ada, { ...page, filter: {} }).rows;
  const alerts = (filter: AlertFilter = { state: ['open'] }) =>
    exchange.room.handlers.alerts.list(ada, { ...page, filter }).rows;
  function standard(body: string, id = 'msg_1', at = exchange.clock.now(), key = secret) {
    const timestamp = Math.floor(at / 1000);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': standardSignature(key, id, timestamp, Buffer.from(body)),
    };
  }

  it('are known by the signature that each service documents, in either case and with its prefix', async () => {
    const body = eventOf('x.y', {});
    const right = hex(secret, body);
    for (const [kind, header, value] of [
      ['oneclickit', 'x-oneclickit-signature', right],
      ['orqit', 'x-orqit-signature', right.toUpperCase()],
      ['clientstor', 'x-webhook-signature', `sha256=${right}`],
    ] as const) {
      const { id } = await connect(kind);
      assert.deepEqual(await send(id, body, { [header]: value }), { taken: true, duplicate: false }, kind);
      for (const wrong of [
        '',
        'x',
        right.slice(2),
        `${right}00`,
        right.replace(/^./, 'g'),
        hex('other', body),
      ]) {
        const answer = await send(id, body, { [header]: wrong });
        assert.deepEqual(answer, { taken: false, reason: 'wrong_signature' }, `${kind} ${wrong}`);
      }
      const foreign = kind === 'orqit' ? 'x-oneclickit-signature' : 'x-orqit-signature';
      assert.deepEqual(await send(id, body, { [foreign]: right }), { taken: false, reason: 'no_signature' });
    }
  });

  it('verify by the vector of the formats page', async () => {
    const { id } = await connect('oneclickit', { hookSecret: 'whsec_demo-longer' });
    const body = '{"event":"ticket.created","timestamp":"2026-01-02T03:04:05Z","data":{"id":"tkt_1"}}';
    assert.equal(hex('whsec_demo', body), 'd11af3d34ccb775ede19c892cea3bddd398d49c23b4a3d2971eaf7475940a2a4');
    const answer = await send(id, body, { 'x-oneclickit-signature': hex('whsec_demo-longer', body) });
    assert.equal(answer.taken, true);
  });

  it('count by Standard Webhooks within five minutes, and by nothing else where that is there', async () => {
    const { id } = await connect('theonestack');
    const body = eventOf('x.y', {});
    const now = exchange.clock.now();
    const at = (seconds: number, message: string) =>
      send(id, body, standard(body, message, now + seconds * 1000));
    assert.equal((await at(-299, 'msg_a')).taken, true);
    assert.equal((await at(299, 'msg_b')).taken, true);
    assert.deepEqual(await at(-301, 'msg_c'), { taken: false, reason: 'too_old' });
    assert.deepEqual(await at(301, 'msg_d'), { taken: false, reason: 'too_new' });
    // An old signature of the standard is not carried past it by a right one that knows no time.
    const orqit = (await connect('orqit')).id;
    const both = { ...standard(body, 'msg_e', now - 301_000), 'x-orqit-signature': hex(secret, body) };
    assert.deepEqual(await send(orqit, body, both), { taken: false, reason: 'too_old' });
    const headers = standard(body, 'msg_f');
    for (const missing of Object.keys(headers)) {
      const partial = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing));
      assert.equal((await send(id, body, partial)).taken, false, missing);
    }
    const renamed = { ...headers, 'webhook-id': 'msg_g' };
    assert.deepEqual(await send(id, body, renamed), { taken: false, reason: 'wrong_signature' });
  });

  it('of a service that does not sign are known by the token in their path', async () => {
    const { hookPath, id, hookSecret } = await connect('clientstor', { hookSecret: undefined });
    const token = hookPath.split('/').at(-1)!;
    assert.equal(hookSecret, null);
    assert.match(hookPath, /^\/hooks\/\d+\/[\w-]{32}$/);
    const body = JSON.stringify({
      event: 'monitor.down',
      timestamp: 1_774_261_800,
      webhook_id: 3,
      organization: 'acme',
      data: { monitor_id: 7, name: 'Main Website', error: 'Connection timed out' },
    });
    assert.equal((await send(id, body, {}, token)).taken, true);
    assert.deepEqual(await send(id, body, {}, 'wrong'), { taken: false, reason: 'wrong_token' });
    assert.deepEqual(await send(id, body, {}), { taken: false, reason: 'no_signature' });
    const shown = await exchange.room.handlers.connections.get(ada, { id });
    assert.equal(JSON.stringify(shown).includes(token), false, 'the token is told once');
    apply();
    assert.equal(alerts()[0]!.title, 'Main Website is down');
  });

  it('raise an alert when a monitor goes down and end it when it is up, once, however often and in whatever order', async () => {
    const { id } = await connect('clientstor');
    const site = {
      monitor_id: 7,
      name: 'Main Website',
      url: 'https://example.com',
      error: 'Connection timed out',
    };
    const signed = (event: string, timestamp: string) => {
      const body = JSON.stringify({ event, timestamp, organization: { id: 42, name: 'Acme' }, data: site });
      return send(id, body, { 'x-webhook-signature': hex(secret, body) });
    };
    await signed('monitor.down', '2026-03-23T10:30:00Z');
    await signed('monitor.down', '2026-03-23T10:30:00Z');
    apply();
    const [alert] = alerts();
    assert.deepEqual(
      [alert!.kind, alert!.organizationId, alert!.connectionId, alert!.occurrences, alert!.detail],
      ['monitor', acme, id, 1, 'Connection timed out'],
    );
    const news = exchange.pushed.flatMap((event) => (event.type === 'alertNews' ? event.news : []));
    assert.deepEqual(
      news.map(({ happened, alert: { monitorName } }) => [happened, monitorName]),
      [['raised', 'Main Website']],
    );
    await signed('monitor.up', '2026-03-23T10:40:00Z');
    await signed('monitor.down', '2026-03-23T10:35:00Z');
    apply();
    assert.deepEqual(alerts(), [], 'a down of before the up is told too late to count');
    assert.equal(
      received().find(({ state }) => state === 'kept')!.outcome,
      'It is older than what is known already.',
    );
  });

  it('open and change tickets and assets under the remote service s own ids', async () => {
    const { id } = await connect('oneclickit');
    await tell(id, 'ticket.created', {
      id: 'tkt_98f2e1',
      subject: 'Printer',
      priority: 'high',
      status: 'open',
    });
    await tell(id, 'ticket.updated', { id: 'tkt_98f2e1', priority: 'critical' }, '2026-03-23T10: 31: 00Z');
    await tell(
      id,
      'ticket.resolved',
      { id: 'tkt_98f2e1', subject: 'Printer', resolvedBy: 'tech_jane', resolution: 'Reinstalled.' },
      '2026-03-23T14:00:00Z',
    );
    await tell(id, 'asset.created', { asset_id: 12, name: 'FS01', asset_type: 'server', status: 'active' });
    await tell(
      id,
      'asset.updated',
      { asset_id: 12, name: 'FS01', status: 'in_repair' },
      '2026-03-23T11:00:00Z',
    );
    await tell(id, 'asset.deleted', { asset_id: 12, name: 'FS01' }, '2026-03-23T12:00:00Z');
    apply();
    const rows = exchange.tickets.list(ada, {
      view: 'all',
      filter: {},
      sort: 'created',
      descending: true,
      offset: 0,
      limit: 10,
    }).rows;
    assert.equal(rows.length, 1);
    const ticket = exchange.tickets.get(ada, { id: rows[0]!.id });
    assert.deepEqual(
      [ticket.subject, ticket.priority, ticket.status, ticket.resolution, ticket.organizationId],
      ['Printer', 'critical', 'resolved', 'Reinstalled.', acme],
    );
    const assets = exchange.assets.list(ada, { ...page, filter: {} }).rows;
    assert.deepEqual(
      assets.map(({ name, status }) => [name, status]),
      [['FS01', 'retired']],
    );
    assert.deepEqual(
      received().map(({ state }) => state),
      Array(6).fill('applied'),
    );
  });

  it('open an alert for breaches and vulnerabilities, change the known plan, and are kept where nothing follows', async () => {
    const { id } = await connect('oneclickit');
    await tell(id, 'breach.detected', {
      email: 'joe@acme.example',
      breach: { name: 'MegaCorp', dataTypes: ['email'] },
    });
    await tell(id, 'vault.breach', { password_id: 31, title: 'Administrator' });
    await tell(id, 'vulnerability.found', { cve: 'CVE-2026-0001', severity: 'high', asset_name: 'FS01' });
    await tell(id, 'subscription.changed', {
      customerId: 'cus_1',
      previousPlan: 'starter',
      newPlan: 'enterprise',
    });
    await tell(id, 'document.signed', { id: 1 });
    await tell(id, 'monitor.ssl_expiring', { monitor_id: 1 });
    apply();
    assert.deepEqual(
      alerts()
        .map(({ kind }) => kind)
        .toSorted(),
      ['breach', 'vault_breach', 'vulnerability'],
    );
    assert.equal((await exchange.room.handlers.connections.get(ada, { id })).plan, 'enterprise');
    assert.deepEqual(
      received()
        .map(({ event, state }) => [event, state])
        .slice(0, 2),
      [
        ['monitor.ssl_expiring', 'kept'],
        ['document.signed', 'kept'],
      ],
    );
  });

  it('are shown with their exact bytes and what every dialect makes of them, and are handed over again without a second effect', async () => {
    const { id } = await connect('oneclickit');
    const body = `{ "event" : "ticket.created", "timestamp":"${stamp}", "data":{"id":"tkt_1","subject":"Ünïcode"} }`;
    await send(id, body, { 'x-oneclickit-signature': hex(secret, body), authorization: 'Bearer canary' });
    apply();
    const [row] = received();
    const whole = exchange.room.handlers.hookDeliveries.get(ada, { id: row!.id });
    assert.equal(Buffer.from(whole.body, 'base64').toString(), body);
    assert.deepEqual(
      whole.verifications.map(({ dialect, result }) => [dialect, result]),
      [
        ['oneclickit', 'valid'],
        ['orqit', 'missing'],
        ['clientstor', 'missing'],
        ['standard', 'missing'],
      ],
    );
    assert.equal(JSON.stringify(whole).includes('canary'), false);
    exchange.room.handlers.hookDeliveries.replay(ada, { ids: [row!.id] });
    apply();
    const count = exchange.db.get<{ n: number }>('SELECT count(*) AS n FROM ticket')!.n;
    assert.equal(count, 1);
    const saved = exchange.room.handlers.hookDeliveries.saveAsTest(ada, { id: row!.id, name: 'Umlauts' });
    assert.equal(saved.body, body);
  });

  it('have one effect for one id, whatever the bytes: another body under it is refused, and the history tells', async () => {
    const { id } = await connect('theonestack');
    const first = eventOf('asset.created', { asset_id: 1, name: 'FS01' });
    const other = eventOf('asset.created', { asset_id: 2, name: 'FS02' });
    assert.deepEqual(await send(id, first, standard(first)), { taken: true, duplicate: false });
    exchange.clock.pass(299_000);
    const again = standard(first, 'msg_1');
    assert.deepEqual(await send(id, first, again), { taken: true, duplicate: true }, 'signed afresh at 4:59');
    assert.deepEqual(await send(id, other, standard(other)), { taken: false, reason: 'changed_body' });
    exchange.clock.pass(302_000);
    assert.deepEqual(await send(id, first, again), { taken: false, reason: 'too_old' }, 'replayed at 5:02');
    apply();
    assert.equal(exchange.assets.list(ada, { ...page, filter: {} }).total, 1);
    const noted = exchange.db.get<{ n: number }>(
      `SELECT count(*) AS n FROM audit WHERE entity = 'connection' AND action = 'refuse changed body'`,
    );
    assert.equal(noted!.n, 1);
  });

  it('are taken with the old secret and the new one while both count', async () => {
    const { id } = await connect('orqit');
    const { hookSecret } = await exchange.room.handlers.connections.rotateSecret(ada, {
      id,
      overlapHours: 1,
    });
    const by = (key: string, n: number) => {
      const body = eventOf('x.y', { n });
      return send(id, body, { 'x-orqit-signature': hex(key, body) });
    };
    assert.deepEqual([(await by(secret, 1)).taken, (await by(hookSecret!, 2)).taken], [true, true]);
    exchange.clock.pass(3_600_000);
    assert.deepEqual([(await by(secret, 3)).taken, (await by(hookSecret!, 4)).taken], [false, true]);
  });

  it('are refused while no secret can be read, and each refusal is counted with its reason', async () => {
    const { id } = await connect('oneclickit');
    exchange.lock(true);
    assert.deepEqual(await tell(id, 'x.y', {}), { taken: false, reason: 'vault_locked' });
    exchange.lock(false);
    await exchange.room.handlers.connections.update(ada, { id, patch: { enabled: false } });
    assert.deepEqual(await tell(id, 'x.y', {}), { taken: false, reason: 'switched_off' });
    assert.deepEqual(await tell(4711, 'x.y', {}), { taken: false, reason: 'unknown_connection' });
    await exchange.restart();
    const refusals = await exchange.room.handlers.connections.refusals(ada, { id: null });
    assert.deepEqual(
      new Set(refusals.map(({ connectionId, reason, count }) => `${connectionId} ${reason} ${count}`)),
      new Set([`${id} switched_off 1`, `${id} vault_locked 1`, 'null unknown_connection 1']),
    );
    assert.equal((await exchange.room.handlers.connections.get(ada, { id })).refused, 2);
  });
});

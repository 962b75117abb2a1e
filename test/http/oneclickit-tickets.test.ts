import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const base = '/v1/api/tickets';

describe('OneClickIT tickets', () => {
  let engine: TestEngine;
  let key: string;

  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, base + path, { key, ...sent });
    assertHygiene(received);
    return received;
  }
  const create = async (body: object): Promise<string> => (await call('', { body })).json.id as string;
  const printer = {
    subject: 'Printer not responding',
    description: 'HP LaserJet on 2nd floor is offline since this morning.',
    priority: 'high',
    deviceId: 'dev_abc123',
  };

  it("answers the vendor's own examples in their shapes", async () => {
    const created = await call('', { body: printer });
    assert.equal(created.status, 201);
    assert.deepEqual(Object.keys(created.json), ['id', 'subject', 'status', 'createdAt']);
    const { id, createdAt } = created.json as { id: string; createdAt: string };
    assert.match(id, /^tkt_[0-9a-f]{6,}$/);
    assert.deepEqual(created.json, {
      id,
      subject: printer.subject,
      status: 'open',
      createdAt: '2026-03-23T10:30:00Z',
    });

    const listed = await call('?status=open&page=1&limit=10');
    assert.equal(listed.status, 200);
    assert.deepEqual(listed.json, {
      tickets: [{ id, subject: printer.subject, status: 'open', priority: 'high', createdAt }],
      total: 1,
      page: 1,
    });

    const reply = await call(`/${id}/messages`, { body: { text: 'I will check the printer remotely now.' } });
    assert.equal(reply.status, 201);
    assert.match(reply.json.id, /^msg_[0-9a-f]{6,}$/);

    const whole = await call(`/${id}`);
    assert.equal(whole.status, 200);
    assert.deepEqual(whole.json, {
      id,
      subject: printer.subject,
      description: printer.description,
      status: 'open',
      priority: 'high',
      deviceId: 'dev_abc123',
      createdAt,
      updatedAt: whole.json.updatedAt,
      messages: [
        {
          id: reply.json.id,
          sender: 'technician',
          text: 'I will check the printer remotely now.',
          createdAt,
        },
      ],
    });
  });

  it('defaults to medium priority and no device, and keeps text exactly as sent', async () => {
    const subject = '  Ünïcödé  \u00e9 e\u0301 \u{1F5A8} <b>&amp;</b> ';
    const description = 'tab\tline\r\nnul\u0000 \u2028 end ';
    const id = await create({ subject, description });
    const { json } = await call(`/${id}`);
    assert.deepEqual(
      [json.subject, json.description, json.priority, json.deviceId],
      [subject, description, 'medium', null],
    );
  });

  it('lists newest first, by status and priority, in pages that neither repeat nor skip', async () => {
    for (let n = 0; n < 25; n += 1) {
      engine.clock.pass(1000);
      await create({ subject: `Page ${n}`, description: 'd', priority: n % 2 ? 'critical' : 'low' });
    }
    const first = (await call('')).json;
    assert.equal(first.tickets.length, 10, 'ten by default');
    assert.equal(first.tickets[0].subject, 'Page 24');
    const ids: string[] = [];
    for (let page = 1; ; page += 1) {
      const { json } = await call(`?limit=7&page=${page}`);
      assert.equal(json.page, page);
      assert.equal(json.total, first.total);
      if (json.tickets.length === 0) break;
      ids.push(...(json.tickets as { id: string }[]).map(({ id }) => id));
    }
    assert.equal(ids.length, first.total);
    assert.equal(new Set(ids).size, first.total);
    assert.deepEqual(ids, ids.toSorted().toReversed());
    const critical = (await call('?priority=critical&limit=100')).json;
    assert.equal(critical.total, 12);
    assert.ok((critical.tickets as { priority: string }[]).every(({ priority }) => priority === 'critical'));
    assert.equal((await call('?priority=critical&status=resolved')).json.total, 0);
    assert.equal((await call('?unknown=1&limit=1')).json.tickets.length, 1, 'unknown parameters are ignored');
  });

  for (const query of [
    'page=0',
    'page=-1',
    'page=1.5',
    'page=',
    'page=abc',
    'page=1e3',
    'page=99999999999',
    'limit=0',
    'limit=101',
    'limit=ten',
    'status=OPEN',
    'status=',
    'status=done',
    'priority=urgent',
    'page=1&page=2',
    'status=%E0%A4',
    'status=constructor',
    'priority=__proto__',
  ]) {
    it(`refuses a list with ${query}`, async () => {
      const { status, json } = await call(`?${query}`);
      assert.equal(status, 400);
      assert.equal(json.error.code, 'validation');
    });
  }

  const bad: [string, unknown, string][] = [
    ['no subject', { description: 'd' }, 'subject'],
    ['no description', { subject: 's' }, 'description'],
    ['a blank subject', { ...printer, subject: ' \n\t' }, 'subject'],
    ['an empty description', { ...printer, description: '' }, 'description'],
    ['a subject that is no text', { ...printer, subject: 5 }, 'subject'],
    ['a subject of 501 letters', { ...printer, subject: 'x'.repeat(501) }, 'subject'],
    ['an unknown priority', { ...printer, priority: 'urgent' }, 'priority'],
    ['a priority in capitals', { ...printer, priority: 'HIGH' }, 'priority'],
    ['a device that is no text', { ...printer, deviceId: 7 }, 'deviceId'],
    ['a field that is not known', { ...printer, organizationId: 2 }, 'organizationId'],
    ['a field of another case', { ...printer, Subject: 'x' }, 'Subject'],
  ];
  for (const [what, body, field] of bad) {
    it(`refuses a new ticket with ${what}, naming the field`, async () => {
      const { status, json } = await call('', { body });
      assert.equal(status, 400);
      assert.equal(json.error.code, 'validation');
      assert.deepEqual(
        (json.error.details.fields as { field: string }[]).map((issue) => issue.field),
        [field],
      );
      assert.match(json.error.message, new RegExp(`^${field} `));
    });
  }

  it('changes what an update names, and nothing else', async () => {
    const id = await create(printer);
    engine.clock.pass(60_000);
    const { status, json } = await call(`/${id}`, {
      method: 'PATCH',
      body: { status: 'resolved', resolution: 'Driver reinstalled.', priority: 'low', deviceId: null },
    });
    assert.equal(status, 200);
    assert.deepEqual(
      [json.subject, json.status, json.priority, json.deviceId, json.resolution],
      [printer.subject, 'resolved', 'low', null, 'Driver reinstalled.'],
    );
    assert.ok(Date.parse(json.updatedAt) > Date.parse(json.createdAt));
    assert.deepEqual((await call(`/${id}`)).json, json);
    const same = await call(`/${id}`, { method: 'PATCH', body: {} });
    assert.deepEqual([same.status, same.json], [200, json]);
    for (const body of [{ status: 'done' }, { subject: ' ' }, { id: 'x' }, { messages: [] }]) {
      assert.equal((await call(`/${id}`, { method: 'PATCH', body })).status, 400, JSON.stringify(body));
    }
  });

  it('keeps internal notes out of the thread', async () => {
    const id = await create(printer);
    const number = Number.parseInt(id.slice(4), 16);
    await engine.console.tickets.addMessage({
      ids: [number],
      text: 'They never pay.',
      visibility: 'internal',
    });
    assert.deepEqual((await call(`/${id}`)).json.messages, []);
  });

  it('refuses messages that say nothing or too much', async () => {
    const id = await create(printer);
    for (const body of [{}, { text: ' ' }, { text: 5 }, { text: 'a', sender: 'customer' }]) {
      assert.equal((await call(`/${id}/messages`, { body })).status, 400, JSON.stringify(body));
    }
  });

  it('knows no ticket by any other spelling of its id', async () => {
    const id = await create(printer);
    const number = id.slice(4);
    for (const other of [
      'tkt_ffffff',
      number,
      Number.parseInt(number, 16).toString(),
      `tkt_0${number}`,
      id.toUpperCase(),
      `${id}x`,
      `msg_${number}`,
      'tkt_',
      '%00',
      '..%2f',
      'tkt_000000',
      'tkt_ffffff',
      'tkt_-00001',
    ]) {
      const { status, json } = await call(`/${other}`);
      assert.equal(status, 404, other);
      assert.deepEqual(json.error, { code: 'not_found', message: 'There is no such ticket.' });
    }
    assert.equal((await call('/tkt_ffffff', { method: 'PATCH', body: { status: 'open' } })).status, 404);
    assert.equal((await call('/tkt_ffffff/messages', { body: { text: 'hello' } })).status, 404);
  });

  it("does not know of another organization's tickets, in any way", async () => {
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    const globex = await engine.console.organizations.create({ name: 'Globex' });
    const acmeKey = (await engine.issueKey({ organizationId: acme.id })).apiKey;
    const globexKey = (await engine.issueKey({ organizationId: globex.id })).apiKey;
    const id = (await call('', { key: acmeKey, body: printer })).json.id as string;
    assert.equal((await call(`/${id}`, { key: acmeKey })).status, 200);
    assert.equal((await call(`/${id}`, { key })).status, 200, 'a key for all organizations');

    const unknown = await call('/tkt_fffffe', { key: globexKey });
    const foreign = await call(`/${id}`, { key: globexKey });
    assert.equal(foreign.status, 404);
    assert.equal(foreign.json.error.code, unknown.json.error.code);
    const patched = await call(`/${id}`, { key: globexKey, method: 'PATCH', body: { status: 'closed' } });
    const answered = await call(`/${id}/messages`, { key: globexKey, body: { text: 'hi' } });
    assert.deepEqual([patched.status, answered.status], [404, 404]);
    assert.deepEqual((await call('', { key: globexKey })).json, { tickets: [], total: 0, page: 1 });
    assert.equal((await call('', { key: acmeKey })).json.total, 1);
    const row = await engine.console.tickets.get({ id: Number.parseInt(id.slice(4), 16) });
    assert.deepEqual(
      [row.organizationId, row.status],
      [acme.id, 'open'],
      'untouched, in its own organization',
    );
  });

  it('tells the open windows of a ticket that came in', async () => {
    engine.pushed.length = 0;
    const id = await create(printer);
    // The use of the key is written in batches and told as well, whenever its turn comes.
    const told = engine.pushed.filter(({ type }) => type === 'tickets');
    assert.deepEqual(told, [{ type: 'tickets', ids: [Number.parseInt(id.slice(4), 16)], reason: 'created' }]);
  });
});

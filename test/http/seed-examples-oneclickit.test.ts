import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readEvents } from '../support/events.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';
import { assertShape } from '../support/shape.ts';

// The requests and answers that OneClickIT's page shows; only base URL and key are ours.

const created = {
  id: 'tkt_98f2e1',
  subject: 'Printer not responding',
  status: 'open',
  createdAt: '2026-03-23T10:30:00Z',
};
const listed = {
  tickets: [
    {
      id: 'tkt_98f2e1',
      subject: 'Printer not responding',
      status: 'open',
      priority: 'high',
      createdAt: '2026-03-23T10:30:00Z',
    },
  ],
  total: 42,
  page: 1,
};
const whole = {
  id: 'tkt_98f2e1',
  subject: 'Printer not responding',
  description: 'HP LaserJet on 2nd floor is offline since this morning.',
  status: 'open',
  priority: 'high',
  deviceId: 'dev_abc123',
  createdAt: '2026-03-23T10:30:00Z',
  updatedAt: '2026-03-23T11:15:00Z',
  messages: [
    {
      id: 'msg_001',
      sender: 'technician',
      text: 'I will check the printer remotely now.',
      createdAt: '2026-03-23T10:45:00Z',
    },
  ],
};
const body = {
  subject: 'Printer not responding',
  description: 'HP LaserJet on 2nd floor is offline since this morning.',
  priority: 'high',
  deviceId: 'dev_abc123',
};

describe("OneClickIT's examples", () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/v1${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('create a ticket, as the page and as its curl line write it', async () => {
    const first = await call('/api/tickets', { body });
    assert.equal(first.status, 201);
    assertShape(first.json, created);
    assert.deepEqual({ ...first.json, id: created.id }, created);
    const curl = await call('/api/tickets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, description: 'HP LaserJet on 2nd floor is offline.' }),
    });
    assert.equal(curl.status, 201);
    assertShape(curl.json, created);
  });

  it('list tickets', async () => {
    const received = await call('/api/tickets?status=open&page=1&limit=10');
    assert.equal(received.status, 200);
    assertShape(received.json, listed);
    const { id: _id, ...example } = listed.tickets[0]!;
    const { id, ...ticket } = received.json.tickets[0];
    assert.match(id, /^tkt_[0-9a-f]{6,}$/);
    assert.deepEqual(ticket, example);
  });

  it('get a ticket with its thread', async () => {
    const { id } = (await call('/api/tickets', { body })).json as { id: string };
    engine.clock.pass(15 * 60_000);
    await call(`/api/tickets/${id}/messages`, { body: { text: whole.messages[0]!.text } });
    const received = await call(`/api/tickets/${id}`);
    assert.equal(received.status, 200);
    assertShape(received.json, whole);
    const [message] = received.json.messages;
    assert.deepEqual({ ...message, id: 'msg_001' }, whole.messages[0]);
    const { updatedAt: _touched, messages: _messages, ...example } = whole;
    const { updatedAt: _updatedAt, messages: _thread, ...ticket } = received.json;
    assert.deepEqual({ ...ticket, id: whole.id }, example);
  });

  it('review security', async () => {
    const reviewer = (await engine.issueKey({ scopes: ['security:review'] })).apiKey;
    const sent = {
      key: reviewer,
      body: { email: 'admin@company.com', devices: ['dev_abc123', 'dev_xyz789'] },
    };
    const received = await call('/api/security-review', sent);
    assert.equal(received.status, 200);
    assertShape(received.json, {
      score: 78,
      categories: [{ name: 'Password Hygiene', score: 65, issues: ['3 reused passwords detected'] }],
    });
    assert.deepEqual(received.json.categories.map(({ name }: { name: string }) => name).slice(0, 3), [
      'Password Hygiene',
      'Software Updates',
      'Network Security',
    ]);
    assert.equal((await call('/api/security-review', { key: reviewer, body: {} })).status, 400);
  });

  it('are announced by events whose data is the page’s', async () => {
    const { id } = (await call('/api/tickets', { body })).json as { id: string };
    const number = Number.parseInt(id.slice(4), 16);
    const resolution = 'Driver reinstalled and printer reconnected.';
    await call(`/api/tickets/${id}`, { method: 'PATCH', body: { status: 'resolved', resolution } });
    const events = readEvents(engine.dataDir, 'ticket.%', number);
    const dataOf = (type: string) => events.find((event) => event.type === type)?.data;
    assert.deepEqual(dataOf('ticket.created'), {
      id,
      subject: 'Printer not responding',
      priority: 'high',
      status: 'open',
    });
    assert.deepEqual(dataOf('ticket.resolved'), {
      id,
      subject: 'Printer not responding',
      resolvedBy: 'Test key',
      resolution,
    });
  });

  it('fail with the statuses that the page lists', async () => {
    assert.equal((await call('/api/tickets', { body: { subject: 'only' } })).status, 400);
    assert.equal((await call('/api/tickets', { key: 'YOUR_API_KEY' })).status, 401);
    assert.equal((await call('/api/tickets/tkt_98f2e1')).status, 404);
    const standard = (await engine.issueKey({ tier: 'standard' })).apiKey;
    const statuses: number[] = [];
    for (let n = 0; n <= 100; n += 1) statuses.push((await call('/api/tickets', { key: standard })).status);
    assert.deepEqual([statuses.slice(0, 100).every((status) => status === 200), statuses[100]], [true, 429]);
  });
});

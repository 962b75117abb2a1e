import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readEvents } from '../support/events.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { breachOf, hibpKey, simulateHibp, type SimulatedHibp } from '../support/hibp.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';
import { becomes } from '../support/patience.ts';
import { assertShape } from '../support/shape.ts';

const path = '/v1/api/breach-check';
const example = {
  breached: true,
  breachCount: 3,
  breaches: [
    { name: 'ExampleCorp 2024', date: '2024-06-15', dataTypes: ['email', 'password'] },
    { name: 'SocialApp Leak', date: '2023-11-02', dataTypes: ['email', 'username', 'ip_address'] },
    { name: 'RetailStore Breach', date: '2023-03-20', dataTypes: ['email', 'phone'] },
  ],
};

describe('POST /v1/api/breach-check', () => {
  let engine: TestEngine;
  let hibp: SimulatedHibp;
  let key: string;
  before(async () => {
    hibp = await simulateHibp();
    // In an order of their own: the answer has them newest first.
    hibp.leak(
      'user@example.com',
      breachOf('RetailStore', {
        Title: 'RetailStore Breach',
        BreachDate: '2023-03-20',
        DataClasses: ['Email addresses', 'Phone numbers'],
      }),
      breachOf('ExampleCorp2024', { Title: 'ExampleCorp 2024', BreachDate: '2024-06-15' }),
      breachOf('SocialApp', {
        Title: 'SocialApp Leak',
        BreachDate: '2023-11-02',
        DataClasses: ['Email addresses', 'Usernames', 'IP addresses'],
      }),
    );
    engine = await startEngine({ insecureLoopback: true });
    key = (await engine.issueKey({ scopes: ['breach:check'] })).apiKey;
  });
  after(async () => {
    await engine.stop();
    hibp.close();
  });

  async function ask(sent: Sent = { body: { email: 'user@example.com' } }): Promise<Received> {
    const received = await send(engine.url, path, { key, method: 'POST', ...sent });
    assertHygiene(received);
    return received;
  }
  const useHibp = () =>
    engine.console.breaches.configure({ hibp: true, hibpUrl: hibp.url, hibpKey, pastes: false });

  it('answers 503 while nobody could be asked: no address is called clean', async () => {
    const received = await ask();
    assert.equal(received.status, 503);
    assert.equal(received.json.error.code, 'unavailable');
    assert.match(received.json.error.message, /^Not checked\. No source is switched on/);
  });

  it("answers the vendor's example, newest first", async () => {
    await useHibp();
    const received = await ask();
    assert.equal(received.status, 200);
    assertShape(received.json, example);
    assert.deepEqual(received.json, example);
    const again = await ask({ body: { email: 'USER@Example.com' } });
    assert.deepEqual(again.json, example);
  });

  it('answers false for an address that a source called clean', async () => {
    await useHibp();
    const received = await ask({ body: { email: 'nobody@example.com' } });
    assert.deepEqual(received.json, { breached: false, breachCount: 0, breaches: [] });
  });

  it('answers 503 when the source fails, also for what was clean before', async () => {
    await useHibp();
    await ask({ body: { email: 'nobody@example.com' } });
    hibp.state.fault = 'captive portal';
    const received = await ask({ body: { email: 'nobody@example.com' } });
    hibp.state.fault = null;
    assert.equal(received.status, 503);
  });

  it('refuses what is no address, fields that it does not know, and keys without the scope', async () => {
    for (const body of [{}, { email: 'nobody' }, { email: 7 }, { email: 'a@b.example', more: 1 }])
      assert.equal((await ask({ body })).status, 400, JSON.stringify(body));
    assert.equal((await ask({ key: 'YOUR_API_KEY', body: { email: 'a@b.example' } })).status, 401);
    const other = (await engine.issueKey({ scopes: ['tickets:read'] })).apiKey;
    assert.equal((await ask({ key: other, body: { email: 'a@b.example' } })).status, 403);
  });

  it('keeps what it found inside the organization of the key', async () => {
    await useHibp();
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    const bound = (await engine.issueKey({ scopes: ['breach:check'], organizationId: acme.id })).apiKey;
    await ask({ key: bound, body: { email: 'user@example.com' } });
    const { rows } = await engine.console.breaches.list({ filter: { organizationId: acme.id } });
    assert.deepEqual(
      rows.map(({ email, exposures }) => ({ email, exposures })),
      [{ email: 'user@example.com', exposures: 3 }],
    );
  });

  it('announces nothing of an address that nobody watches, and the vendor’s event of one that somebody does', async () => {
    const { rows } = await engine.console.breaches.list({ search: 'user', filter: { organizationId: 1 } });
    const { id } = rows[0]!;
    assert.deepEqual(readEvents(engine.dataDir, 'breach.detected', id), []);
    await engine.console.breaches.watch({ organizationId: 1, emails: ['user@example.com'] });
    const events = readEvents(engine.dataDir, 'breach.detected', id);
    assert.deepEqual(
      events.map(({ data }) => data),
      example.breaches.map((breach) => ({ email: 'user@example.com', breach })).toReversed(),
    );
    // An event each, and one alert for what was found together.
    const alerts = async () => (await engine.console.alerts.list({ filter: { kind: ['breach'] } })).rows;
    await becomes(
      async () => (await alerts()).map(({ title, occurrences }) => [title, occurrences]),
      [['user@example.com is in 3 breaches', 3]],
      'one alert for the three',
    );
  });
});

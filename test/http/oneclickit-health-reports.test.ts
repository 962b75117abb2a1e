import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { publicId } from '../../shared/public-id.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send } from '../support/http.ts';

const path = '/v1/api/health-reports';
const hour = 3_600_000;

describe('health reports over REST', () => {
  let engine: TestEngine;
  let key: string;
  let acme: number;
  let globex: number;
  const script = '<script>alert(1)</script>';
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: ['security:review'] })).apiKey;
    ({ id: acme } = await engine.console.organizations.create({ name: `Acme & ${script}` }));
    ({ id: globex } = await engine.console.organizations.create({ name: 'Globex' }));
  });
  after(() => engine.stop());

  async function ask(target: string, more: object = {}) {
    const received = await send(engine.url, target, { key, ...more });
    assertHygiene(received);
    return received;
  }
  const make = (body: object, more: object = {}) => ask(path, { body, ...more });
  const ticket = async (organizationId: number, subject: string) =>
    (await engine.console.tickets.create({ organizationId, subject, description: 'D' })).ticket.id;

  it('tell how a client fared: tickets, response and resolution times, what is open', async () => {
    const first = await ticket(acme, 'One');
    const second = await ticket(acme, 'Two');
    await ticket(globex, 'Of others');
    await ticket(acme, 'Three');
    engine.clock.pass(hour);
    await engine.console.tickets.addMessage({ ids: [first], text: 'Internal', visibility: 'internal' });
    engine.clock.pass(hour);
    await engine.console.tickets.addMessage({ ids: [first], text: 'We look', visibility: 'public' });
    engine.clock.pass(2 * hour);
    await engine.console.tickets.update({ ids: [first], patch: { status: 'resolved' } });
    engine.clock.pass(4 * hour);
    await engine.console.tickets.update({ ids: [second], patch: { status: 'closed' } });
    const { status, json } = await make({ customerId: publicId('customer', acme) });
    assert.equal(status, 201);
    assert.match(json.id, /^rpt_[0-9a-f]{6}$/);
    assert.deepEqual([json.from, json.to], ['2026-02-22', '2026-03-23']);
    const { tickets } = json.sections;
    assert.equal(tickets.status, 'known');
    assert.deepEqual([tickets.opened, tickets.resolved, tickets.openAtEnd], [3, 2, 1]);
    assert.deepEqual(tickets.firstResponse, { count: 1, medianMs: 2 * hour, p90Ms: 2 * hour });
    assert.deepEqual(tickets.resolution, { count: 2, medianMs: 4 * hour, p90Ms: 8 * hour });
  });

  it('say of each part that nobody looked at that it was not checked, and why', async () => {
    const { sections } = (await make({ customerId: publicId('customer', globex) })).json;
    for (const part of ['uptime', 'breaches', 'vulnerabilities']) {
      assert.equal(sections[part].status, 'not_checked', part);
      assert.match(sections[part].reason, /\S/);
    }
    assert.equal(sections.expiring.status, 'known');
  });

  it('find what ends soon: warranties and keys by name, logins by number only', async () => {
    await engine.console.assets.create({
      organizationId: globex,
      name: 'FS01',
      warrantyExpires: '2026-04-30',
    });
    await engine.console.assets.create({
      organizationId: globex,
      name: 'FS02',
      warrantyExpires: '2027-04-30',
    });
    const now = engine.clock.now();
    await engine.issueKey({ name: 'Script', organizationId: globex, expiresAt: now + 10 * 24 * hour });
    await engine.console.entries.create({
      organizationId: globex,
      title: 'Secret title',
      password: 'x',
      expiresAt: now + 5 * 24 * hour,
    });
    const made = await make({ customerId: publicId('customer', globex) });
    const { expiring } = made.json.sections;
    assert.deepEqual(
      expiring.items.map(({ what, name }: { what: string; name: string }) => [what, name]),
      [
        ['key', 'Script'],
        ['warranty', 'FS01'],
      ],
    );
    assert.equal(expiring.entries, 1);
    assert.equal(made.text.includes('Secret title'), false);
  });

  it('stay what they were, in the list and one by one', async () => {
    const made = await make({ customerId: publicId('customer', acme), from: '2026-03-01', to: '2026-03-31' });
    await ticket(acme, 'Later');
    const read = await ask(`${path}/${made.json.id}`);
    assert.equal(read.text, made.text);
    const { json } = await ask(`${path}?customerId=${publicId('customer', acme)}&limit=1`);
    assert.deepEqual([json.total, json.page, json.reports[0].id], [2, 1, made.json.id]);
    assert.equal('sections' in json.reports[0], false);
  });

  it('are a page for people: everything escaped, nothing fetched, nothing run', async () => {
    const { json } = await make({ customerId: publicId('customer', acme) });
    const accept = 'text/html,*/*;q=0.8';
    const page = await send(engine.url, `${path}/${json.id}`, { key, headers: { accept } });
    assert.equal(page.status, 200);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; style-src 'sha256-/);
    assert.equal(page.headers['vary'], 'Accept');
    assert.equal(page.text.includes('Acme &amp; &lt;script&gt;'), true);
    assert.equal(/<script|<img|<link|https?:|\son\w+=/i.test(page.text), false);
    assert.match(page.text, /Not checked:/);
    const missing = await ask(`${path}/rpt_ffffff`, { headers: { accept: 'text/html' } });
    assert.deepEqual([missing.status, missing.json.error.code], [404, 'not_found']);
  });

  it('refuse periods that are none, and customers that are not there', async () => {
    const customerId = publicId('customer', acme);
    for (const [body, field] of [
      [{}, 'customerId'],
      [{ customerId: 'cus_ffffff' }, 'customerId'],
      [{ customerId: '7' }, 'customerId'],
      [{ customerId, from: '2026-03-02', to: '2026-03-01' }, 'to'],
      [{ customerId, from: '2024-01-01', to: '2026-03-01' }, 'to'],
      [{ customerId, from: '2027-01-01', to: '2027-01-02' }, 'from'],
      [{ customerId, from: '2026-02-30' }, 'from'],
      [{ customerId, period: 'month' }, 'period'],
    ] as const) {
      const { status, json } = await make(body);
      assert.equal(status, 400, JSON.stringify(body));
      assert.equal(json.error.details.fields[0].field, field);
    }
  });

  it('stay inside the organization of their key', async () => {
    const { json } = await make({ customerId: publicId('customer', acme) });
    const scopes = ['security:review' as const];
    const theirs = (await engine.issueKey({ scopes, organizationId: globex })).apiKey;
    assert.equal((await ask(`${path}/${json.id}`, { key: theirs })).status, 404);
    const listed = await ask(path, { key: theirs });
    assert.equal(
      listed.json.reports.every(({ customer }: { customer: string }) => customer === 'Globex'),
      true,
    );
    const foreign = await ask(`${path}?customerId=${publicId('customer', acme)}`, { key: theirs });
    assert.equal(foreign.json.total, 0);
    assert.equal((await make({ customerId: publicId('customer', acme) }, { key: theirs })).status, 400);
    assert.equal((await make({}, { key: theirs })).json.customer, 'Globex');
    const powerless = (await engine.issueKey({ scopes: [] })).apiKey;
    assert.equal((await make({}, { key: powerless })).status, 403);
  });
});

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { ReviewedCategory } from '../../../../shared/security-review.ts';
import { lookAtPorts, portsLookedAt } from '../../../../electron/engine/security/review/port-checks.ts';
import { portFacts } from '../../../../electron/engine/security/review/port-facts.ts';
import { startEngine, type TestEngine } from '../../../support/engine.ts';
import { send } from '../../../support/http.ts';

const secret = 'JBSWY3DPEHPK3PXP';
const strong = 'vE9#tq2!Lw8zRm4x';

describe('a security review', () => {
  let engine: TestEngine;
  let acme: number;
  let globex: number;
  before(async () => {
    engine = await startEngine();
    acme = (await engine.console.organizations.create({ name: 'Acme' })).id;
    globex = (await engine.console.organizations.create({ name: 'Globex' })).id;
  });
  after(() => engine.stop());

  const add = (given: { title: string } & Record<string, unknown>) =>
    engine.console.entries.create({ organizationId: acme, ...given });
  const part = async (category: string, organizationId = acme): Promise<ReviewedCategory> => {
    const { categories } = await engine.console.reviews.review({ organizationId });
    return categories.find((each) => each.category === category)!;
  };
  const issuesOf = (reviewed: ReviewedCategory) => {
    assert.ok(reviewed.status === 'scored');
    return reviewed.findings.map(({ rule, record }) => `${rule} ${record.name}`);
  };

  it('is no score where nothing is known', async () => {
    const review = await engine.console.reviews.review({ organizationId: acme });
    assert.equal(review.score, null);
    assert.ok(review.categories.every(({ status }) => status === 'not_checked'));
  });

  it('names each login with what is wrong, and lets one of those that share a password keep it', async () => {
    await add({ title: 'Portal', username: 'ops', password: strong, urls: ['https://portal.example'] });
    await add({ title: 'Mail', username: 'ops', password: strong, oneTimeCode: secret });
    await add({ title: 'Router', username: 'admin', password: 'vE9#tq2!Lw8zRm4y' });
    assert.deepEqual(issuesOf(await part('passwords')), ['reused_password Mail', 'no_second_factor Portal']);
    assert.deepEqual(issuesOf(await part('accounts')), ['shared_administrator Router']);
  });

  it('counts a password that another organization uses, without its name', async () => {
    await add({ title: 'Shared', organizationId: globex, password: 'vE9#tq2!Lw8zRm4y', oneTimeCode: secret });
    const reviewed = await part('passwords', globex);
    assert.deepEqual(issuesOf(reviewed), ['reused_password Shared']);
    assert.ok(reviewed.status === 'scored');
    assert.doesNotMatch(JSON.stringify(reviewed.findings), /Router/);
    assert.ok(issuesOf(await part('passwords')).includes('reused_password Router'));
  });

  it('says what it does not know', async () => {
    const passwords = await part('passwords');
    assert.ok(passwords.status === 'scored');
    assert.ok(passwords.gaps.includes('3 of 3 passwords were not checked against breaches.'));
    const network = await part('network');
    assert.deepEqual(network, {
      status: 'not_checked',
      category: 'network',
      reason: 'No asset has an address that could be checked.',
    });
  });

  it('looks at keys that act inside the organization', async () => {
    await engine.issueKey({ name: 'Sync', organizationId: acme });
    assert.deepEqual(issuesOf(await part('accounts')), ['shared_administrator Router', 'endless_key Sync']);
  });

  it('keeps one score a day, and the days before it', async () => {
    const now = await engine.console.reviews.review({ organizationId: acme });
    engine.clock.pass(86_400_000);
    await add({ title: 'Camera', username: 'view', password: strong });
    const next = await engine.console.reviews.review({ organizationId: acme });
    await engine.console.reviews.review({ organizationId: acme });
    assert.ok(next.score !== null && now.score !== null);
    const history = await engine.console.reviews.history({ organizationId: acme });
    assert.deepEqual(
      history.map(({ score }) => score),
      [now.score, next.score],
    );
    const overview = await engine.console.reviews.overview({});
    const line = overview.find(({ organizationId }) => organizationId === acme)!;
    assert.deepEqual([line.latest?.score, line.before?.score], [next.score, now.score]);
  });

  it('does not know logins while the vault is locked, and keeps the better score of the day', async () => {
    const before = await engine.console.reviews.history({ organizationId: acme });
    await engine.console.vault.lock({});
    const { categories } = await engine.console.reviews.review({ organizationId: acme });
    const locked = { status: 'not_checked', reason: 'The vault is locked.' };
    assert.deepEqual(categories[0], { ...locked, category: 'passwords' });
    assert.doesNotMatch(JSON.stringify(categories), /Router|Portal/);
    assert.deepEqual(await engine.console.reviews.history({ organizationId: acme }), before);
    await engine.console.vault.unlock({});
  });

  it('answers a script about a person, in numbers and words', async () => {
    const { apiKey: key } = await engine.issueKey({ scopes: ['security:review'] });
    await add({ title: 'VPN', username: 'Ops@Acme.example', password: strong });
    const ask = (body: object) => send(engine.url, '/v1/api/security-review', { key, body });
    const { status, json } = await ask({ email: 'ops@acme.example', devices: ['dev_abc123', 'dev_xyz789'] });
    assert.equal(status, 200);
    assert.deepEqual(
      json.categories.map(({ name }: { name: string }) => name),
      ['Password Hygiene', 'Software Updates', 'Network Security', 'Breach Exposure', 'Account Hygiene'],
    );
    const [passwords, updates, network] = json.categories;
    assert.ok(passwords.score < 100 && passwords.score > 0);
    assert.ok(Number.isInteger(json.score));
    for (const each of [updates, network]) {
      assert.equal(each.score, 0);
      assert.match(each.issues[0], /^Not checked: .*2 devices are not known here\.$/);
    }
    assert.equal((await ask({ email: 'no address' })).status, 400);
  });

  it('tells a key of one organization nothing of another', async () => {
    const { apiKey: key } = await engine.issueKey({ scopes: ['security:review'], organizationId: globex });
    const { record } = await engine.console.assets.create({
      organizationId: acme,
      name: 'srv',
      ipAddress: '10.0.0.9',
    });
    const device = `dev_${record.id.toString(16).padStart(6, '0')}`;
    const ask = (devices: string[]) =>
      send(engine.url, '/v1/api/security-review', { key, body: { email: 'ops@acme.example', devices } });
    const [foreign, missing] = [await ask([device]), await ask(['dev_ffffff'])];
    assert.deepEqual(foreign.json, missing.json);
    assert.match(foreign.json.categories[0].issues[0], /^Not checked/);
  });
});

describe('ports of assets', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  it('are looked at only where somebody says that the client agreed', async () => {
    const { record } = await engine.console.assets.create({ name: 'nas', ipAddress: '127.0.0.1' });
    const call = engine.console.reviews.checkPorts as (input: unknown) => Promise<unknown>;
    await assert.rejects(call({ assetIds: [record.id] }), { code: 'validation' });
    await assert.rejects(call({ assetIds: [record.id], agreed: false }), { code: 'validation' });
    await assert.rejects(call({ assetIds: [record.id, 99_999], agreed: true }), { code: 'not_found' });
  });

  it('are not closed where the address may not be reached', async () => {
    const { record } = await engine.console.assets.create({ name: 'self', ipAddress: '127.0.0.1' });
    const [checked] = await engine.console.reviews.checkPorts({ assetIds: [record.id], agreed: true });
    assert.equal(checked?.checkedAt, null);
    assert.match(checked?.error ?? '', /127\.0\.0\.1 leads to this machine itself/);
    const trail = await engine.console.audit.list({ entity: 'port_check', entityId: record.id });
    assert.deepEqual(
      trail.map(({ action }) => action),
      ['agreed'],
    );
  });

  it('count while the asset has the address that was looked at', () => {
    const seen = {
      assetId: 1,
      name: 'srv',
      address: '10.0.0.5',
      checkedAt: 1000,
      open: [3389],
      filtered: 2,
      error: null,
    };
    const facts = portFacts([seen], 2000);
    assert.ok(facts.status === 'known');
    assert.deepEqual(
      facts.findings.map(({ rule, evidence }) => [rule, evidence]),
      [['remote_control_port', 'port 3389 (RDP) of 10.0.0.5 is open']],
    );
    const silent = portFacts([{ ...seen, open: [], filtered: portsLookedAt.length }], 2000);
    assert.deepEqual(silent, {
      status: 'not_checked',
      reason: 'No asset answered when its ports were checked.',
    });
    assert.equal(portFacts([{ ...seen, checkedAt: null }], 2000).status, 'not_checked');
  });
});

describe('a look at the ports of an address', () => {
  it('tells an open one from closed ones, and hangs up', async (test) => {
    const heard: number[] = [];
    const server = createServer((socket) => {
      socket.on('data', ({ length }) => heard.push(length));
      socket.on('error', () => {});
    });
    const port = await listen(server);
    test.after(() => server.close());
    // One of the watched ports is played by a free one of this machine.
    const found = await lookAtPorts(
      {
        fetch: () => Promise.reject(new Error('not asked')),
        check: () => {},
        connect: (_profile, host, wanted) => ({ host, port: wanted === 3389 ? port : 1 }) as never,
      },
      '127.0.0.1',
    );
    assert.deepEqual(found, { status: 'looked', open: [3389], filtered: 0 });
    assert.deepEqual(heard, []);
  });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Caller } from '../../../shared/caller.ts';
import { breachSeverity } from '../../../shared/breach.ts';
import { breachWorld, type BreachWorld } from '../../support/breaches.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { watchedEgress } from '../../support/egress.ts';
import { ada } from '../../support/exchange.ts';
import { checkAtPace } from '../../support/paced-checks.ts';
import { breachOf, hibpKey, simulateHibp, type SimulatedHibp } from '../../support/hibp.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mia = 'mia@acme.example';

let hibp: SimulatedHibp;
let database: TestDatabase;
let world: BreachWorld;
let network: ReturnType<typeof watchedEgress>;
beforeEach(async () => {
  hibp = await simulateHibp();
  database = openTestDatabase();
  network = watchedEgress();
  world = breachWorld({ db: database.db, egress: network.egress });
  await world.useHibp(hibp.url, hibpKey, { pastes: false });
  world.room.start();
});
afterEach(async () => {
  await world.room.stop();
  hibp.close();
  database.close();
});

/** Time passes in small steps, and stands still while the simulator answers. */
async function pass(ms: number, steps = 40): Promise<void> {
  for (let n = 0; n < steps; n += 1) {
    await world.world.run(ms / steps);
    await network.quiet();
  }
}

describe('watched addresses', () => {
  const watch = (...emails: string[]) => world.handlers.watch(ada, { organizationId: 2, emails });
  const rows = async () =>
    (await world.handlers.list(ada, { filter: {}, search: '', sort: [], offset: 0, limit: 500 })).rows;
  const exposuresOf = async (id: number) => (await world.handlers.get(ada, { id })).found;

  it('are looked at, and a breach is announced in the words of the contract', async () => {
    hibp.leak(mia, breachOf('MegaCorp', { Title: 'MegaCorp 2026', BreachDate: '2026-03-20' }));
    await watch(mia, 'clean@acme.example');
    await pass(minuteMs);
    assert.deepEqual(world.events(), [
      {
        organizationId: 2,
        email: mia,
        breach: { name: 'MegaCorp 2026', date: '2026-03-20', dataTypes: ['email', 'password'] },
      },
    ]);
    assert.deepEqual(
      (await rows()).map(({ email, standing, severity }) => ({ email, standing, severity })),
      [
        { email: 'clean@acme.example', standing: 'clean', severity: null },
        { email: mia, standing: 'found', severity: 'critical' },
      ],
    );
  });

  it('are looked at again when their time has come, and only what is new is announced', async () => {
    hibp.leak(mia, breachOf('One'));
    await watch(mia);
    await pass(minuteMs);
    hibp.leak(mia, breachOf('Two'));
    await pass(8 * dayMs, 60);
    assert.deepEqual(
      world.events().map(({ breach }) => breach.name),
      ['One', 'Two'],
    );
    await world.restart();
    await pass(8 * dayMs, 60);
    assert.equal(world.events().length, 2);
  });

  it('announce what was found before somebody watched them, once', async () => {
    hibp.leak(mia, breachOf('One'));
    const checked = Promise.resolve(world.handlers.check(ada, { organizationId: 2, email: mia }));
    await pass(minuteMs);
    await checked;
    assert.deepEqual(world.events(), []);
    await watch(mia);
    await pass(minuteMs);
    await watch(mia);
    assert.equal(world.events().length, 1);
  });

  it('go on after a restart where they stopped', async () => {
    await watch(...Array.from({ length: 30 }, (_, n) => `p${n}@acme.example`));
    await pass(minuteMs, 20);
    const first = hibp.asked('/breachedaccount').length;
    assert.ok(first > 0 && first < 30, String(first));
    await world.restart();
    await pass(10 * minuteMs, 80);
    const asked = hibp.asked('/breachedaccount');
    // Only those whose answer the restart cut off are asked for twice.
    assert.ok(asked.length >= 30 && asked.length <= 36, String(asked.length));
    assert.equal(new Set(asked).size, 30);
  });

  it('wait while the service wants to be left alone, and while this machine has no network', async () => {
    hibp.state.fault = 'too often';
    await watch(mia);
    await pass(1000, 10);
    const asked = hibp.received.length;
    assert.equal(asked, 1);
    assert.equal((await world.handlers.sources(ada, {})).hold?.failure, 'rate_limited');
    hibp.state.fault = null;
    world.state.online = false;
    await pass(10 * minuteMs);
    assert.equal(hibp.received.length, asked);
    assert.equal((await world.handlers.sources(ada, {})).hold?.failure, 'offline');
    world.state.online = true;
    await pass(40 * minuteMs);
    assert.equal((await rows())[0]!.standing, 'clean');
    assert.equal((await world.handlers.sources(ada, {})).hold, null);
  });

  it('ask seldom while the service is down, and all of them once it is back', async () => {
    hibp.state.fault = 'edge unavailable';
    await watch(...Array.from({ length: 20 }, (_, n) => `p${n}@acme.example`));
    await pass(4 * 3_600_000, 120);
    assert.ok(hibp.received.length < 25, String(hibp.received.length));
    hibp.state.fault = null;
    await pass(3_600_000, 120);
    assert.ok((await rows()).every(({ standing }) => standing === 'clean'));
  });

  it('do not tell of what is ignored until it is heeded again, by hand or by its date', async () => {
    hibp.leak(mia, breachOf('One'), breachOf('Two'));
    const checked = Promise.resolve(world.handlers.check(ada, { organizationId: 2, email: mia }));
    await pass(minuteMs);
    const { id, found } = await checked;
    const [one, two] = found;
    const ignore = (id: number, until: number | null) =>
      world.handlers.ignore(ada, { ids: [id], reason: 'The account is closed', until });
    await ignore(one!.id, null);
    await ignore(two!.id, world.clock.now() + dayMs);
    await watch(mia);
    await pass(minuteMs);
    assert.deepEqual(world.events(), []);
    assert.deepEqual((await rows())[0]!.exposures, 0);
    await world.world.run(dayMs);
    world.room.keepUp();
    assert.deepEqual(
      world.events().map(({ breach }) => breach.name),
      [two!.name],
    );
    await world.handlers.heed(ada, { ids: [one!.id] });
    assert.equal(world.events().length, 2);
    assert.ok((await exposuresOf(id)).every(({ ignored }) => ignored === null));
  });

  it('are found by a search of their whole domain after a breach was added', async () => {
    hibp.state.domains = ['acme.example'];
    hibp.list(breachOf('Old'));
    await watch(mia, 'other@elsewhere.example');
    await world.handlers.testHibp(ada, {});
    world.room.keepUp();
    await pass(minuteMs);
    hibp.leak(mia, breachOf('Fresh', { AddedDate: '2026-03-23T12:00:00Z' }));
    await pass(7 * 3_600_000, 20);
    const before = hibp.asked('/breachedaccount').length;
    world.room.keepUp();
    await pass(minuteMs);
    assert.deepEqual(hibp.asked('/breacheddomain').at(-1), '/breacheddomain/acme.example');
    assert.equal(hibp.asked('/breachedaccount').length, before);
    assert.deepEqual(
      world.events().map(({ email, breach }) => [email, breach.name]),
      [[mia, 'Fresh']],
    );
  });
});

describe('a run over many addresses', () => {
  it('takes each address once, says what it refuses, and counts what came of them', async () => {
    hibp.leak(mia, breachOf('One'));
    const { run, refused } = await world.handlers.startRun(ada, {
      organizationId: 2,
      emails: [mia, ` ${mia.toUpperCase()} `, 'zoe@acme.example', 'nobody', ''],
      watch: false,
    });
    assert.deepEqual([run.total, run.state, refused], [2, 'running', ['nobody']]);
    assert.ok(run.endsAt !== null && run.endsAt > run.startedAt);
    await pass(minuteMs);
    const [done] = await world.handlers.runs(ada, {});
    assert.deepEqual(
      { state: done!.state, done: done!.done, found: done!.found, clean: done!.clean },
      { state: 'done', done: 2, found: 1, clean: 1 },
    );
    assert.deepEqual(world.events(), []);
  });

  it('can be called off; what was not looked at by then stays unchecked', async () => {
    const emails = Array.from({ length: 40 }, (_, n) => `p${n}@acme.example`);
    const { run } = await world.handlers.startRun(ada, { organizationId: 2, emails, watch: false });
    await pass(minuteMs, 20);
    const cancelled = await world.handlers.cancelRun(ada, { id: run.id });
    assert.equal(cancelled.state, 'cancelled');
    assert.equal(cancelled.done, 40);
    assert.ok(cancelled.notChecked > 20 && cancelled.clean > 0);
    const asked = hibp.received.length;
    await pass(10 * minuteMs);
    assert.equal(hibp.received.length, asked);
  });

  it('is nobody’s who may only read, or of another organization', async () => {
    const emails = [mia];
    const reader: Caller = {
      kind: 'technician',
      technicianId: 3,
      name: 'R',
      role: 'read_only',
      organizationId: null,
    };
    const start = (caller: Caller, organizationId: number) => () =>
      world.handlers.startRun(caller, { organizationId, emails, watch: false });
    assert.throws(start(reader, 2), { code: 'forbidden' });
    assert.throws(start(ada, 99), { code: 'validation' });
  });
});

describe('the pace of checks', () => {
  for (const rpm of [10, 100, 1000]) {
    it(`uses at least 95 % of ${rpm} requests a minute and never more`, async () => {
      const count = Math.min(rpm * 5, 1500);
      const { times, perMinute, mostInAMinute } = await checkAtPace(rpm, count);
      assert.equal(times.length, count);
      assert.ok(perMinute >= rpm * 0.95, `${perMinute} of ${rpm}`);
      assert.ok(mostInAMinute <= rpm, `${mostInAMinute} of ${rpm}`);
    });
  }
});

describe('severity', () => {
  it('is what was lost: what opens accounts, what makes a deceit believable, or an address alone', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['critical', ['email', 'password']],
      ['critical', ['email', 'password_hash']],
      ['critical', ['partial_credit_card_data']],
      ['critical', ['social_security_numbers', 'email']],
      ['warning', ['email', 'phone']],
      ['warning', ['physical_addresses']],
      ['warning', ['ip_address', 'email']],
      ['info', ['email']],
      ['info', ['email', 'username']],
      ['info', []],
    ];
    for (const [severity, dataTypes] of cases)
      assert.equal(breachSeverity(dataTypes), severity, dataTypes.join());
  });
});

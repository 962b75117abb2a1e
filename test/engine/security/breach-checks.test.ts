import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { standingOf, type BreachReport } from '../../../shared/breach.ts';
import { combine } from '../../../electron/engine/security/breaches/combine.ts';
import type { RemoteAccount } from '../../../electron/engine/security/breaches/sources/connection-lookup.ts';
import type { SourceAnswer } from '../../../electron/engine/security/breaches/sources/source.ts';
import { breachWorld, type BreachWorld } from '../../support/breaches.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ada } from '../../support/exchange.ts';
import {
  breachOf,
  faults,
  hibpKey,
  json,
  simulateHibp,
  type Fault,
  type SimulatedHibp,
} from '../../support/hibp.ts';
import { eventually } from '../../support/patience.ts';
import { receiveWebhooks } from '../../support/webhook-receiver.ts';

const faultNames = Object.keys(faults) as Fault[];
const mia = 'mia@acme.example';

describe('breach checks', () => {
  let hibp: SimulatedHibp;
  let oneClickIt: Awaited<ReturnType<typeof receiveWebhooks>>;
  let database: TestDatabase;
  let world: BreachWorld;
  let account: RemoteAccount;

  before(async () => {
    oneClickIt = await receiveWebhooks();
    account = { id: 7, name: 'OneClickIT', baseUrl: oneClickIt.url, enabled: true, key: () => 'oci_key' };
  });
  beforeEach(async () => {
    hibp = await simulateHibp();
    database = openTestDatabase();
    world = breachWorld({ db: database.db, accounts: [account] });
  });
  afterEach(async () => {
    await world.room.stop();
    hibp.close();
    database.close();
  });
  after(() => oneClickIt.close());

  const useHibp = (more = {}) => world.useHibp(hibp.url, hibpKey, more);
  const check = async (email = mia): Promise<BreachReport> =>
    world.handlers.check(ada, { organizationId: 2, email });
  const standing = (report: BreachReport) => standingOf(report);

  it('without a source are not checked, and say so', async () => {
    const result = standing(await check());
    assert.deepEqual(result, {
      state: 'not_checked',
      failure: 'no_source',
      detail: 'No source is switched on that could be asked.',
      last: null,
    });
  });

  it('find what Have I Been Pwned knows, in the words of the contract', async () => {
    hibp.leak(
      mia,
      breachOf('DemoShop', { Title: 'Demo Shop', BreachDate: '2024-06-15' }),
      breachOf('Forum', {
        BreachDate: '2025-01-01',
        DataClasses: ['Email addresses', 'IP addresses', 'Dates of birth'],
      }),
    );
    hibp.paste(mia, {
      Source: 'Pastebin',
      Id: 'AB12',
      Title: null,
      Date: '2020-01-01T00:00:00Z',
      EmailCount: 139,
    });
    await useHibp();
    const report = await check();
    assert.deepEqual(standing(report), {
      state: 'found',
      count: 2,
      checkedAt: report.checkedAt,
      source: 'Have I Been Pwned',
    });
    assert.deepEqual(
      report.found.map(({ name, date, dataTypes, severity }) => ({ name, date, dataTypes, severity })),
      [
        {
          name: 'Forum',
          date: '2025-01-01',
          dataTypes: ['email', 'ip_address', 'dates_of_birth'],
          severity: 'warning',
        },
        { name: 'Demo Shop', date: '2024-06-15', dataTypes: ['email', 'password'], severity: 'critical' },
      ],
    );
    assert.deepEqual(report.pasted, [
      { source: 'Pastebin', pasteId: 'AB12', title: null, at: Date.UTC(2020, 0, 1), emailCount: 139 },
    ]);
    const [asked] = hibp.received;
    assert.equal(asked!.path, '/breachedaccount/mia%40acme.example?truncateResponse=false');
    assert.equal(asked!.headers['hibp-api-key'], hibpKey);
    assert.match(asked!.headers['user-agent']!, /^Techbench\//);
  });

  it('call an address clean that the service does not know, and say when and who', async () => {
    await useHibp();
    const report = await check();
    assert.deepEqual(standing(report), {
      state: 'clean',
      checkedAt: report.checkedAt,
      source: 'Have I Been Pwned',
    });
  });

  it('with a key that lies in a locked vault are not checked', async () => {
    await useHibp();
    world.state.locked = true;
    const result = standing(await check());
    assert.equal(result.state === 'not_checked' && result.failure, 'vault_locked');
    assert.equal(hibp.received.length, 0);
  });

  for (const fault of faultNames) {
    it(`are not checked where the service answers with: ${fault}`, async () => {
      await useHibp();
      hibp.state.fault = fault;
      const result = standing(await check());
      assert.equal(result.state, 'not_checked');
      assert.ok(result.state === 'not_checked' && result.detail.length > 10 && result.last === null);
    });
  }

  it('are not called clean where the pastes could not be asked for', async () => {
    await useHibp();
    Object.assign(hibp.state, { fault: 'edge unavailable', faultAt: '/pasteaccount' });
    assert.equal(standing(await check()).state, 'not_checked');
  });

  it('keep what was known when a later try fails, and call nothing clean that was', async () => {
    await useHibp();
    const before = await check();
    hibp.state.fault = 'captive portal';
    const result = standing(await check());
    assert.ok(result.state === 'not_checked');
    assert.deepEqual(result.last, {
      answer: 'clean',
      checkedAt: before.checkedAt,
      source: 'Have I Been Pwned',
    });
  });

  it('leave only six characters of a hash where the plan has the anonymous range', async () => {
    hibp.state.anonymous = true;
    hibp.leak(mia, breachOf('DemoShop', { Title: 'Demo Shop' }));
    await useHibp();
    world.room.start();
    await world.handlers.testHibp(ada, {});
    world.room.keepUp();
    await eventually(async () => {
      await world.world.run(100);
      return database.db.get('SELECT 1 FROM breach_catalogue') !== undefined;
    }, 'what is known of breaches was fetched');
    const report = await check();
    assert.equal(report.found[0]?.name, 'Demo Shop');
    assert.equal(report.found[0].about?.description, 'Data of DemoShop & others.');
    assert.deepEqual(hibp.asked('/breachedaccount'), hibp.asked('/breachedaccount/range/'));
    assert.equal(hibp.asked('/breachedaccount/range/')[0]!.length, '/breachedaccount/range/'.length + 6);
    assert.equal(standing(await check('other@acme.example')).state, 'clean');
  });

  describe('by a connection to OneClickIT', () => {
    const useConnection = async () => void (await world.handlers.configure(ada, { connectionId: 7 }));
    const found = {
      breached: true,
      breachCount: 1,
      breaches: [{ name: 'MegaCorp 2026', date: '2026-03-20', dataTypes: ['email', 'password_hash'] }],
    };

    it('send what its page shows, and understand its answer', async () => {
      oneClickIt.answerBy((response) => json(response, 200, found));
      await useConnection();
      oneClickIt.received.length = 0;
      const report = await check();
      const [sent] = oneClickIt.received;
      assert.equal(sent!.path, '/v1/api/breach-check');
      assert.equal(sent!.headers.authorization, 'Bearer oci_key');
      assert.deepEqual(JSON.parse(sent!.body.toString()), { email: mia });
      assert.deepEqual(
        report.found.map(({ name, date, dataTypes, source }) => ({ name, date, dataTypes, source })),
        [{ ...found.breaches[0]!, source: 'OneClickIT' }],
      );
    });

    for (const fault of faultNames) {
      it(`are not checked where it answers with: ${fault}`, async () => {
        oneClickIt.answerBy(faults[fault]);
        await useConnection();
        assert.equal(standing(await check()).state, 'not_checked');
      });
    }

    it('do not believe an answer that contradicts itself', async () => {
      for (const answer of [
        { breached: false, breachCount: 1, breaches: found.breaches },
        { breached: true, breachCount: 0, breaches: [] },
        { breached: false, breachCount: 2, breaches: [] },
        { breached: false },
      ]) {
        oneClickIt.answerBy((response) => json(response, 200, answer));
        await useConnection();
        assert.equal(standing(await check()).state, 'not_checked', JSON.stringify(answer));
      }
    });

    it('are one breach where both sources tell of it, and clean only where both say so', async () => {
      hibp.leak(mia, breachOf('MegaCorp', { BreachDate: '2026-03-20' }));
      oneClickIt.answerBy((response) => json(response, 200, found));
      await useHibp();
      await useConnection();
      const report = await check();
      assert.deepEqual(
        report.found.map(({ name, dataTypes }) => ({ name, dataTypes })),
        [{ name: 'MegaCorp', dataTypes: ['email', 'password', 'password_hash'] }],
      );
      oneClickIt.answerBy(faults['edge unavailable']);
      assert.equal(standing(await check('zoe@acme.example')).state, 'not_checked');
      oneClickIt.answerBy((response) =>
        json(response, 200, { breached: false, breachCount: 0, breaches: [] }),
      );
      assert.equal(standing(await check('zoe@acme.example')).state, 'clean');
    });
  });
});

describe('what sources say together', () => {
  const clean: SourceAnswer = { state: 'clean' };
  const notChecked = fc
    .constantFrom('offline', 'unavailable', 'key_refused', 'timed_out', 'not_understood')
    .map((failure): SourceAnswer => ({
      state: 'not_checked',
      failure: failure as 'offline',
      detail: failure,
      retryAfterMs: null,
    }));
  const found = fc
    .array(
      fc.record({
        name: fc.constantFrom('Adobe', 'adobe', 'Adobe 2013', 'LinkedIn', 'Linked In', '漏洩', 'x'),
        date: fc.constantFrom(null, '2013-10-04', '2016-05-05'),
        dataTypes: fc.subarray(['email', 'password', 'phone']),
        catalogueName: fc.constantFrom(null, 'Adobe', 'LinkedIn'),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((breaches): SourceAnswer => ({ state: 'found', breaches, pastes: [] }));
  const told = fc
    .array(fc.oneof(fc.constant(clean), notChecked, found), { maxLength: 4 })
    .map((answers) =>
      answers.map((answer, at) => ({ source: { kind: 'hibp' as const, name: `Source ${at}` }, answer })),
    );

  it('is clean only where there are some and every one of them says so', () => {
    fc.assert(
      fc.property(told, (each) => {
        const { state } = combine(each);
        const states = each.map(({ answer }) => answer.state);
        const expected = states.includes('found')
          ? 'found'
          : states.length === 0 || states.includes('not_checked')
            ? 'not_checked'
            : 'clean';
        assert.equal(state, expected);
      }),
      { numRuns: 500 },
    );
  });
});

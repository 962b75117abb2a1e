import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemCaller, type Caller } from '../../../shared/caller.ts';
import { breachFacts } from '../../../electron/engine/security/breaches/breach-facts.ts';
import { breachWorld, type BreachWorld } from '../../support/breaches.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ada } from '../../support/exchange.ts';
import { breachOf, hibpKey, simulateHibp, type SimulatedHibp } from '../../support/hibp.ts';

const mia = 'mia@acme.example';
const tom = 'tom@acme.example';

describe('what a security review reads of breaches', () => {
  let hibp: SimulatedHibp;
  let database: TestDatabase;
  let world: BreachWorld;
  before(async () => {
    hibp = await simulateHibp();
    database = openTestDatabase();
    world = breachWorld({ db: database.db, accounts: [] });
  });
  after(async () => {
    await world.room.stop();
    hibp.close();
    database.close();
  });

  const facts = (caller: Caller = systemCaller) => breachFacts(database.db, caller, { organizationId: 2 });
  const check = (email: string) => world.handlers.check(ada, { organizationId: 2, email });

  it('is nothing while no source has answered', async () => {
    await check(mia);
    assert.deepEqual(facts(), { status: 'not_checked', reason: 'No address was checked.' });
  });

  it('is one finding for an address: the worst breach, and how many more', async () => {
    hibp.leak(
      mia,
      breachOf('Newsletter', {
        Title: 'Newsletter',
        BreachDate: '2025-02-01',
        DataClasses: ['Email addresses'],
      }),
      breachOf('Shop', {
        Title: 'Shop',
        BreachDate: '2024-06-15',
        DataClasses: ['Email addresses', 'Passwords'],
      }),
    );
    await world.useHibp(hibp.url, hibpKey);
    await check(mia);
    await check(tom);
    const known = facts();
    assert.ok(known.status === 'known');
    assert.deepEqual(
      known.findings.map(({ rule, record, evidence }) => [rule, record.name, evidence]),
      [['leaked_password', mia, 'Shop (2024-06-15), and 1 more']],
    );
    assert.deepEqual(known.gaps, []);
  });

  it('is one address for a person, and nothing of another organization', () => {
    const person = breachFacts(database.db, systemCaller, { email: 'Mia@Acme.example' });
    assert.ok(person.status === 'known');
    assert.equal(person.findings.length, 1);
    const stranger: Caller = { ...systemCaller, organizationId: 3 } as never;
    assert.equal(breachFacts(database.db, stranger, { email: mia }).status, 'not_checked');
    assert.equal(facts(stranger).status, 'not_checked');
  });

  it('keeps what was found while the source fails, and says that nothing can be said now', async () => {
    hibp.state.fault = 'server error';
    await check(mia);
    const known = facts();
    assert.ok(known.status === 'known');
    assert.equal(known.findings.length, 1);
    assert.deepEqual(known.gaps, ['Of 1 of 2 addresses nothing can be said now.']);
    await check(tom);
    const later = facts();
    assert.ok(later.status === 'known');
    assert.deepEqual(later.gaps, ['Of 2 of 2 addresses nothing can be said now.']);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createSubscription } from '../../../electron/engine/access/subscription.ts';
import { createJournal, type Journal } from '../../../electron/engine/database/journal.ts';
import type { Caller } from '../../../shared/caller.ts';
import { virtualClock } from '../../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const administrator: Caller = {
  kind: 'technician',
  technicianId: 1,
  name: 'Ada',
  role: 'administrator',
  organizationId: null,
};

describe('subscription', () => {
  let database: TestDatabase;
  const clock = virtualClock();
  beforeEach(() => (database = openTestDatabase()));
  afterEach(() => database.close());

  const create = (journal: Journal = createJournal(database.db, clock)) =>
    createSubscription({ db: database.db, clock, journal, push: () => {} });
  const events = () => database.db.all<{ type: string; data: string }>('SELECT type, data FROM event');

  it('announces another plan in the transaction that changes it', () => {
    const subscription = create();
    assert.deepEqual(subscription.get(administrator, {}), { plan: 'starter', keyTier: 'standard' });
    subscription.set(administrator, { plan: 'enterprise' });
    assert.deepEqual(
      events().map(({ type, data }) => [type, JSON.parse(data)]),
      [
        [
          'subscription.changed',
          {
            customerId: 'cus_000001',
            previousPlan: 'starter',
            newPlan: 'enterprise',
            effectiveDate: '2026-03-23',
          },
        ],
      ],
    );
    assert.deepEqual(subscription.get(administrator, {}), { plan: 'enterprise', keyTier: 'standard' });
  });

  it('changes nothing where it cannot be announced', () => {
    const journal = createJournal(database.db, clock);
    const failing: Journal = {
      ...journal,
      event() {
        throw new Error('no room');
      },
    };
    assert.throws(() => create(failing).set(administrator, { plan: 'enterprise' }));
    assert.equal(create().get(administrator, {}).plan, 'starter');
    assert.equal(database.db.all('SELECT id FROM audit').length, 0);
  });

  it('announces nothing where the plan stays', () => {
    const subscription = create();
    subscription.set(administrator, { plan: 'starter', keyTier: 'professional' });
    assert.deepEqual(events(), []);
    assert.equal(subscription.get(administrator, {}).keyTier, 'professional');
  });

  it('is for administrators', () => {
    for (const role of ['technician', 'read_only'] as const) {
      assert.throws(() => create().set({ ...administrator, role }, { plan: 'enterprise' }), {
        code: 'forbidden',
      });
    }
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { eventually } from '../../support/patience.ts';

const hourMs = 3_600_000;

/** A window takes the newer of two words about a record by this time, so it must not go back with the clock. */
describe('after the clock was set back, a change is still the last word about', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
    test.engine.seedDemo();
  });
  after(() => test.stop());

  /** Lets `change` happen an hour before the record was touched last. */
  async function changedEarlier(read: () => Promise<{ updatedAt: number }>, change: () => Promise<unknown>) {
    const known = await read();
    const back = test.clock.now() - known.updatedAt + hourMs;
    test.clock.jump(-back);
    await change();
    const now = await read();
    test.clock.jump(back);
    assert.notDeepEqual(now, known);
    assert.ok(now.updatedAt >= known.updatedAt, `${now.updatedAt} is before ${known.updatedAt}`);
  }

  it('an address that is watched no more', async () => {
    const { breaches } = test.console;
    const address = (await breaches.list({ limit: 500 })).rows.find(({ watched }) => watched);
    assert.ok(address);
    const { id } = address;
    await changedEarlier(
      () => breaches.get({ id }),
      () => breaches.unwatch({ ids: [id] }),
    );
  });

  it('an asset of whose findings one is fixed', async () => {
    const { vulnerabilities } = test.console;
    const exposed = async () => (await vulnerabilities.assets({ filter: {} })).rows;
    const { id } = (await exposed()).find(({ open }) => open > 1)!;
    const finding = (await vulnerabilities.findings({ assetId: id })).find(({ state }) => state === 'open')!;
    await changedEarlier(
      async () => (await exposed()).find((row) => row.id === id)!,
      () => vulnerabilities.markFixed({ ids: [finding.id], evidence: 'Seen at the device' }),
    );
  });

  it('a delivery that is sent again', async () => {
    const { deliveries, tickets, webhooks } = test.console;
    const { webhook } = await webhooks.create({
      url: 'https://receiver.invalid/hook',
      events: ['ticket.created'],
    });
    await tickets.create({ subject: 'Told', description: 'To an endpoint', organizationId: 2 });
    const first = async () => (await deliveries.list({ filter: { webhookId: webhook.id } })).rows[0];
    await eventually(async () => (await first())?.attempts === 1, 'it was tried once');
    await changedEarlier(
      async () => (await first())!,
      async () => {
        await deliveries.retry({ ids: [(await first())!.id] });
        await eventually(async () => (await first())?.attempts === 2, 'it was tried again');
      },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';

async function withEngine<T>(
  fill: (test: TestEngine) => void,
  look: (test: TestEngine) => Promise<T>,
): Promise<T> {
  const test = await startEngine();
  try {
    fill(test);
    return await look(test);
  } finally {
    await test.stop();
  }
}

/** Everything that a page of each list shows. */
async function everything({ console: client }: TestEngine): Promise<Record<string, readonly object[]>> {
  const page = { limit: 500 };
  return {
    organizations: (await client.organizations.list({ limit: 200 })).organizations,
    technicians: await client.technicians.list({}),
    tickets: (await client.tickets.list({ view: 'all', limit: 200 })).rows,
    assets: (await client.assets.list(page)).rows,
    vehicles: (await client.vehicles.list(page)).rows,
    projects: (await client.projects.list(page)).rows,
    tasks: (await client.tasks.list(page)).rows,
    articles: (await client.articles.list(page)).rows,
    monitors: (await client.monitors.list(page)).rows,
  };
}

describe('sample data', () => {
  it('has checks up to now at any hour of the day, and a night without', async () => {
    for (let hour = 0; hour < 24; hour += 4) {
      await withEngine(
        (test) => {
          test.clock.pass(hour * 3_600_000);
          test.engine.seedDemo();
        },
        async ({ console: client }) => {
          const { rows } = await client.monitors.list({});
          for (const { name, beats } of rows) assert.ok(beats.length >= 30, `${name}: ${beats}`);
          assert.match(rows.find(({ name }) => name === 'VPN gateway')!.beats, /^u+d{5,7}$/);
          const { observed30d } = await client.uptime.overview({});
          assert.ok(observed30d! > 70 && observed30d! < 90, `${observed30d} % measured`);
        },
      );
    }
  });

  it('fills a believable MSP with at least what is promised', async () => {
    await withEngine(
      (test) => test.engine.seedDemo(),
      async (test) => {
        const all = await everything(test);
        const least = {
          organizations: 5,
          technicians: 6,
          tickets: 60,
          assets: 80,
          vehicles: 6,
          projects: 2,
          tasks: 10,
          articles: 6,
          monitors: 8,
        };
        for (const [name, count] of Object.entries(least)) {
          assert.ok(all[name]!.length >= count, `${all[name]!.length} ${name}`);
        }
        assert.equal((await test.console.articles.list({ filter: { status: ['published'] } })).total, 6);
        const clients = (all['organizations'] as { id: number; assets: number }[]).filter(({ id }) => id > 1);
        for (const { assets } of clients) assert.equal(assets, 16);
        const overview = await test.console.uptime.overview({});
        assert.equal(overview.counts.down, 1);
        const [outage] = (await test.console.incidents.list({ filter: { state: ['open'] } })).rows;
        const open = await test.console.alerts.list({ filter: { state: ['open'], kind: ['monitor'] } });
        assert.deepEqual(
          open.rows.map(({ monitorName, createdAt }) => [monitorName, createdAt]),
          [[outage!.monitorName, outage!.openedAt]],
          'the outage that goes on has its alert',
        );
        await test.console.alerts.acknowledge({ ids: [open.rows[0]!.id] });
        assert.equal((await test.console.incidents.get({ id: outage!.id })).state, 'acknowledged');
        assert.ok(overview.uptime30d! > 99 && overview.uptime30d! < 100, `${overview.uptime30d} %`);
        assert.ok(overview.observed30d! > 60 && overview.observed30d! < 90, `${overview.observed30d} %`);
        assert.equal(overview.expiring.length, 3);
        const [site] = (await test.console.monitors.list({ search: 'webshop' })).rows;
        const now = test.clock.now();
        const asked = { id: site!.id, from: now - 30 * 86_400_000, to: now, points: 100 };
        const { buckets } = await test.console.monitors.responses(asked);
        assert.ok(
          buckets.some(({ state }) => state === 'degraded'),
          'an outage is drawn',
        );
        assert.ok(buckets.every(({ averageMs }) => averageMs === null || averageMs > 100));
        const [printer] = (await test.console.assets.list({ filter: { type: ['printer'] } })).rows;
        const linked = await test.console.tickets.ofAsset({ assetId: printer!.id });
        assert.ok(linked.rows.length > 0, 'a printer has its tickets');
        const states = await Promise.all(
          (['ended', 'soon', 'running', 'unknown'] as const).map(
            async (warranty) => (await test.console.assets.list({ filter: { warranty } })).total,
          ),
        );
        assert.ok(
          states.every((count) => count > 0),
          `warranties in every state: ${states.join(' ')}`,
        );
        const projects = all['projects'] as { taskCount: number; doneTaskCount: number }[];
        assert.ok(
          projects.some(({ taskCount, doneTaskCount }) => taskCount > doneTaskCount && doneTaskCount > 0),
        );
      },
    );
  });

  it('is the same at each call', async () => {
    const fill = (test: TestEngine): void => test.engine.seedDemo();
    assert.deepEqual(await withEngine(fill, everything), await withEngine(fill, everything));
    const bench = (test: TestEngine): void => test.engine.seedBench(200);
    assert.deepEqual(await withEngine(bench, everything), await withEngine(bench, everything));
  });

  it('has a fifth as many assets as tickets for a bench, found and counted like any other', async () => {
    await withEngine(
      (test) => test.engine.seedBench(1000),
      async ({ console: client }) => {
        assert.equal((await client.assets.list({})).total, 200);
        const { types } = await client.assets.counts({});
        assert.equal(
          types.reduce((sum, { count }) => sum + count, 0),
          200,
        );
        for (const { value, count } of types) {
          const { rows } = await client.assets.list({ filter: { type: [value] }, limit: 500 });
          assert.equal(rows.length, count, value);
        }
        const [one] = (await client.assets.list({ limit: 1 })).rows;
        assert.equal((await client.assets.list({ search: one!.serialNumber! })).total, 1);
        assert.ok((await client.tickets.ofAsset({ assetId: one!.id })).rows.length > 0);
      },
    );
  });
});

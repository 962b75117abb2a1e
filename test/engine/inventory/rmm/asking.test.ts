import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ada } from '../../../support/exchange.ts';
import { ninjaCredentials, simulateNinja, type SimulatedNinja } from '../../../support/rmm/ninjaone.ts';
import { rmmWith, type RmmWorld } from '../../../support/rmm/rmm-world.ts';
import { faults, type Answer } from '../../../support/rmm/vendor-server.ts';

describe('asking an RMM service', () => {
  let world: RmmWorld;
  let ninja: SimulatedNinja;

  rmmWith('ninjaone', simulateNinja, ninjaCredentials, (...made) => {
    [world, ninja] = made;
  });

  it('signs in once for a whole sync and for those after it, and again a minute before the token ends', async () => {
    await world.sync();
    await world.sync();
    assert.equal(ninja.tokens.count(), 1);
    world.clock.pass(3_541_000);
    await world.sync();
    assert.equal(ninja.tokens.count(), 2);
  });

  it('takes a new token once when the old one ends in the middle, and goes on', async () => {
    ninja.fail(
      '/v2/devices-detailed',
      (response, asked) => {
        ninja.tokens.expire();
        faults.status(401)(response, asked);
      },
      { times: 1, after: 1 },
    );
    const run = await world.sync();
    assert.deepEqual([run.outcome, run.devices, ninja.tokens.count()], ['complete', 3, 2]);
  });

  it('stops when fresh credentials are refused too, tells of it once, and goes on when they were changed', async () => {
    ninja.fail('/v2/', faults.status(401));
    assert.equal((await world.sync()).failure, 'auth_failed');
    assert.equal(ninja.tokens.count(), 2);
    assert.equal((await world.only()).standing.state, 'stopped');
    assert.deepEqual([...world.troubles.keys()], ['rmm/1']);
    const asked = ninja.asked.length;
    world.clock.pass(86_400_000);
    world.room.keepUp();
    await world.room.idle();
    assert.equal(ninja.asked.length, asked);
    ninja.mend();
    await world.handlers.update(ada, { id: 1, patch: { secret: ninjaCredentials.secret } });
    world.room.keepUp();
    await world.room.idle();
    assert.equal((await world.only()).standing.state, 'complete');
    assert.equal(world.troubles.size, 0);
  });

  it('says that wrong credentials are wrong, without asking for anything', async () => {
    await world.handlers.update(ada, { id: 1, patch: { secret: 'mistyped' } });
    assert.equal((await world.sync()).failure, 'auth_failed');
    assert.equal(ninja.paths('/v2/').length, 0);
  });

  it('waits as long as a 429 says, in seconds or as a date', async () => {
    const inAMinute: Answer = (response) =>
      void response
        .writeHead(429, {
          date: 'Mon, 23 Mar 2026 10:30:00 GMT',
          'retry-after': 'Mon, 23 Mar 2026 10:31:00 GMT',
        })
        .end();
    ninja.fail('/v2/organizations', faults.status(429, { 'retry-after': '40' }), { times: 1 });
    ninja.fail('/v2/alerts', inAMinute, { times: 1 });
    const before = world.clock.now();
    assert.equal((await world.sync()).outcome, 'complete');
    assert.ok(world.clock.now() - before >= 100_000);
  });

  it('backs off by itself where a 429 says nothing, six times at most', async () => {
    ninja.fail('/v2/organizations', faults.status(429), { times: 5 });
    assert.equal((await world.sync()).outcome, 'complete');
    ninja.fail('/v2/organizations', faults.status(503), { times: 6 });
    const asked = ninja.paths('/v2/organizations').length;
    const run = await world.sync();
    assert.deepEqual([run.outcome, run.failure], ['failed', 'unavailable']);
    assert.equal(ninja.paths('/v2/organizations').length - asked, 6);
    assert.equal((await world.only()).standing.state, 'failing');
  });

  it('reads the rest where one list is forbidden, and is not complete', async () => {
    ninja.fail('/v2/queries/software', faults.status(403));
    await world.sync();
    await world.mapAll();
    ninja.state.devices.pop();
    const run = await world.sync();
    assert.deepEqual([run.outcome, run.failure, run.devices], ['failed', 'forbidden', 2]);
    assert.match(run.detail!, /\/queries\/software.*scope Monitoring/);
    // Nobody is missing by a sync that is not complete.
    assert.equal((await world.only()).counts.missing, 0);
    assert.equal((await world.only()).standing.state, 'failing');
  });

  const brokenAnswers: Readonly<Record<string, Answer>> = {
    'a page of HTML': faults.html,
    garbage: faults.garbage,
    'another shape': faults.otherShape,
    'an answer that is cut off': faults.cutOff,
    'a redirect': faults.redirect,
    'a client error': faults.status(400),
  };
  for (const place of [
    '/ws/oauth/token',
    '/v2/organizations',
    '/v2/devices-detailed',
    '/v2/queries',
    '/v2/alerts',
  ])
    for (const [name, answer] of Object.entries(brokenAnswers))
      it(`fails by ${name} at ${place}, in words, and with nothing taken for missing`, async () => {
        ninja.fail(place, answer);
        const run = await world.sync();
        assert.equal(run.outcome, 'failed');
        assert.match(run.detail!, /NinjaOne/);
        const { counts, standing } = await world.only();
        assert.deepEqual([counts.missing, counts.stale, standing.state === 'complete'], [0, 0, false]);
      });

  it('tries a failed sync again by itself, sooner than the next would be, and every hour in the long run', async () => {
    ninja.fail('/v2/organizations', faults.garbage, { times: 6 });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await world.sync();
      const { nextRunAt } = await world.only();
      waits.push(Math.round((nextRunAt! - world.clock.now()) / 60_000));
    }
    assert.deepEqual(waits, [2, 5, 15, 60, 60, 60]);
    await world.sync();
    assert.equal((await world.only()).standing.state, 'complete');
  });

  it('waits for an open vault and for a network, and begins by itself', async () => {
    world.state.locked = true;
    world.room.keepUp();
    world.state.locked = false;
    world.state.online = false;
    world.room.keepUp();
    await world.room.idle();
    assert.equal(ninja.asked.length, 0);
    world.state.online = true;
    world.room.keepUp();
    await world.room.idle();
    assert.equal((await world.only()).standing.state, 'complete');
    // The next one has its time.
    world.room.keepUp();
    assert.equal((await world.only()).running, null);
  });

  it('closes a run that the end of the engine cut off, and syncs after the restart', async () => {
    let release = (): void => {};
    const reached = new Promise<void>((resolve) => (release = resolve));
    ninja.fail('/v2/devices-detailed', () => release());
    await world.handlers.sync(ada, { id: 1 });
    await reached;
    await world.restart();
    const [cut] = await world.handlers.runs(ada, { id: 1 });
    assert.deepEqual([cut!.outcome, cut!.failure], ['failed', 'interrupted']);
    ninja.mend();
    assert.equal((await world.sync()).outcome, 'complete');
  });

  it('takes https addresses of the internet only, and one vendor in the own network', async () => {
    const refused = (given: object) =>
      assert.rejects(
        async () => world.add('ninjaone', 'https://app.ninjarmm.com', { ...ninjaCredentials, ...given }),
        (error: Error & { code?: string }) => error.code === 'validation',
      );
    for (const baseUrl of [
      'http://app.ninjarmm.com',
      'https://user:pw@app.ninjarmm.com',
      'https://10.1.2.3',
      'https://169.254.169.254',
      'ftp://app.ninjarmm.com',
      'https://app.ninjarmm.com?key=1',
    ])
      await refused({ baseUrl });
    await refused({ ownNetwork: true });
    await refused({ account: ' ' });
  });

  it('tells no secret: neither in what it shows nor in what it keeps outside of the vault', async () => {
    ninja.fail('/v2/alerts', faults.status(403));
    await world.sync();
    const tables = world.db.all<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'`,
    );
    const rows = tables.map(({ name }) => JSON.stringify(world.db.all(`SELECT * FROM ${name}`)));
    const seen = [
      ...rows,
      JSON.stringify(await world.only()),
      JSON.stringify(world.pushed),
      JSON.stringify(world.logged),
    ].join('\n');
    assert.ok(!seen.includes(ninjaCredentials.secret));
    assert.ok(!seen.includes('token-1'));
  });

  it('forgets an integration with all that it knew, and leaves the assets', async () => {
    await world.sync();
    await world.mapAll();
    ninja.state.alerts = [{ uid: 'a', deviceId: 1, subject: 'Hot', createTime: 1_774_260_000 }];
    await world.sync();
    await world.handlers.remove(ada, { id: 1 });
    assert.deepEqual([world.troubles.size, world.secrets.size, world.assetsOf(2).length], [0, 0, 3]);
  });
});

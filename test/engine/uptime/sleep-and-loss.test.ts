import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Link } from './simulated-network.ts';
import { watchedRoom, type WatchedRoom } from './watched-room.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** What T20 asks: nothing is ever told to be down that was not. */
function assertNoFalseAlarm(room: WatchedRoom): void {
  assert.deepEqual(
    room.news().map(({ kind, monitorName }) => `${kind} ${monitorName}`),
    [],
  );
  assert.deepEqual(room.events(), []);
}

function offlineNotices(room: WatchedRoom): number {
  return room.db.get<{ n: number }>("SELECT count(*) AS n FROM unobserved WHERE reason = 'offline'")!.n;
}

describe('a machine that sleeps (T20)', () => {
  for (const [name, ms] of [
    ['a minute', minute],
    ['a night', 8 * hour],
    ['three days', 72 * hour],
  ] as const) {
    for (const monotonicStops of [true, false]) {
      it(`alarms nobody after ${name}, where the monotonic clock ${monotonicStops ? 'stops' : 'goes on'}`, async () => {
        const room = watchedRoom({ seed: ms + Number(monotonicStops) });
        const ids = room.add(20, { interval: 20 });
        room.uptime.start();
        for (let cycle = 0; cycle < 34; cycle += 1) {
          await room.world.run(30 * second + 60 * second * room.world.random());
          // The network of a machine that wakes is there after a few seconds, or at once.
          room.network.link = cycle % 2 === 0 ? 'unplugged' : 'up';
          room.world.sleep(ms, monotonicStops);
          await room.world.run(cycle % 3 === 0 ? 3 * second : 8 * second);
          room.network.link = 'up';
          await room.world.run(30 * second);
        }
        assertNoFalseAlarm(room);
        for (const id of ids) assert.equal(room.get(id).status, 'up');
        const { n } = room.db.get<{ n: number }>(
          "SELECT count(*) AS n FROM unobserved WHERE reason = 'asleep'",
        )!;
        assert.equal(n, 34);
        // The time that nobody saw is in no percentage: not down, and not up either.
        assert.equal(room.get(ids[0]!).uptime24h, 100);
        if (ms >= 8 * hour) assert.ok(room.get(ids[0]!).observed30d! < 20);
        room.stop();
      });
    }
  }

  it('begins over at least ten seconds, few at once, and runs what was missed once', async () => {
    const room = watchedRoom();
    room.add(200, { interval: 60 });
    room.uptime.start();
    await room.world.run(5 * minute);
    room.network.checks.startedAt.length = 0;
    room.network.checks.most = 0;
    room.world.sleep(8 * hour, true);
    await room.world.run(20 * second);
    const { startedAt, most } = room.network.checks;
    assert.equal(startedAt.length, 200);
    assert.ok(startedAt.at(-1)! - startedAt[0]! >= 10 * second, `${startedAt.at(-1)! - startedAt[0]!} ms`);
    assert.ok(most <= 5, `${most} at once`);
    room.stop();
  });

  it('hears from main that it sleeps and wakes, and does not wait for ever where nobody says so', async () => {
    const room = watchedRoom();
    const [id] = room.add(1, { interval: 10 });
    room.uptime.start();
    await room.world.run(minute);
    const checks = room.network.checks.startedAt;
    room.uptime.tellPower('suspended');
    const before = checks.length;
    await room.world.run(10 * second);
    assert.equal(checks.length, before);
    room.uptime.tellPower('resumed');
    await room.world.run(30 * second);
    assert.ok(checks.length > before);
    room.uptime.tellPower('suspended');
    const later = checks.length;
    await room.world.run(2 * minute);
    assert.ok(checks.length > later);
    assert.equal(room.get(id!).status, 'up');
    room.stop();
  });

  it('is not shaken by a clock that is set, forwards or back', async () => {
    const room = watchedRoom();
    const [id] = room.add(1, { interval: 20 });
    room.uptime.start();
    for (const ms of [hour, -hour, 90 * second, -5 * minute, 26 * hour, -26 * hour]) {
      await room.world.run(2 * minute);
      room.world.jump(ms);
      await room.world.run(2 * minute);
      assert.equal(room.get(id!).status, 'up');
    }
    assertNoFalseAlarm(room);
    room.stop();
  });
});

describe('a machine without a network (T20)', () => {
  for (const link of ['lost', 'unplugged', 'portal', 'no_names'] as const satisfies readonly Link[]) {
    it(`alarms nobody of fifty monitors in thirty outages of its own (${link}), and says once that it is offline`, async () => {
      const room = watchedRoom({ seed: link.length });
      const ids = room.add(50, { interval: 20, timeout: 8 });
      room.uptime.start();
      await room.world.run(minute);
      for (let trial = 0; trial < 30; trial += 1) {
        await room.world.run(40 * second * room.world.random());
        room.network.link = link;
        await room.world.run(20 * second + 4 * minute * room.world.random());
        room.network.link = 'up';
        await room.world.run(45 * second);
      }
      assertNoFalseAlarm(room);
      for (const id of ids) assert.equal(room.get(id).status, 'up', room.get(id).beats);
      assert.equal(offlineNotices(room), 30);
      room.stop();
    });
  }

  for (const retries of [0, 1, 2])
    it(`alarms nobody of fifty that forgive ${retries} failures, however short the loss is`, async () => {
      const room = watchedRoom({ seed: 30 + retries });
      const ids = room.add(50, { interval: 5, timeout: 5, retryInterval: 5, retries });
      room.uptime.start();
      await room.world.run(minute);
      for (let trial = 0; trial < 30; trial += 1) {
        for (const link of ['lost', 'unplugged', 'portal', 'no_names'] as const) {
          room.network.link = link;
          await room.world.run(8 * second * room.world.random());
          room.network.link = 'up';
          await room.world.run(20 * second * room.world.random());
        }
      }
      await room.world.run(minute);
      assertNoFalseAlarm(room);
      for (const id of ids) assert.equal(room.get(id).status, 'up', room.get(id).beats);
      room.stop();
    });

  it('goes on where only one of the two targets is blocked', async () => {
    const room = watchedRoom();
    const [first] = room.add(10, { interval: 20 });
    room.network.blockedTarget = true;
    room.uptime.start();
    await room.world.run(minute);
    room.network.broken.add(first!);
    await room.world.run(3 * minute);
    assert.equal(room.news('down').length, 1);
    assert.equal(offlineNotices(room), 0);
    room.stop();
  });

  it('says what was down before as what it is afterwards', async () => {
    const room = watchedRoom();
    const [id] = room.add(1, { interval: 20 });
    room.uptime.start();
    room.network.broken.add(id!);
    await room.world.run(3 * minute);
    room.network.link = 'lost';
    await room.world.run(10 * minute);
    assert.equal(room.get(id!).status, 'not_observed');
    room.network.broken.clear();
    room.network.link = 'up';
    await room.world.run(2 * minute);
    assert.deepEqual(
      room.news().map(({ kind }) => kind),
      ['down', 'up'],
    );
    room.stop();
  });
});

describe('a real outage (T20)', () => {
  // As monitors are made where nobody says otherwise: two retries, each failure confirmed by asking for the connection.
  for (const interval of [20, 60, 300]) {
    for (const how of ['broken', 'refusing'] as const) {
      it(`is told within the interval of ${interval} s and thirty seconds, 99 times of 100 (${how})`, async () => {
        const room = watchedRoom({ seed: interval });
        const ids = room.add(200, { interval });
        // The worst that a network does to the question whether this machine is online.
        room.network.blockedTarget = true;
        room.uptime.start();
        await room.world.run(2 * interval * second);
        const brokenAt = new Map<number, number>();
        for (const id of ids) {
          await room.world.run(7 * second * room.world.random());
          room.network[how].add(id);
          brokenAt.set(id, room.world.clock.now());
        }
        await room.world.run(2 * interval * second + minute);
        const waits = room.news('down').map(({ monitorId, at }) => at - brokenAt.get(monitorId)!);
        waits.sort((a, b) => a - b);
        assert.equal(waits.length, ids.length);
        assert.ok(waits[197]! <= (interval + 30) * second, `p99 ${waits[197]} ms`);
        room.stop();
      });
    }
  }

  it('is told once of a target that flaps, and of nothing beside it', async () => {
    const room = watchedRoom({ seed: 3 });
    const [flapping] = room.add(50, { interval: 20, retries: 0 });
    room.uptime.start();
    await room.world.run(minute);
    for (let turn = 0; turn < 60; turn += 1) {
      room.network.refusing.add(flapping!);
      await room.world.run((25 + 10 * room.world.random()) * second);
      room.network.refusing.clear();
      await room.world.run((25 + 10 * room.world.random()) * second);
    }
    const kinds = room.news().map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'flapping').length, 1);
    assert.ok(kinds.length <= 7, kinds.join(', '));
    assert.ok(room.news().every(({ monitorId }) => monitorId === flapping));
    room.stop();
  });
});

describe('the same without the guard (negative control)', () => {
  it('alarms falsely: these tests would notice', async () => {
    const room = watchedRoom({ outside: { askOnline: () => Promise.resolve(online) } });
    room.add(50, { interval: 20, timeout: 8 });
    room.uptime.start();
    await room.world.run(minute);
    room.network.link = 'lost';
    await room.world.run(4 * minute);
    assert.ok(room.news('down').length >= 40, `${room.news('down').length} false alarms`);
    room.stop();
  });

  it('alarms falsely after sleep too, where the network is not there at once', async () => {
    const room = watchedRoom({ outside: { askOnline: () => Promise.resolve(online) } });
    room.add(20, { interval: 20 });
    room.uptime.start();
    await room.world.run(minute);
    room.network.link = 'unplugged';
    room.world.sleep(8 * hour, true);
    await room.world.run(2 * minute);
    assert.ok(room.news('down').length >= 15, `${room.news('down').length} false alarms`);
    room.stop();
  });
});

const online = { at: 0, online: true, reason: null, targets: [], namesResolve: null, gateway: null };

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { technician, watchedRoom, type WatchedRoom } from './watched-room.ts';

const minute = 60_000;

describe('watching', () => {
  let room: WatchedRoom;
  beforeEach(() => {
    room = watchedRoom();
  });
  afterEach(() => room.stop());

  it('finds what answers up, and keeps how long the answer took', async () => {
    const [id] = room.add(1);
    room.uptime.start();
    assert.equal(room.get(id!).status, 'pending');
    await room.world.run(5 * minute);
    const monitor = room.get(id!);
    assert.equal(monitor.status, 'up');
    assert.equal(monitor.uptime24h, 100);
    assert.equal(monitor.uptime1y, 100);
    assert.match(monitor.beats, /^u{4,6}$/);
    assert.ok(monitor.responseTimeMs! >= 5 && monitor.responseTimeMs! <= 65);
    assert.deepEqual(room.news(), []);
  });

  it('tells an outage once, after its retries, and its end, each with its event and one incident', async () => {
    const [id] = room.add(1, { organizationId: 2 });
    room.uptime.start();
    await room.world.run(3 * minute);
    room.network.broken.add(id!);
    await room.world.run(10 * minute);
    assert.equal(room.get(id!).status, 'down');
    assert.equal(room.get(id!).error, 'Connection timed out');
    const [incident] = room.uptime.handlers.incidents.list(technician, all).rows;
    assert.equal(incident!.state, 'open');
    assert.equal(room.get(id!).incidentId, incident!.id);
    room.network.broken.clear();
    await room.world.run(3 * minute);
    assert.equal(room.get(id!).status, 'up');
    assert.deepEqual(
      room.news().map(({ kind }) => kind),
      ['down', 'up'],
    );
    assert.deepEqual(
      room.events().map(({ type, organization_id: org, entity_id: entity }) => [type, org, entity]),
      [
        ['monitor.down', 2, id],
        ['monitor.up', 2, id],
      ],
    );
    assert.deepEqual(JSON.parse(room.events()[0]!.data), {
      monitor_id: id,
      name: 'Monitor 1',
      url: 'https://m1.example',
      error: 'Connection timed out',
    });
    const whole = room.uptime.handlers.incidents.get(technician, { id: incident!.id });
    assert.equal(whole.state, 'closed');
    assert.deepEqual(
      whole.notes.map(({ kind }) => kind),
      ['opened', 'closed'],
    );
  });

  it('writes the state, the incident and the event together or not at all, and tells it with the next check', async () => {
    const [id] = room.add(1);
    room.uptime.start();
    await room.world.run(3 * minute);
    room.db.run("CREATE TRIGGER no_room BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no room'); END");
    room.network.broken.add(id!);
    await room.world.run(5 * minute);
    const rows = () => room.uptime.handlers.incidents.list(technician, all).rows;
    assert.deepEqual([rows(), room.events(), room.news()], [[], [], []]);
    room.db.run('DROP TRIGGER no_room');
    await room.world.run(2 * minute);
    assert.deepEqual([rows().length, room.events().length, room.news().length], [1, 1, 1]);
    assert.equal(room.get(id!).status, 'down');
    assert.equal(room.get(id!).incidentId, rows()[0]!.id);
  });

  it('counts an outage from the last good check, and nothing of the time it was not running', async () => {
    const [id] = room.add(1, { retries: 0, interval: 60 });
    room.uptime.start();
    await room.world.run(60 * minute);
    room.network.broken.add(id!);
    await room.world.run(60 * minute);
    const half = room.get(id!).uptime24h!;
    assert.ok(half > 48 && half < 52, `${half} %`);
    room.uptime.stop();
    room.world.sleep(8 * 60 * minute, false);
    room.restart();
    await room.world.run(2 * minute);
    const later = room.get(id!).uptime24h!;
    assert.ok(Math.abs(later - half) < 2, `${later} % after ${half} %`);
    assert.equal(room.news('down').length, 1);
  });

  it('makes one alert of a router and fifty behind it', async () => {
    const [router] = room.add(1, { name: 'Router' });
    const children = room.add(50, { parentId: router! });
    room.uptime.start();
    await room.world.run(3 * minute);
    for (const id of [router!, ...children]) room.network.broken.add(id);
    await room.world.run(15 * minute);
    assert.deepEqual(
      room.news().map(({ kind, monitorId }) => [kind, monitorId]),
      [['down', router]],
    );
    for (const id of children) assert.equal(room.get(id).status, 'unreachable');
    room.network.broken.clear();
    await room.world.run(5 * minute);
    for (const id of children) assert.equal(room.get(id).status, 'up');
    assert.equal(room.news().length, 2);
  });

  it('makes one alert of a device and fifty behind it, as its own monitors find it', async () => {
    const firewall = 7;
    const [ping] = room.add(1, { name: 'Ping', assetId: firewall });
    const children = room.add(50, { parentAssetId: firewall });
    // A service of the device itself stands behind it too.
    children.push(...room.add(1, { name: 'Console', assetId: firewall, parentAssetId: firewall }));
    room.uptime.start();
    await room.world.run(3 * minute);
    for (const id of [ping!, ...children]) room.network.broken.add(id);
    await room.world.run(15 * minute);
    assert.deepEqual(
      room.news().map(({ kind, monitorId }) => [kind, monitorId]),
      [['down', ping]],
    );
    for (const id of children) assert.equal(room.get(id).status, 'unreachable');
    assert.deepEqual(room.silent, [], 'its monitor alerts already');
    room.network.broken.delete(ping!);
    await room.world.run(10 * minute);
    for (const id of children)
      assert.equal(room.get(id).status, 'down', 'a device that answers explains nothing');
  });

  it('makes one alert of a device that nothing looks at and that fell silent, until it is heard again', async () => {
    const firewall = 7;
    const children = room.add(50, { parentAssetId: firewall });
    room.uptime.start();
    room.seen.set(firewall, room.world.clock.now());
    await room.world.run(3 * minute);
    for (const id of children) room.network.broken.add(id);
    room.world.jump(20 * minute);
    await room.world.run(5 * minute);
    assert.deepEqual(room.silent, [firewall]);
    assert.deepEqual(room.news(), []);
    for (const id of children) assert.equal(room.get(id).status, 'unreachable');
    room.restart();
    room.network.broken.clear();
    await room.world.run(5 * minute);
    assert.deepEqual(room.silent, [], 'after a restart too');
    for (const id of children) assert.equal(room.get(id).status, 'up');
  });

  it('notes the time in which it was closed, and in which it was killed, as not observed', async () => {
    const [id] = room.add(1, { interval: 3600 });
    const gap = () => room.uptime.handlers.uptime.overview(technician, {}) as { lastGap: unknown };
    room.uptime.start();
    await room.world.run(30 * minute);
    const stoppedAt = room.world.clock.now();
    room.uptime.stop();
    room.world.sleep(8 * 60 * minute, false);
    room.restart();
    const startedAt = room.world.clock.now();
    await room.world.run(10_000);
    assert.deepEqual(gap().lastGap, { from: stoppedAt, to: startedAt, reason: 'closed' });
    assert.match(room.get(id!).beats, /^u-u?$/);
    assert.equal(room.get(id!).uptime24h, null, 'one check speaks for no time');
    room.uptime.stop();
    room.world.sleep(10_000, false);
    room.restart();
    await room.world.run(10_000);
    assert.equal((gap().lastGap as { to: number }).to, startedAt, 'a quick restart is none');
  });

  it('pauses and goes on, and takes changes at once', async () => {
    const [id] = room.add(1);
    const { monitors } = room.uptime.handlers;
    room.uptime.start();
    await room.world.run(2 * minute);
    const { records } = monitors.update(technician, { ids: [id!], patch: { paused: true } });
    assert.equal(records[0]!.status, 'paused');
    const before = room.network.checks.startedAt.length;
    await room.world.run(10 * minute);
    assert.equal(room.network.checks.startedAt.length, before);
    assert.equal(room.get(id!).status, 'paused');
    monitors.update(technician, { ids: [id!], patch: { paused: false, interval: 5 } });
    assert.equal(room.get(id!).status, 'pending');
    await room.world.run(minute);
    assert.equal(room.get(id!).status, 'up');
    assert.ok(room.network.checks.startedAt.length > before + 8);
  });

  it('watches a removed monitor no more, closes what was open, and begins anew when it comes back', async () => {
    const [id] = room.add(1);
    const { monitors, incidents } = room.uptime.handlers;
    room.uptime.start();
    room.network.broken.add(id!);
    await room.world.run(5 * minute);
    const { changeId } = monitors.remove(technician, { ids: [id!] });
    await room.world.run(minute);
    const before = room.network.checks.startedAt.length;
    await room.world.run(5 * minute);
    assert.equal(room.network.checks.startedAt.length, before);
    assert.equal(incidents.list(technician, all).rows[0]!.state, 'closed');
    room.network.broken.clear();
    monitors.undo(technician, { changeId });
    await room.world.run(5 * minute);
    assert.equal(room.get(id!).status, 'up');
    assert.equal(room.get(id!).incidentId, null);
  });

  it('goes on after a restart where it was: what is known to be down is not told again', async () => {
    const [id] = room.add(1);
    room.uptime.start();
    room.network.broken.add(id!);
    await room.world.run(5 * minute);
    assert.equal(room.news('down').length, 1);
    room.restart();
    await room.world.run(10 * minute);
    assert.equal(room.get(id!).status, 'down');
    assert.equal(room.news('down').length, 1);
    room.network.broken.clear();
    await room.world.run(5 * minute);
    assert.equal(room.news('up').length, 1);
  });

  it('piles nothing up: a check that takes longer than its interval runs once at a time', async () => {
    room.add(3, { interval: 5, retryInterval: 5, timeout: 30, retries: 20 });
    room.uptime.start();
    for (const id of [1, 2, 3]) room.network.broken.add(id);
    await room.world.run(5 * minute);
    assert.equal(room.network.checks.most, 3);
  });
});

const all = { filter: {}, search: '', sort: [], offset: 0, limit: 100 };

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { monitorOptions, type MonitorOptions } from '../../../shared/monitor-options.ts';
import { technician, watchedRoom, type WatchedRoom } from './watched-room.ts';

const minute = 60_000;
const secret = 'Bearer canary-7f3';
const request = { headers: { Accept: 'text/html', Authorization: secret }, body: '{"pin":"canary-0001"}' };

describe('what a monitor sends', () => {
  let room: WatchedRoom;
  beforeEach(() => {
    room = watchedRoom();
  });
  afterEach(() => room.stop());

  const optionsOf = (given: Partial<MonitorOptions>) => monitorOptions.parse(given);
  const change = (id: number, options: MonitorOptions) =>
    room.uptime.handlers.monitors.update(technician, { ids: [id], patch: { options } });
  const sent = (id: number) =>
    JSON.parse(room.vault.kept.get(`monitor-request/${room.get(id).options.kept}`)!);
  /** Every row of every table that this room writes, as text. */
  const onDisk = () =>
    JSON.stringify(
      ['monitor', 'audit', 'event', 'incident'].map((table) => room.db.all(`SELECT * FROM ${table}`)),
    );

  it('lies in the vault, but for headers that sign nobody in; nobody is told it again', () => {
    const [id] = room.add(1, { options: optionsOf(request) });
    const { options } = room.get(id!);
    assert.deepEqual(options.headers, { Accept: 'text/html', Authorization: null });
    assert.deepEqual([options.body, options.keptBody], [null, true]);
    assert.deepEqual(sent(id!), { headers: { Authorization: secret }, body: request.body });
    change(id!, optionsOf({ ...options, headers: { ...options.headers, 'X-Key': 'canary-new' } }));
    assert.doesNotMatch(onDisk(), /canary/);
  });

  it('stays as it is where it is sent back as it was told, vault locked or not', () => {
    const [id] = room.add(1, { options: optionsOf(request) });
    const before = room.get(id!);
    room.vault.open = false;
    change(id!, { ...before.options, redirects: 1 });
    assert.equal(room.get(id!).options.kept, before.options.kept);
    assert.equal(room.get(id!).options.redirects, 1);
    assert.throws(() => change(id!, optionsOf({ headers: { 'X-Key': 'canary' } })), { code: 'locked' });
  });

  it('changes value by value, and comes back with undoing', () => {
    const { monitors } = room.uptime.handlers;
    const [id] = room.add(1, { options: optionsOf(request) });
    const { options } = room.get(id!);
    const { changeId } = change(id!, { ...options, headers: { ...options.headers, 'X-Key': 'canary-2' } });
    assert.deepEqual(sent(id!).headers, { Authorization: secret, 'X-Key': 'canary-2' });
    assert.equal(sent(id!).body, request.body);
    monitors.undo(technician, { changeId });
    assert.deepEqual(sent(id!).headers, { Authorization: secret });
    const { keptBody: _keptBody, ...without } = room.get(id!).options;
    change(id!, { ...without, headers: {} });
    assert.equal(room.get(id!).options.kept, undefined);
    assert.throws(() => change(id!, { ...without, headers: { Cookie: null } }), /no value for Cookie/);
  });

  it('is there for a monitor that is deleted and brought back, and forgotten with the next start', () => {
    const { monitors } = room.uptime.handlers;
    const [gone, back] = room.add(2, { options: optionsOf(request) });
    const { changeId } = monitors.remove(technician, { ids: [gone!, back!] });
    monitors.undo(technician, { changeId });
    assert.deepEqual(sent(back!).headers, { Authorization: secret });
    monitors.remove(technician, { ids: [gone!] });
    room.restart();
    assert.equal(room.vault.kept.size, 1);
    assert.deepEqual(sent(back!).headers, { Authorization: secret });
  });

  it('that stood with its monitor goes to the vault when that is opened, and the history hears nothing of it', async () => {
    const [id] = room.add(1);
    const options = JSON.stringify(optionsOf(request));
    room.db.run('UPDATE monitor SET options = ? WHERE id = ?', [options, id!]);
    room.vault.open = false;
    room.uptime.start();
    await room.world.run(minute);
    assert.match(onDisk(), /canary/);
    room.vault.open = true;
    await room.world.run(minute);
    assert.doesNotMatch(onDisk(), /canary/);
    assert.deepEqual(sent(id!), { headers: { Authorization: secret }, body: request.body });
  });
});

describe('a monitor that cannot be asked for a reason that lies here', () => {
  it('is not observed, with the reason, and asked again once the vault is open', async () => {
    let open = false;
    const room = watchedRoom({
      outside: {
        probe: (monitor, signal) =>
          open ? room.network.probe(monitor, signal) : Promise.resolve({ notAsked: 'The vault is closed.' }),
      },
    });
    try {
      const [id] = room.add(1, { interval: 86_400 });
      room.vault.open = false;
      room.uptime.start();
      await room.world.run(minute);
      assert.deepEqual([room.get(id!).status, room.get(id!).error], ['not_observed', 'The vault is closed.']);
      assert.equal(room.get(id!).uptime24h, null);
      open = true;
      room.vault.open = true;
      await room.world.run(minute);
      assert.deepEqual([room.get(id!).status, room.get(id!).error], ['up', null]);
      assert.deepEqual(room.news(), []);
    } finally {
      room.stop();
    }
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { z } from 'zod';
import { newMaintenanceWindow, type MaintenanceSchedule } from '../../../shared/maintenance.ts';
import { occurrencesAfter } from '../../../electron/engine/uptime/maintenance/occurrences.ts';
import { technician, watchedRoom, type WatchedRoom } from './watched-room.ts';

const minute = 60_000;
const hour = 60 * minute;

const iso = (times: readonly { from: number; to: number }[]) =>
  times.map(({ from, to }) => [new Date(from).toISOString().slice(0, 16), (to - from) / minute]);

describe('when a window is', () => {
  const after = Date.UTC(2026, 2, 23, 10, 30); // a Monday

  it('is once, or never again', () => {
    const schedule: MaintenanceSchedule = { kind: 'once', from: after + hour, to: after + 2 * hour };
    assert.deepEqual(iso(occurrencesAfter(schedule, 'UTC', after, 5)), [['2026-03-23T11:30', 60]]);
    assert.deepEqual(occurrencesAfter(schedule, 'UTC', after + 2 * hour, 5), []);
  });

  it('is on some weekdays at a time of its own zone, also through the night in which clocks change', () => {
    const schedule: MaintenanceSchedule = {
      kind: 'recurring',
      weekdays: [6, 7],
      monthDays: [],
      at: '22:30',
      minutes: 90,
    };
    // Berlin goes from UTC+1 to UTC+2 in the night to Sunday, 29 March 2026.
    assert.deepEqual(iso(occurrencesAfter(schedule, 'Europe/Berlin', after, 3)), [
      ['2026-03-28T21:30', 90],
      ['2026-03-29T20:30', 90],
      ['2026-04-04T20:30', 90],
    ]);
  });

  it('is on days of the month, and where both are said on days that are both', () => {
    const both: MaintenanceSchedule = {
      kind: 'recurring',
      weekdays: [2],
      monthDays: [10],
      at: '03:00',
      minutes: 60,
    };
    assert.deepEqual(iso(occurrencesAfter(both, 'UTC', after, 1)), [['2026-11-10T03:00', 60]]);
    const cron: MaintenanceSchedule = { kind: 'cron', expression: '*/30 4 1 * *', minutes: 10 };
    assert.deepEqual(iso(occurrencesAfter(cron, 'UTC', after, 2)), [
      ['2026-04-01T04:00', 10],
      ['2026-04-01T04:30', 10],
    ]);
  });

  it('includes the one that is on', () => {
    const cron: MaintenanceSchedule = { kind: 'cron', expression: '0 10 * * *', minutes: 60 };
    assert.deepEqual(iso(occurrencesAfter(cron, 'UTC', after, 1)), [['2026-03-23T10:00', 60]]);
  });
});

describe('maintenance', () => {
  let room: WatchedRoom;
  beforeEach(() => {
    room = watchedRoom();
  });
  afterEach(() => room.stop());

  function add(given: Partial<z.input<typeof newMaintenanceWindow>>) {
    const { maintenance } = room.uptime.handlers;
    return maintenance.create(technician, newMaintenanceWindow.parse({ name: 'Patches', ...given })).record;
  }

  it('keeps what is worked on silent, and judges afresh after it', async () => {
    const [worked, other] = [...room.add(1, { groupName: 'Web' }), ...room.add(1)];
    const start = room.world.clock.now();
    const window = add({
      schedule: { kind: 'once', from: start, to: start + 30 * minute },
      groupNames: ['Web'],
    });
    assert.equal(window.active, true);
    room.uptime.start();
    for (const id of [worked!, other!]) room.network.broken.add(id);
    await room.world.run(20 * minute);
    assert.equal(room.get(worked!).status, 'maintenance');
    assert.deepEqual(
      room.news().map(({ kind, monitorId }) => [kind, monitorId]),
      [['down', other]],
    );
    assert.equal(room.get(worked!).uptime24h, null);
    await room.world.run(15 * minute);
    assert.equal(room.get(worked!).status, 'down');
    assert.equal(room.uptime.handlers.maintenance.get(technician, { id: window.id }).active, false);
  });

  it('takes a window that is made, changed or removed at once', async () => {
    const [id] = room.add(1, { interval: 10 });
    room.uptime.start();
    await room.world.run(minute);
    const { maintenance } = room.uptime.handlers;
    const now = room.world.clock.now();
    const { id: windowId } = add({
      schedule: { kind: 'once', from: now, to: now + hour },
      monitorIds: [id!],
    });
    await room.world.run(minute);
    assert.equal(room.get(id!).status, 'maintenance');
    maintenance.update(technician, { ids: [windowId], patch: { enabled: false } });
    await room.world.run(minute);
    assert.equal(room.get(id!).status, 'up');
  });

  it('covers its own organization, or with the MSP every one', async () => {
    const [ours] = room.add(1, { organizationId: 2 });
    const [theirs] = room.add(1, { organizationId: 3 });
    const now = room.world.clock.now();
    const schedule = { kind: 'once', from: now, to: now + hour } as const;
    add({ organizationId: 2, schedule });
    room.uptime.start();
    await room.world.run(2 * minute);
    assert.equal(room.get(ours!).status, 'maintenance');
    assert.equal(room.get(theirs!).status, 'up');
    assert.throws(() => add({ organizationId: 2, everywhere: true, schedule }), { code: 'validation' });
    add({ everywhere: true, schedule });
    await room.world.run(2 * minute);
    assert.equal(room.get(theirs!).status, 'maintenance');
  });

  it('refuses what makes no sense, and tells the next times of what does', () => {
    const { maintenance } = room.uptime.handlers;
    const now = room.world.clock.now();
    for (const [schedule, timeZone] of [
      [{ kind: 'cron', expression: 'soon', minutes: 5 }, 'UTC'],
      [{ kind: 'cron', expression: '0 0 31 2 *', minutes: 5 }, 'Mars/Base'],
      [{ kind: 'once', from: now, to: now }, 'UTC'],
    ] as const) {
      assert.throws(() => add({ schedule, timeZone }), { code: 'validation' });
    }
    const schedule = { kind: 'cron', expression: '0 0 * * *', minutes: 60 } as const;
    assert.equal(maintenance.preview(technician, { schedule, timeZone: 'UTC', count: 5 }).length, 5);
    add({ schedule });
    const times = maintenance.times(technician, { from: now, to: now + 7 * 24 * hour });
    assert.equal(times.length, 7);
  });
});

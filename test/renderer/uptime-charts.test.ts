import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MaintenanceWindow } from '../../shared/maintenance.ts';
import { bandPath, linePath, niceCeiling, stretches } from '../../renderer/features/uptime/chart-shape.ts';
import {
  fieldTime,
  maintenanceFrom,
  maintenanceTexts,
  scheduleFrom,
} from '../../renderer/features/uptime/maintenance-texts.ts';
import { coverText, scheduleText } from '../../renderer/features/uptime/maintenance-words.ts';
import {
  dayField,
  ranges,
  shiftSpan,
  spanOf,
  spanOfDays,
} from '../../renderer/features/uptime/time-ranges.ts';

const at = (...values: (number | null)[]) => values.map((y, x) => ({ x, y }));

describe('a chart of response times', () => {
  it('breaks its line where nothing was measured, and keeps a lone value as a dot', () => {
    assert.equal(linePath(at(1, 2, null, 3, 4)), 'M0 1L1 2M3 3L4 4');
    assert.equal(linePath(at(null, 5, null)), 'M1 5h0');
    assert.equal(linePath(at(null, null)), '');
  });

  it('shades each stretch by itself', () => {
    assert.equal(bandPath(at(5, 6, null, 7, 8), at(1, 2, null, 3, 4)), 'M0 5L1 6L1 2L0 1ZM3 7L4 8L4 4L3 3Z');
    assert.equal(bandPath(at(null, 6, null), at(null, 1, null)), '');
  });

  it('ends at a round number', () => {
    assert.deepEqual([0, 1, 3, 84, 101, 500, 501].map(niceCeiling), [1, 1, 5, 100, 200, 500, 1000]);
  });

  it('brings what went the same together', () => {
    const states = ['up', 'up', 'not_observed', 'down', 'down'] as const;
    assert.deepEqual(
      stretches(states.map((state) => ({ state }))).map(({ state, from, to }) => `${state} ${from}-${to}`),
      ['up 0-2', 'not_observed 2-3', 'down 3-5'],
    );
  });
});

describe('a stretch of time', () => {
  const now = new Date(2026, 2, 23, 15, 30, 12).getTime();

  it('ends with the minute, so that the same question is asked again until then', () => {
    const { from, to } = spanOf('24h', now);
    assert.equal(to, new Date(2026, 2, 23, 15, 31).getTime());
    assert.equal(to - from, ranges['24h'].ms);
  });

  it('is moved by half of itself and never beyond now', () => {
    const span = { from: now - 1000, to: now };
    assert.deepEqual(shiftSpan(span, -1, now), { from: now - 1500, to: now - 500 });
    assert.deepEqual(shiftSpan(span, 1, now), span);
  });

  it('is whole days where days are asked for', () => {
    const span = spanOfDays('2026-03-22', '2026-03-23');
    assert.ok(span);
    assert.deepEqual([dayField(span.from), dayField(span.to - 1)], ['2026-03-22', '2026-03-23']);
    assert.equal(spanOfDays('2026-03-23', '2026-03-22'), null);
    assert.equal(spanOfDays('', '2026-03-22'), null);
  });
});

describe('the form of a maintenance window', () => {
  const now = new Date(2026, 2, 23, 15, 30).getTime();
  const empty = maintenanceTexts(null, now, 'Europe/Vienna');
  const window: MaintenanceWindow = {
    id: 3,
    organizationId: 2,
    name: 'Patch night',
    schedule: { kind: 'recurring', weekdays: [6, 7], monthDays: [], at: '02:00', minutes: 90 },
    timeZone: 'Europe/Vienna',
    monitorIds: [4],
    groupNames: ['Servers'],
    everywhere: false,
    enabled: true,
    notes: '',
    active: false,
    nextFrom: null,
    nextTo: null,
    createdAt: 0,
    updatedAt: 0,
  };

  it('begins with two hours from the next full one', () => {
    assert.equal(empty.from, fieldTime(new Date(2026, 2, 23, 16).getTime()));
    const schedule = scheduleFrom(empty);
    assert.ok(schedule?.kind === 'once');
    assert.equal(schedule.to - schedule.from, 7_200_000);
  });

  it('gives back the window that it was opened with', () => {
    const texts = maintenanceTexts(window, now, 'UTC');
    const schedule = scheduleFrom(texts);
    assert.deepEqual(schedule, window.schedule);
    const written = maintenanceFrom(texts, window.schedule);
    for (const [name, value] of Object.entries(written)) {
      assert.deepEqual(value, window[name as keyof MaintenanceWindow], name);
    }
  });

  it('makes no schedule of what is none', () => {
    assert.equal(scheduleFrom({ ...empty, to: empty.from }), null);
    const recurring = { ...empty, kind: 'recurring' };
    assert.equal(scheduleFrom({ ...recurring, at: '25:00' }), null);
    assert.equal(scheduleFrom({ ...recurring, monthDays: '32' }), null);
    assert.equal(scheduleFrom({ ...recurring, minutes: '0' }), null);
    assert.equal(scheduleFrom({ ...empty, kind: 'cron', expression: ' ' }), null);
  });

  it('is said in one line', () => {
    assert.equal(scheduleText(window.schedule), 'Sat, Sun at 02:00, 1:30 h');
    const cron = (expression: string) => scheduleText({ kind: 'cron', expression, minutes: 60 });
    assert.equal(cron('0 2 * * 0'), 'Sun at 02:00, 1:00 h');
    assert.equal(cron('30 19 1,15 * *'), 'day 1, 15 of the month at 19:30, 1:00 h');
    assert.equal(cron('0 2 1,2,3 * 1'), 'Mon on day 1, 2, 3 of the month at 02:00, 1:00 h');
    for (const more of ['*/5 2 * * *', '0 2 * 1 *', '0 2 * * 1-5', '0 2 L * *', '@daily'])
      assert.equal(cron(more), `${more}, 1:00 h`);
    assert.equal(coverText(window), 'group Servers, 1 monitor');
    assert.equal(coverText({ ...window, groupNames: [], monitorIds: [] }), 'all of the organization');
    assert.equal(coverText({ ...window, everywhere: true }), 'every organization');
  });
});

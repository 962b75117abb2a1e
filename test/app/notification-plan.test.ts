import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NotificationWishes } from '../../shared/preferences.ts';
import {
  awaitedOf,
  groupMs,
  plan,
  settleMs,
  startPlan,
  watch,
  type AttentionItem,
  type PlanState,
} from '../../electron/app/attention/notification-plan.ts';

const minute = 60_000;
const wishes: NotificationWishes = { onDown: true, onUp: true, quietHours: null, repeatMinutes: null };

function down(name: string, more: Partial<AttentionItem> = {}): AttentionItem {
  return {
    key: name,
    kind: 'outage',
    name,
    reason: 'timeout after 10 s',
    organizationId: 2,
    organization: 'Demo Corp',
    since: 0,
    acknowledged: false,
    muted: false,
    place: `uptime/${name}`,
    ...more,
  };
}

/** A night at the console: what is wrong at each moment, and what was shown, each with its time. */
function night(wanted: Partial<NotificationWishes> = {}, from = 0) {
  let state: PlanState = startPlan([]);
  let now = from;
  let items: readonly AttentionItem[] = [];
  let mutedUntil: number | null = null;
  let wake: number | null = null;
  const shown: string[] = [];
  const bodies: string[] = [];
  const look = () => {
    const next = plan(state, { items, now, wishes: { ...wishes, ...wanted }, mutedUntil });
    state = next.state;
    wake = next.wakeAt;
    for (const { title, body } of next.show) {
      shown.push(`${Math.round((now - from) / 1000)} s: ${title}`);
      bodies.push(body);
    }
  };
  const until = (at: number): void => {
    if (wake === null || wake > at) {
      now = at;
      return;
    }
    const before = wake;
    now = Math.max(now, wake);
    look();
    assert.notEqual(wake, before, 'a plan that wakes for nothing would never rest');
    until(at);
  };
  return {
    shown,
    bodies,
    wakesAt: () => wake,
    /** What is wrong from a moment on, in ms after the start. */
    at(ms: number, ...wrong: readonly AttentionItem[]) {
      until(from + ms);
      items = wrong;
      look();
    },
    rest: (ms: number) => until(from + ms),
    mute(ms: number) {
      mutedUntil = from + ms;
      look();
    },
    watch(key: string) {
      state = watch(state, key);
    },
  };
}

describe('notifications of what is down', () => {
  it('tells one thing by its name, its client and its reason, at once', () => {
    const desk = night();
    desk.at(0, down('VPN gateway'));
    desk.rest(minute);
    assert.deepEqual(desk.shown, [`${settleMs / 1000} s: VPN gateway is down`]);
    assert.deepEqual(desk.bodies, ['Demo Corp · timeout after 10 s']);
  });

  it('tells what went down together in one', () => {
    const desk = night();
    const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => down(name));
    for (const [index] of seven.entries()) desk.at(index * 100, ...seven.slice(0, index + 1));
    desk.rest(5 * minute);
    assert.deepEqual(desk.shown, ['2 s: 7 down at Demo Corp']);
    assert.deepEqual(desk.bodies, ['a, b, c, d and 3 more']);
  });

  it('says the whole number again when more of the same client follow within half a minute', () => {
    const desk = night();
    desk.at(0, down('a'));
    desk.at(10_000, down('a'), down('b'));
    desk.at(20_000, down('a'), down('b'), down('c'));
    desk.rest(5 * minute);
    assert.deepEqual(desk.shown, ['2 s: a is down', `${groupMs / 1000} s: 3 down at Demo Corp`]);
  });

  it('keeps clients apart', () => {
    const desk = night();
    desk.at(0, down('a'), down('x', { organizationId: 3, organization: 'Acme' }));
    desk.rest(minute);
    assert.deepEqual(desk.shown, ['2 s: a is down', '2 s: x is down']);
  });

  it('says nothing of what was back before it was told, neither that it went nor that it came', () => {
    const desk = night();
    desk.at(0, down('a'));
    desk.at(1000);
    desk.rest(5 * minute);
    assert.deepEqual(desk.shown, []);
  });

  it('tells that it is back, and only of what it told', () => {
    const desk = night();
    desk.at(0, down('a'), down('quiet', { muted: true }), down('mine', { acknowledged: true }));
    desk.at(2 * minute);
    desk.rest(5 * minute);
    assert.deepEqual(desk.shown, ['2 s: a is down', '122 s: a is back']);
  });

  it('does not repeat what was there before it was started', () => {
    const items = [down('old')];
    const next = plan(startPlan(items), { items, now: minute, wishes, mutedUntil: null });
    assert.deepEqual([next.show, next.wakeAt], [[], null]);
  });

  it('repeats only as wished, and not what somebody is at', () => {
    const without = night();
    without.at(0, down('a'));
    without.rest(90 * minute);
    assert.equal(without.shown.length, 1);
    const desk = night({ repeatMinutes: 15 });
    desk.at(0, down('a'), down('b'));
    desk.rest(40 * minute);
    assert.deepEqual(desk.shown, [
      '2 s: 2 down at Demo Corp',
      '902 s: Still 2 down at Demo Corp',
      '1802 s: Still 2 down at Demo Corp',
    ]);
    desk.at(41 * minute, down('a', { acknowledged: true }), down('b'));
    desk.rest(50 * minute);
    assert.equal(desk.shown.at(-1), '2702 s: b is still down');
  });

  it('shows nothing in the quiet hours, and what is still down when they end', () => {
    const from = new Date(2026, 2, 23, 23, 0).getTime();
    const desk = night({ quietHours: { fromMinute: 22 * 60, toMinute: 7 * 60 } }, from);
    desk.at(0, down('a'), down('b'));
    desk.at(minute, down('b'));
    desk.rest(7 * 60 * minute);
    assert.deepEqual(desk.shown, []);
    desk.rest(9 * 60 * minute);
    assert.deepEqual(desk.shown, [`${8 * 3600} s: b is down`]);
  });

  it('is silent while everything is muted', () => {
    const desk = night({ repeatMinutes: 5 });
    desk.mute(60 * minute);
    desk.at(0, down('a'));
    desk.at(10 * minute);
    desk.at(20 * minute, down('b'));
    desk.rest(59 * minute);
    assert.deepEqual(desk.shown, []);
    desk.rest(61 * minute);
    assert.deepEqual(desk.shown, ['3600 s: b is down']);
  });

  it('tells what was asked for when it is back, whatever is muted', () => {
    const desk = night({ onUp: false });
    desk.at(0, down('a'));
    desk.mute(600 * minute);
    desk.watch('a');
    desk.at(30 * minute);
    desk.rest(60 * minute);
    assert.deepEqual(desk.shown, ['1800 s: a is back']);
  });

  it('tells of other alerts when they begin, apart from outages, and not that they are over', () => {
    const desk = night({ repeatMinutes: 15 });
    const breach = down('a@demo.example is in the breach Acme', {
      kind: 'alert',
      reason: 'Lost were: passwords.',
    });
    desk.at(0, down('a'), breach);
    desk.rest(16 * minute);
    desk.at(17 * minute);
    desk.rest(20 * minute);
    assert.deepEqual(desk.shown, [
      '2 s: a is down',
      '2 s: a@demo.example is in the breach Acme',
      '902 s: a is still down',
      '902 s: Still open: a@demo.example is in the breach Acme',
      '1022 s: a is back',
    ]);
  });

  it('rests when nothing is left to say', () => {
    const desk = night();
    desk.at(0, down('a'));
    desk.at(5 * minute);
    desk.rest(20 * minute);
    assert.equal(desk.wakesAt(), null);
  });

  it('that was asked for is told to be back after a restart too, whether it came back before or after it', () => {
    let state = watch(plan(startPlan([]), look(down('a'), down('b'), down('c'))).state, 'a');
    state = watch(state, 'b');
    const kept = awaitedOf(state);
    assert.deepEqual(
      kept.map(({ key, name, place }) => [key, name, place]),
      [
        ['a', 'a', 'uptime/a'],
        ['b', 'b', 'uptime/b'],
      ],
    );
    const standing = [down('b'), down('c')];
    const first = plan(startPlan(standing, kept), look(...standing));
    assert.deepEqual(
      first.show.map(({ title, place }) => [title, place]),
      [['a is back', 'uptime/a']],
    );
    assert.deepEqual([...first.state.watched], ['b'], 'the other one is still asked for');
    const second = plan(first.state, look(down('c')));
    assert.deepEqual(
      second.show.map(({ title }) => title),
      ['b is back'],
    );
    assert.deepEqual(awaitedOf(second.state), []);
  });
});

const look = (...items: readonly AttentionItem[]) => ({
  items,
  now: 0,
  wishes: { ...wishes, onUp: false },
  mutedUntil: null,
});

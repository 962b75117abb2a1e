import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  decide,
  flapWindowMs,
  newMonitorState,
  type Announcement,
  type MonitorRules,
  type MonitorState,
  type Observation,
  type Surroundings,
} from '../../../electron/engine/uptime/decide.ts';

const rules: MonitorRules = {
  intervalMs: 60_000,
  retryIntervalMs: 20_000,
  retries: 2,
  successesToUp: 1,
  remindEveryMs: null,
};
const calm: Surroundings = { paused: false, maintenance: false, parentIsDown: false };
const good: Observation = { kind: 'good' };
const bad: Observation = { kind: 'bad', error: 'refused' };
const unseen: Observation = { kind: 'unseen' };

interface Step {
  readonly observation: Observation;
  readonly around?: Partial<Surroundings>;
  /** Instead of when it was to be looked at next. */
  readonly afterMs?: number;
}

/** Lives through some checks, each when the last one asked for it. */
function live(steps: readonly Step[], own: Partial<MonitorRules> = {}) {
  let now = 1_000_000;
  let state: MonitorState = newMonitorState(now);
  const told: Announcement[] = [];
  const statuses: string[] = [];
  for (const { observation, around, afterMs } of steps) {
    const decision = decide(state, observation, { ...calm, ...around }, { ...rules, ...own }, now);
    state = decision.state;
    told.push(...decision.announcements);
    statuses.push(state.status);
    now += afterMs ?? decision.nextInMs ?? rules.intervalMs;
  }
  return { state, told: told.map(({ kind }) => kind), statuses, announcements: told, now };
}

const times = (count: number, observation: Observation, around: Partial<Surroundings> = {}): Step[] =>
  Array.from({ length: count }, () => ({ observation, around }));

describe('what a check means', () => {
  it('is nothing to tell while all is well, from the first check on', () => {
    const { told, statuses } = live(times(5, good));
    assert.deepEqual(told, []);
    assert.equal(statuses.at(-1), 'up');
  });

  it('is down after as many retries as are forgiven, at their own interval, and told once', () => {
    const { told, statuses } = live([...times(1, good), ...times(6, bad)]);
    assert.deepEqual(statuses, ['up', 'pending', 'pending', 'down', 'down', 'down', 'down']);
    assert.deepEqual(told, ['down']);
    const first = decide(newMonitorState(0), bad, calm, rules, 0);
    assert.equal(first.nextInMs, rules.retryIntervalMs);
  });

  it('is down at once where nothing is forgiven', () => {
    assert.deepEqual(live(times(1, bad), { retries: 0 }).told, ['down']);
  });

  it('forgets failures that were followed by a good check', () => {
    const { told } = live([...times(2, bad), ...times(1, good), ...times(2, bad), ...times(1, good)]);
    assert.deepEqual(told, []);
  });

  it('is up again with how long it was down', () => {
    const { announcements } = live([...times(1, good), ...times(4, bad), ...times(1, good)]);
    assert.deepEqual(
      announcements.map(({ kind }) => kind),
      ['down', 'up'],
    );
    assert.equal(announcements[1]?.kind === 'up' && announcements[1].downForMs, 2 * rules.intervalMs);
  });

  it('wants as many good checks as the rules say before it is up', () => {
    const { told, statuses } = live([...times(3, bad), ...times(3, good)], { successesToUp: 3 });
    assert.deepEqual(statuses.slice(3), ['down', 'down', 'up']);
    assert.deepEqual(told, ['down', 'up']);
  });

  it('is told again while it stays down, as often as wished and no oftener', () => {
    const { told } = live(times(13, bad), { remindEveryMs: 5 * 60_000 });
    assert.deepEqual(told, ['down', 'still_down', 'still_down']);
  });
});

describe('what nobody saw', () => {
  it('is a gap and no failure: the count begins anew, whatever it was', () => {
    const { told, statuses } = live([
      ...times(1, good),
      ...times(2, bad),
      ...times(1, unseen),
      ...times(2, bad),
    ]);
    assert.deepEqual(told, []);
    assert.equal(statuses[3], 'not_observed');
    assert.equal(statuses.at(-1), 'pending');
  });

  it('leaves a judgement as it was: still down afterwards is no news, up is', () => {
    const steps = [...times(3, bad), { observation: unseen, afterMs: 8 * 3600_000 }];
    assert.deepEqual(live([...steps, ...times(2, bad)]).told, ['down']);
    assert.deepEqual(live([...steps, ...times(1, good)]).told, ['down', 'up']);
  });
});

describe('what is done on purpose', () => {
  it('tells nothing in a maintenance, and judges afresh after it', () => {
    const { told, statuses } = live([
      ...times(1, good),
      ...times(9, bad, { maintenance: true }),
      ...times(2, bad),
    ]);
    assert.deepEqual(told, []);
    assert.equal(statuses[5], 'maintenance');
    assert.equal(statuses.at(-1), 'pending');
  });

  it('is not looked at while it is paused', () => {
    const decision = decide(newMonitorState(0), bad, { ...calm, paused: true }, rules, 0);
    assert.equal(decision.state.status, 'paused');
    assert.equal(decision.nextInMs, null);
  });
});

describe('what stands behind something that is down', () => {
  it('is unreachable and silent, and takes part again when the way is free', () => {
    const steps = [...times(1, good), ...times(5, bad, { parentIsDown: true })];
    assert.deepEqual(live(steps).told, []);
    assert.equal(live(steps).state.status, 'unreachable');
    assert.deepEqual(live([...steps, ...times(3, bad)]).told, ['down']);
  });

  it('stays down where it was down before its parent was', () => {
    const { state, told } = live([...times(3, bad), ...times(3, bad, { parentIsDown: true })]);
    assert.equal(state.status, 'down');
    assert.deepEqual(told, ['down']);
  });

  it('makes one alert of fifty', () => {
    const children = Array.from({ length: 50 }, () =>
      live([...times(1, good), ...times(9, bad, { parentIsDown: true })]),
    );
    assert.equal(children.flatMap(({ told }) => told).length, 0);
  });
});

describe('what turns all the time', () => {
  const flips = (count: number): Step[] =>
    Array.from({ length: count }, (_, at) => ({ observation: at % 2 === 0 ? bad : good }));

  it('is told to be flapping once, and then what it settled on', () => {
    const quick = { retries: 0, intervalMs: 30_000 };
    const during = live(flips(40), quick);
    assert.equal(during.told.filter((kind) => kind === 'flapping').length, 1);
    assert.ok(during.told.length <= 8, `${during.told.length} told of 40 turns`);
    const still = Math.ceil(flapWindowMs / 30_000) + 1;
    const after = live([...flips(41), ...times(still, bad)], quick);
    assert.equal(after.told.at(-1), 'down');
    assert.equal(after.state.flapping, false);
  });
});

describe('whatever happens', () => {
  const step = fc.record({
    observation: fc.oneof(
      { weight: 4, arbitrary: fc.constant(good) },
      { weight: 4, arbitrary: fc.constant(bad) },
      { weight: 1, arbitrary: fc.constant(unseen) },
    ),
    around: fc.record({
      paused: fc.constant(false),
      maintenance: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
      parentIsDown: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  });
  const own = fc.record({
    retries: fc.integer({ min: 0, max: 4 }),
    successesToUp: fc.integer({ min: 1, max: 4 }),
  });

  it('down and up are told in turn, and down only after enough bad checks in a row that somebody saw', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), own, (steps, chosen) => {
        let state = newMonitorState(0);
        let now = 0;
        let bads = 0;
        let last: string | null = null;
        for (const { observation, around } of steps) {
          const decision = decide(state, observation, around, { ...rules, ...chosen }, now);
          const isEvidence =
            observation.kind === 'bad' &&
            !around.maintenance &&
            !(around.parentIsDown && state.judged !== 'down');
          bads = isEvidence ? bads + 1 : 0;
          for (const { kind } of decision.announcements) {
            if (kind !== 'down' && kind !== 'up') continue;
            assert.notEqual(kind, last, 'never the same twice');
            if (kind === 'down' && !state.flapping) assert.ok(bads > chosen.retries, `${bads} bad checks`);
            if (kind === 'up') assert.equal(last, 'down');
            last = kind;
          }
          ({ state } = decision);
          now += decision.nextInMs ?? 60_000;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

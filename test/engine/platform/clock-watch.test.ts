import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createClockWatch } from '../../../electron/engine/platform/clock-watch.ts';

/** A clock that can be wrong, and the time that is right. */
function machine(aheadMs: number) {
  let right = Date.UTC(2026, 10, 22, 9, 0, 0, 400);
  let ahead = aheadMs;
  let slept = 0;
  const start = right;
  return {
    clock: { now: () => right + ahead, monotonic: () => right - start - slept },
    right: () => right,
    pass: (ms: number) => void (right += ms),
    sleep(ms: number) {
      right += ms;
      slept += ms;
    },
    setAhead: (ms: number) => void (ahead = ms),
  };
}

/** What a server with the right time answers, `roundTripMs` after it was asked. */
function heardFrom(of: ReturnType<typeof machine>, host: string, roundTripMs = 80, wrongBy = 0) {
  const answeredAt = of.right() - roundTripMs / 2 + wrongBy;
  return {
    host,
    date: Math.floor(answeredAt / 1000) * 1000,
    askedAgoMs: roundTripMs,
    answeredAgoMs: 0,
  };
}

describe('the watch over this machine’s clock', () => {
  it('says nothing while nobody was heard', () => {
    assert.equal(createClockWatch(machine(60_000).clock).aheadMs(), null);
  });

  it('never blames a clock that is right, and comes within a second and the way there of one that is wrong', () => {
    const ms = fc.integer({ min: -100_000, max: 100_000 });
    const trips = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ms, trips, fc.nat(5000), (ahead, roundTrips, passed) => {
        const wrong = machine(ahead);
        const right = machine(0);
        for (const each of [wrong, right]) each.pass(passed);
        const [watch, other] = [createClockWatch(wrong.clock), createClockWatch(right.clock)];
        for (const [n, roundTripMs] of roundTrips.entries()) {
          watch.heard(heardFrom(wrong, `host-${n}`, roundTripMs));
          other.heard(heardFrom(right, `host-${n}`, roundTripMs));
        }
        assert.equal(other.aheadMs(), 0);
        const said = watch.aheadMs()!;
        const worst = 1000 + Math.max(...roundTrips);
        assert.ok(Math.abs(said) <= Math.abs(ahead), `${said} of ${ahead}`);
        assert.ok(Math.abs(said - ahead) <= worst, `${said} of ${ahead}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not believe one server whose clock is wrong', () => {
    const of = machine(0);
    const watch = createClockWatch(of.clock);
    watch.heard(heardFrom(of, 'wrong', 80, 3_600_000));
    watch.heard(heardFrom(of, 'right', 80));
    assert.equal(watch.aheadMs(), 0);
    watch.heard(heardFrom(of, 'also right', 80));
    assert.equal(watch.aheadMs(), 0);
  });

  it('asks anew after the clock was set, and after a sleep', () => {
    const of = machine(42_000);
    let changes = 0;
    const watch = createClockWatch(of.clock, () => (changes += 1));
    watch.heard(heardFrom(of, 'a'));
    assert.ok(watch.aheadMs()! > 40_000);
    assert.equal(changes, 1);
    watch.heard(heardFrom(of, 'a'));
    assert.equal(changes, 1, 'the same again is no news');
    of.setAhead(0);
    watch.check();
    assert.deepEqual([watch.aheadMs(), changes], [null, 2]);
    watch.heard(heardFrom(of, 'a'));
    assert.equal(watch.aheadMs(), 0);
    of.sleep(8 * 3_600_000);
    assert.equal(watch.aheadMs(), null);
    watch.heard(heardFrom(of, 'a'));
    of.pass(7 * 3_600_000);
    assert.equal(watch.aheadMs(), null, 'nor is what was heard this morning');
  });
});

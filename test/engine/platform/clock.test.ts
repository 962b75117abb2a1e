import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSystemClock } from '../../../electron/engine/platform/clock.ts';

describe('system clock', () => {
  it('stands still while the machine sleeps', () => {
    let time = 5000;
    const clock = createSystemClock(() => time);
    const start = clock.monotonic();
    for (let n = 0; n < 20; n += 1) {
      time += 5000;
      clock.monotonic();
    }
    assert.equal(clock.monotonic() - start, 100_000, 'awake, it counts every second');
    time += 8 * 3_600_000;
    assert.equal(clock.monotonic() - start, 100_000, 'eight hours asleep are none');
    time += 7000;
    assert.equal(clock.monotonic() - start, 107_000);
  });

  it('never goes back', () => {
    const clock = createSystemClock();
    let last = clock.monotonic();
    for (let n = 0; n < 1000; n += 1) {
      const next = clock.monotonic();
      assert.ok(next >= last);
      last = next;
    }
  });
});

import type { Clock } from '../../platform/clock.ts';

/** A look at the clocks that comes so much later than it should means that nobody was looking. */
const noticedMs = 5000;

export interface MissedTime {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * Notices that this machine slept, or that this process was stopped: the wall clock went on, or the monotonic one
 * did, and the regular look came late. Linux stops its monotonic clock in sleep, other systems do not, so either
 * counts. A clock that is set forward looks the same, and costs nothing but a gap; one that is set back is no gap.
 */
export function createGapDetector(clock: Clock, expectedMs: number) {
  let wall = clock.now();
  let monotonic = clock.monotonic();

  return {
    /** To be called at least every `expectedMs`. */
    look(): MissedTime | null {
      const now = clock.now();
      const since = clock.monotonic();
      const late = Math.max(now - wall, since - monotonic) - expectedMs;
      const from = Math.min(wall, now);
      wall = now;
      monotonic = since;
      return late > noticedMs ? { from, to: now } : null;
    },
    /** Time until now is accounted for. */
    settle(): void {
      wall = clock.now();
      monotonic = clock.monotonic();
    },
  };
}

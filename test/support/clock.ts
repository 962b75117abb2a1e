import type { Clock } from '../../electron/engine/platform/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass on both the wall and the monotonic clock. */
  pass(ms: number): void;
  /** Sets the wall clock only, as a correction by the network or a hand does. */
  jump(ms: number): void;
}

export function virtualClock(start = Date.UTC(2026, 2, 23, 10, 30)): VirtualClock {
  let wall = start;
  let monotonic = 5_000;
  return {
    now: () => wall,
    monotonic: () => monotonic,
    pass(ms) {
      wall += ms;
      monotonic += ms;
    },
    jump(ms) {
      wall += ms;
    },
  };
}

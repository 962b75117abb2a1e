import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../electron/engine/platform/clock.ts';
import type { Timers } from '../../electron/engine/platform/timers.ts';

export interface VirtualWorld {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Repeatable chance. */
  readonly random: () => number;
  /** Resolves when so much time has passed. */
  wait(ms: number): Promise<void>;
  /** Lets time pass, timer by timer, each with all that follows from it. */
  run(ms: number): Promise<void>;
  /** The machine sleeps: time passes and no timer runs. Linux stops its monotonic clock meanwhile, others do not. */
  sleep(ms: number, monotonicStops: boolean): void;
  /** Sets the wall clock. */
  jump(ms: number): void;
}

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Days pass in moments: timers of their own, clocks that can sleep and jump, chance that repeats. */
export function virtualWorld(seed = 1, start = Date.UTC(2026, 2, 23, 10, 30)): VirtualWorld {
  let wall = start;
  let monotonic = 5_000;
  let state = seed >>> 0;
  const waiting = new Set<Timer>();

  function after(ms: number, work: () => void): () => void {
    const timer = { at: monotonic + ms, work };
    waiting.add(timer);
    return () => waiting.delete(timer);
  }

  function earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of waiting) if (!first || timer.at < first.at) first = timer;
    return first;
  }

  function pass(ms: number): void {
    wall += ms;
    monotonic += ms;
  }

  return {
    clock: { now: () => Math.floor(wall), monotonic: () => monotonic },
    timers: { after },
    random() {
      // mulberry32
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    wait: (ms) => new Promise((resolve) => void after(ms, resolve)),
    async run(ms) {
      const end = monotonic + ms;
      await turn();
      for (let next = earliest(); next && next.at <= end; next = earliest()) {
        waiting.delete(next);
        if (next.at > monotonic) pass(next.at - monotonic);
        next.work();
        // Promises settle between the turns of the loop.
        await turn();
      }
      pass(Math.max(0, end - monotonic));
    },
    sleep(ms, monotonicStops) {
      wall += ms;
      if (!monotonicStops) monotonic += ms;
    },
    jump(ms) {
      wall += ms;
    },
  };
}

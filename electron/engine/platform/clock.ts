/** Time as the engine sees it; tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970, UTC. May jump. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
}

/** The engine looks at its clock every few seconds; a gap this long means that the machine slept. */
const longestGapMs = 60_000;

/**
 * The machine's own time. What it slept through does not count as passed: on Linux the system's monotonic
 * clock stands still meanwhile, on macOS and Windows it does not.
 * @param sinceStart milliseconds that never go back
 */
export function createSystemClock(sinceStart: () => number = () => performance.now()): Clock {
  let last: number | undefined;
  let asleep = 0;
  return {
    now: () => Date.now(),
    monotonic() {
      const time = sinceStart();
      if (last !== undefined && time - last > longestGapMs) asleep += time - last;
      last = time;
      return time - asleep;
    },
  };
}

export const systemClock = createSystemClock();

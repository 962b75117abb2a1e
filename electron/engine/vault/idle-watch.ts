import type { Clock } from '../platform/clock.ts';

/** Ends after a time in which nobody did anything. */
export interface IdleWatch {
  /** @param minutes null for never */
  start(minutes: number | null): void;
  stop(): void;
  /** Somebody did something: the time begins anew. */
  touch(): void;
  /** Ends it where the time is over; asked before anything is given away, so that no late timer matters. */
  check(): void;
  /** Epoch ms, null for never. */
  endsAt(): number | null;
}

const lookEveryMs = 1000;

/**
 * Counts by both clocks and believes the one that is further: the monotonic one cannot be set back, and the other
 * one knows of the hours in which the computer slept.
 */
export function createIdleWatch(clock: Clock, onIdle: () => void): IdleWatch {
  let limitMs: number | null = null;
  let touched = { now: 0, monotonic: 0 };
  let timer: NodeJS.Timeout | undefined;

  function touch(): void {
    touched = { now: clock.now(), monotonic: clock.monotonic() };
  }

  function idleMs(): number {
    return Math.max(clock.now() - touched.now, clock.monotonic() - touched.monotonic);
  }

  function check(): void {
    if (limitMs !== null && idleMs() >= limitMs) onIdle();
  }

  function stop(): void {
    clearInterval(timer);
    limitMs = null;
  }

  return {
    start(minutes) {
      stop();
      touch();
      if (minutes === null) return;
      limitMs = minutes * 60_000;
      timer = setInterval(check, lookEveryMs);
      timer.unref();
    },
    stop,
    touch,
    check,
    endsAt: () => (limitMs === null ? null : clock.now() + Math.max(0, limitMs - idleMs())),
  };
}

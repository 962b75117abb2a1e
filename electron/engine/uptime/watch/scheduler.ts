import type { Clock } from '../../platform/clock.ts';
import type { Timers } from '../../platform/timers.ts';
import { createDueQueue } from './due-queue.ts';
import { createGapDetector, type MissedTime } from './gap-detector.ts';

/** The clocks are looked at this often while anything is to be watched. */
export const lookEveryMs = 1000;
/** After a start, a sleep or a time offline checks begin over so long, so few at once. */
export const spreadMs = 12_000;
export const atOnceWhileSpreading = 5;
export const atOnce = 128;

/** Between the end of one check and the beginning of the next. */
const leastPauseMs = 1000;

/**
 * How long to wait after a check that took `tookMs`. An interval goes from beginning to beginning, or an outage would
 * be noticed later the longer its checks wait for an answer; it is never exceeded, and of two that began together
 * one soon goes before the other.
 */
export function pauseFor(intervalMs: number, tookMs: number, random: () => number): number {
  return Math.max(leastPauseMs, intervalMs * (0.96 + 0.04 * random()) - tookMs);
}

export interface SchedulerDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** Makes one check; what comes of it is scheduled by whoever makes it. Never rejects. */
  readonly check: (id: number) => Promise<void>;
  readonly onGap: (missed: MissedTime) => void;
}

/**
 * When who is looked at: one timer, the earliest first, a bounded number at once. Time is monotonic: a wall clock
 * that jumps moves nothing. What was missed runs once.
 */
export function createScheduler({ clock, timers, random, check, onGap }: SchedulerDeps) {
  const queue = createDueQueue();
  const ready: number[] = [];
  const running = new Set<number>();
  const gaps = createGapDetector(clock, lookEveryMs);
  let cancel: (() => void) | null = null;
  let wakesAt = 0;
  let held = true;
  let spreadUntil = 0;

  function room(): number {
    return (clock.monotonic() < spreadUntil ? atOnceWhileSpreading : atOnce) - running.size;
  }

  /** Notices a gap; whoever brings news of a check asks first, for sleep falsifies it. */
  function look(): void {
    const missed = gaps.look();
    if (missed) onGap(missed);
  }

  function wake(): void {
    cancel = null;
    look();
    launch();
    arm();
  }

  function launch(): void {
    if (held) return;
    const now = clock.monotonic();
    for (let due = queue.take(now); due; due = queue.take(now)) ready.push(due.id);
    while (ready.length > 0 && room() > 0) start(ready.shift()!);
  }

  function start(id: number): void {
    running.add(id);
    void check(id).finally(() => {
      running.delete(id);
      launch();
      arm();
    });
  }

  function arm(): void {
    if (held && queue.size() === 0) return;
    const now = clock.monotonic();
    const next = held ? undefined : queue.nextAt();
    const at = Math.min(next ?? Infinity, now + lookEveryMs);
    if (cancel && wakesAt <= at) return;
    // Nobody looked while there was nothing to be watched.
    if (!cancel) gaps.settle();
    cancel?.();
    wakesAt = at;
    cancel = timers.after(Math.max(0, at - now), wake);
  }

  return {
    /** Looks at it after so long; replaces when it was to be looked at. */
    schedule(id: number, inMs: number): void {
      queue.set(id, clock.monotonic() + Math.max(0, inMs));
      arm();
    },
    remove(id: number): void {
      queue.remove(id);
      const waiting = ready.indexOf(id);
      if (waiting >= 0) ready.splice(waiting, 1);
    },
    isRunning: (id: number): boolean => running.has(id),
    look,
    /** Starts no more checks; what was due stays due. */
    hold(): void {
      held = true;
      arm();
    },
    /** Goes on: all of these begin at random within the next seconds, few at once. */
    release(ids: Iterable<number>): void {
      held = false;
      ready.length = 0;
      gaps.settle();
      const now = clock.monotonic();
      spreadUntil = now + spreadMs;
      for (const id of ids) queue.set(id, now + random() * spreadMs);
      arm();
    },
    stop(): void {
      held = true;
      cancel?.();
      cancel = null;
      for (const id of queue.ids()) queue.remove(id);
      ready.length = 0;
    },
  };
}
export type Scheduler = ReturnType<typeof createScheduler>;

import type { Clock } from '../platform/clock.ts';
import type { Timers } from '../platform/timers.ts';

export interface PaceDeps {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly timers: Timers;
  /** Requests a minute that the other side allows; asked again for each request. */
  readonly perMinute: () => number;
}

export type Pace = ReturnType<typeof createPace>;

interface Waiter {
  readonly go: () => void;
}

/** What is left to the clocks of both sides: all but this is used. */
const used = 0.97;
/** A timer that comes late may be made up for by so much. */
const lateMs = 250;

/**
 * Lets requests go one by one, evenly spread, never more in any minute than are allowed. Whoever sits there and
 * waits goes before what runs behind the calls.
 */
export function createPace({ clock, timers, perMinute }: PaceDeps) {
  const waiting: Record<'urgent' | 'patient', Waiter[]> = { urgent: [], patient: [] };
  let nextAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | undefined;

  function pump(): void {
    callOff?.();
    callOff = undefined;
    while (waiting.urgent.length + waiting.patient.length > 0) {
      const now = clock.monotonic();
      const at = Math.max(nextAt, pausedUntil);
      if (now < at) {
        callOff = timers.after(Math.ceil(at - now), pump);
        return;
      }
      nextAt = Math.max(nextAt, now - lateMs) + 60_000 / (Math.max(1, perMinute()) * used);
      (waiting.urgent.shift() ?? waiting.patient.shift())!.go();
    }
  }

  return {
    /** Resolves when one request may be sent; rejects with the signal's reason where it is given up before. */
    turn(urgency: 'urgent' | 'patient', signal?: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const leave = (): void => {
          const queue = waiting[urgency];
          const at = queue.indexOf(waiter);
          if (at >= 0) queue.splice(at, 1);
          reject(signal!.reason as Error);
        };
        const waiter = {
          go() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting[urgency].push(waiter);
        pump();
      });
    },
    /** Nothing goes for so long. */
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, clock.monotonic() + ms);
      pump();
    },
    /** Milliseconds until something may go again; 0 where nothing is in the way but the spread. */
    pausedFor: (): number => Math.max(0, pausedUntil - clock.monotonic()),
    stop(): void {
      callOff?.();
      callOff = undefined;
    },
  };
}

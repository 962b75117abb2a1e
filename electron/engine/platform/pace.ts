import type { Clock } from './clock.ts';
import type { Timers } from './timers.ts';

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

/** What counts as a minute here: what is more than one is left to the clocks of both sides. */
const minuteMs = 61_500;
/** A timer that comes late may be made up for by so much. */
const lateMs = 250;

/**
 * Lets requests go one by one and never more in any minute than are allowed. What runs behind the calls is spread
 * evenly; whoever sits there and waits goes at once where the minute has room, and before all others where it has none.
 */
export function createPace({ clock, timers, perMinute }: PaceDeps) {
  const waiting: Record<'urgent' | 'patient', Waiter[]> = { urgent: [], patient: [] };
  /** When the last ones went: as many as a minute may have. */
  let sent: number[] = [];
  let nextPatientAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | undefined;

  function pump(): void {
    callOff?.();
    callOff = undefined;
    while (waiting.urgent.length + waiting.patient.length > 0) {
      const urgency = waiting.urgent.length > 0 ? 'urgent' : 'patient';
      const now = clock.monotonic();
      const allowed = Math.max(1, perMinute());
      const at = Math.max(pausedUntil, roomAt(allowed), urgency === 'urgent' ? now : nextPatientAt);
      if (now < at) {
        callOff = timers.after(Math.ceil(at - now), pump);
        return;
      }
      sent.push(now);
      if (sent.length > 2 * allowed) sent = sent.slice(-allowed);
      nextPatientAt = Math.max(nextPatientAt, now - lateMs) + minuteMs / allowed;
      waiting[urgency].shift()!.go();
    }
  }

  /** When the last minute has room for one more. */
  function roomAt(allowed: number): number {
    const oldest = sent.at(-allowed);
    return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + minuteMs;
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

import type { Clock } from './clock.ts';

/** A time that another machine told, and between when it can have told it. */
export interface HeardTime {
  readonly host: string;
  /** Epoch ms of an HTTP `Date` (RFC 9110, 6.6.1): the second that had begun there. */
  readonly date: number;
  /** Milliseconds ago that the question left at the earliest, and that the answer began at the latest. */
  readonly askedAgoMs: number;
  readonly answeredAgoMs: number;
}

/** Tells whether this machine's clock is right, by what others say of the time on the way. */
export interface ClockWatch {
  heard(time: HeardTime): void;
  /** How far this clock is ahead of the others, at the least; negative where it is behind, null while nobody said. */
  aheadMs(): number | null;
  /** Looks whether the clock was set since. */
  check(): void;
}

interface Sample {
  readonly aheadMs: number;
  readonly heardAt: number;
}

const mostHosts = 16;
const keptMs = 6 * 3_600_000;
/** More than this between the two clocks: the machine slept or its clock was set, and what was heard says nothing. */
const jumpMs = 1000;

/** @param changed called when `aheadMs` answers other seconds */
export function createClockWatch(clock: Clock, changed: () => void = () => {}): ClockWatch {
  const samples = new Map<string, Sample>();
  let base = clock.now() - clock.monotonic();
  let told: number | null = null;

  function forgetStale(): void {
    const now = clock.monotonic();
    const baseNow = clock.now() - now;
    if (Math.abs(baseNow - base) > jumpMs) samples.clear();
    base = baseNow;
    for (const [host, { heardAt }] of samples) if (now - heardAt > keptMs) samples.delete(host);
  }

  /** The middle one, and of two middle ones the kinder: one server whose clock is wrong is not believed. */
  function aheadMs(): number | null {
    forgetStale();
    const all = [...samples.values()].map((sample) => sample.aheadMs).toSorted((a, b) => a - b);
    if (all.length === 0) return null;
    const middle = [all[(all.length - 1) >> 1]!, all[all.length >> 1]!];
    return middle.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]!;
  }

  function tellChange(): void {
    const ahead = aheadMs();
    const seconds = ahead === null ? null : Math.round(ahead / 1000);
    if (seconds === told) return;
    told = seconds;
    changed();
  }

  return {
    aheadMs,
    check: tellChange,
    heard({ host, date, askedAgoMs, answeredAgoMs }) {
      forgetStale();
      const now = clock.now();
      const atLeast = now - askedAgoMs - (date + 1000);
      const atMost = now - answeredAgoMs - date;
      // The newest are last; the oldest goes.
      samples.delete(host);
      samples.set(host, {
        aheadMs: atLeast > 0 ? atLeast : Math.min(atMost, 0),
        heardAt: clock.monotonic(),
      });
      if (samples.size > mostHosts) samples.delete(samples.keys().next().value!);
      tellChange();
    },
  };
}

import type { Gap, OnlineReport } from '../../../../shared/uptime.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Timers } from '../../platform/timers.ts';

export interface ConnectionDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly askOnline: () => Promise<OnlineReport>;
  /** Judging stops: what is known of now is nothing. */
  readonly hold: () => void;
  /** Judging goes on. */
  readonly release: () => void;
  /** A time offline is over. */
  readonly onGap: (gap: Gap) => void;
  /** It went offline, or came back. */
  readonly onConnection: () => void;
}

/** While offline it is asked so often whether that is over. */
const askEveryMs = 5000;
/** A machine that woke gets so long to find its network before that is called offline. */
const wakingMs = 20_000;
const askWakingMs = 1500;

/** Knows whether this machine is online: one notice an outage of its own, and nothing judged meanwhile. */
export function createConnection(deps: ConnectionDeps) {
  const { clock, timers } = deps;
  let offline: { readonly since: number; readonly reason: string } | null = null;
  let cancel: (() => void) | null = null;
  let stopped = false;
  /** Monotonic time of the last answer that it is online. */
  let seenOnlineAt = -Infinity;

  function again(ms: number, work: () => void): void {
    cancel?.();
    cancel = timers.after(ms, work);
  }

  function goOffline(report: OnlineReport, since: number): void {
    if (offline) return;
    offline = { since, reason: report.reason ?? 'No target answered.' };
    deps.hold();
    deps.onConnection();
    again(askEveryMs, () => void poll());
  }

  async function poll(): Promise<void> {
    const report = await deps.askOnline();
    if (stopped || !offline) return;
    if (!report.online) return again(askEveryMs, () => void poll());
    const { since } = offline;
    offline = null;
    deps.onGap({ from: since, to: clock.now(), reason: 'offline' });
    deps.release();
    deps.onConnection();
  }

  async function findNetwork(wokeAt: number, since: number): Promise<void> {
    const report = await deps.askOnline();
    if (stopped || offline) return;
    if (report.online) return deps.release();
    if (clock.monotonic() - wokeAt >= wakingMs) return goOffline(report, since);
    again(askWakingMs, () => void findNetwork(wokeAt, since));
  }

  return {
    offline: () => offline,
    /**
     * Whether a failure says anything about what failed. Asked at once and never from memory, but for what is
     * known to be down already: there an answer of so many milliseconds ago will do.
     */
    async confirm(maxAgeMs: number): Promise<boolean> {
      if (offline) return false;
      if (clock.monotonic() - seenOnlineAt < maxAgeMs) return true;
      const since = clock.now();
      const report = await deps.askOnline();
      if (stopped || offline) return false;
      if (report.online) seenOnlineAt = clock.monotonic();
      else goOffline(report, since);
      return report.online;
    },
    /** It said that it would sleep: at the latest after so long awake it did not, or woke again. */
    wakeWithin(ms: number): void {
      again(ms, () => (offline ? void poll() : void findNetwork(clock.monotonic(), clock.now())));
    },
    /** It slept: checks go on when its network is there again. */
    wokeUp(): void {
      this.wakeWithin(0);
    },
    stop(): void {
      stopped = true;
      cancel?.();
    },
  };
}

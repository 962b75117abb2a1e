import { bad, good, type Probe } from './probe.ts';

/** What was last said to a monitor that waits to be called. */
interface Call {
  /** Monotonic. */
  readonly at: number;
  readonly error: string | null;
  readonly ms: number | null;
}

/** Monitors that wait to be called: bad where the call stays out longer than its interval and its patience. */
export function createPushes(monotonic: () => number) {
  const calls = new Map<number, Call>();
  /** Nobody can call while this machine sleeps: patience begins anew. */
  let listeningSince = monotonic();

  const probe: Probe = (monitor) => {
    const known = calls.get(monitor.id);
    const call = known && known.at >= listeningSince ? known : undefined;
    const patienceMs = (monitor.interval + monitor.timeout) * 1000;
    if (monotonic() - (call?.at ?? listeningSince) > patienceMs)
      return Promise.resolve(bad('Nobody called in time'));
    if (!call) return Promise.resolve(null);
    return Promise.resolve(call.error === null ? good(call.ms) : bad(call.error));
  };

  return {
    probe,
    take(monitorId: number, said: { readonly error: string | null; readonly ms: number | null }): void {
      calls.set(monitorId, { at: monotonic(), ...said });
    },
    listenAnew(): void {
      listeningSince = monotonic();
    },
  };
}

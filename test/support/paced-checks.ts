import type { Egress, EgressRequest } from '../../electron/engine/egress/egress.ts';
import { EgressError } from '../../electron/engine/egress/egress-error.ts';
import { breachWorld } from './breaches.ts';
import { openTestDatabase } from './database.ts';
import { testEgress } from './egress.ts';
import { ada } from './exchange.ts';
import { hibpKey } from './hibp.ts';

const minuteMs = 60_000;

export interface PacedChecks {
  /** Virtual milliseconds at which each address was asked for. */
  readonly times: readonly number[];
  /** Requests a minute, from the first to the last. */
  readonly perMinute: number;
  /** The most that any one minute had. */
  readonly mostInAMinute: number;
}

/** Puts so many addresses on the watch list of a plan and lets time pass until each was asked for, or should have been. */
export async function checkAtPace(rpm: number, count: number): Promise<PacedChecks> {
  const database = openTestDatabase();
  const times: number[] = [];
  const world = breachWorld({
    db: database.db,
    egress: answeringAtOnce(rpm, () => times.push(world.clock.monotonic())),
  });
  try {
    await world.useHibp('https://hibp.example', hibpKey, { pastes: false });
    await world.handlers.testHibp(ada, {});
    const emails = Array.from({ length: count }, (_, n) => `p${n}@acme.example`);
    await world.handlers.watch(ada, { organizationId: 2, emails });
    world.room.start();
    await world.world.run((count / rpm) * minuteMs * 1.1 + minuteMs);
    await world.room.stop();
  } finally {
    database.close();
  }
  const lasted = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    times,
    perMinute: ((times.length - 1) / lasted) * minuteMs,
    mostInAMinute: mostWithin(times, minuteMs),
  };
}

/** Any window of that length, not only those that begin with the clock's minutes. */
function mostWithin(times: readonly number[], ms: number): number {
  let most = 0;
  let start = 0;
  for (const [at, time] of times.entries()) {
    while (time - times[start]! >= ms) start += 1;
    most = Math.max(most, at - start + 1);
  }
  return most;
}

/** Knows a plan, and of every address that it is in no breach. */
function answeringAtOnce(rpm: number, asked: () => void): Egress {
  const plan = JSON.stringify({ SubscriptionName: 'Plan', Rpm: rpm });
  return {
    ...testEgress(),
    check() {},
    fetch({ url }: EgressRequest) {
      const isPlan = url.endsWith('/subscription/status');
      if (url.includes('/breachedaccount/')) asked();
      else if (!isPlan) return Promise.reject(new EgressError('refused', 'not here'));
      return Promise.resolve({
        status: isPlan ? 200 : 404,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(isPlan ? plan : ''),
        bodyEnd: 'whole',
        url,
        address: '127.0.0.1',
        certificate: null,
        timings: { lookupMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 1 },
      });
    },
  };
}

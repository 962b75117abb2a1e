import type { BreachPlan } from '../../../../shared/breaches-contract.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Asked } from '../../egress/ask-service.ts';
import { readBreachPlan, writeBreachPlan } from './breach-settings.ts';
import type { Hibp } from './sources/hibp.ts';

/** The least that any plan allows: until one is known, nobody is asked faster. */
export const slowestPerMinute = 10;
const readEveryMs = 86_400_000;
const retryMs = 15 * 60_000;

/** What the key may do: how often it may ask, of which domains, and in which way. */
export function createPlan({
  db,
  clock,
  hibp,
}: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly hibp: Hibp;
}) {
  let triedAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<Asked<BreachPlan> | { readonly ok: 'none' }> {
    triedAt = clock.monotonic();
    const asked = await hibp.plan();
    if (!asked.ok) return asked;
    if (asked.value === null) {
      writeBreachPlan(db, null);
      return { ok: 'none' };
    }
    // Plans without domain search refuse this: then there are none. What else goes wrong leaves those that were known.
    const domains = await hibp.subscribedDomains();
    const known = readBreachPlan(db)?.domains ?? [];
    const plan = {
      ...asked.value,
      domains: domains.ok ? domains.value : domains.failure === 'refused' ? [] : known,
    };
    writeBreachPlan(db, plan);
    return { ok: true, value: plan };
  }

  return {
    get: (): BreachPlan | null => readBreachPlan(db),
    perMinute: (): number => readBreachPlan(db)?.requestsPerMinute ?? slowestPerMinute,
    read,
    /** Reads it again once a day. */
    async keepUp(): Promise<void> {
      const known = readBreachPlan(db);
      const now = clock.now();
      if (known && now - known.readAt < readEveryMs && known.readAt <= now) return;
      if (clock.monotonic() - triedAt >= retryMs) await read();
    },
  };
}

import type { WritableDb } from '../../database/db.ts';
import { readSetting, writeSetting } from '../../database/settings.ts';
import type { Clock } from '../../platform/clock.ts';
import { hourOf, hoursWithBeats } from './history-repository.ts';
import { forgetOldHistory, kept, rollUpHour } from './roll-up.ts';

/** The last hour that was rolled up, of all monitors. */
const rolledSetting = 'uptime.rolledHour';
const monitorsAtOnce = 100;
/** Checks of its last second may still be on their way. */
const settleMs = 10_000;

/**
 * Rolls up hours that are over and forgets what is too old, a piece with each call: thousands of monitors hold
 * nothing up. What was not done before a stop is done after the next start.
 */
export function createHistoryUpkeep({ db, clock }: { readonly db: WritableDb; readonly clock: Clock }) {
  let under: { readonly from: number; readonly to: number; readonly ids: number[] } | null = null;

  function begin(): boolean {
    const to = hourOf(clock.now() - settleMs) - 1;
    const oldest = hourOf(clock.now() - kept.beatsMs) + 1;
    const from = Math.max(Number(readSetting(db, rolledSetting) ?? 0) + 1, oldest);
    if (from > to) return false;
    // Ids of removed monitors too: what they left is forgotten in its time.
    const last = db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'monitor'")?.seq ?? 0;
    under = { from, to, ids: Array.from({ length: last }, (_, index) => last - index) };
    return true;
  }

  return {
    /** Answers whether there is more to be done now. */
    step(): boolean {
      if (!under && !begin()) return false;
      const { from, to, ids } = under!;
      const some = ids.splice(-monitorsAtOnce);
      db.transactionAside(() => {
        for (const id of some) {
          // After days that it was closed most hours hold nothing.
          for (const hour of hoursWithBeats(db, id, from, to)) rollUpHour(db, id, hour);
          forgetOldHistory(db, id, clock.now());
        }
        if (ids.length === 0) writeSetting(db, rolledSetting, String(to));
      });
      if (ids.length === 0) under = null;
      return true;
    },
  };
}

import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { usageContract } from '../../../shared/usage.ts';
import type { ReadableDb } from '../database/db.ts';
import type { Clock } from '../platform/clock.ts';
import { findKey } from './key-repository.ts';
import { refuseKeys } from './keys.ts';
import { listRequests } from './request-log.ts';
import { dayMs } from './request-ledger.ts';
import { findSummary, listEndpoints, listSummaries, sumsByDay, sumsByEndpoint } from './usage-repository.ts';

export interface UsageDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  /** Writes what is still waiting, so that the figures include the request of a moment ago. */
  readonly flush: () => void;
}

const recentDays = 30;

/** What the keys are used for: figures from kept sums, and the requests themselves. */
export function createUsage({
  db,
  clock,
  flush,
}: UsageDeps): SyncDomainHandlers<typeof usageContract, Caller> {
  const today = (): number => Math.floor(clock.now() / dayMs);
  const firstDay = (): number => today() - recentDays + 1;

  return {
    summaries(caller) {
      refuseKeys(caller);
      flush();
      return listSummaries(db, firstDay());
    },

    ofKey(caller, { id }) {
      refuseKeys(caller);
      flush();
      const key = findKey(db, id, clock.now());
      if (!key) throw new AppError('not_found', 'There is no such key.');
      const from = firstDay();
      const used = new Map(sumsByDay(db, id, from).map((row) => [row.day, row]));
      return {
        ...findSummary(db, id, from),
        lastUsedAt: key.lastUsedAt,
        days: Array.from({ length: recentDays }, (_, index) => {
          const { requests = 0, errors = 0 } = used.get(from + index) ?? {};
          return { day: isoDay(from + index), requests, errors };
        }),
        endpoints: sumsByEndpoint(db, id, from),
      };
    },

    endpoints(caller) {
      refuseKeys(caller);
      flush();
      return listEndpoints(db);
    },

    requests(caller, { filter, before, limit }) {
      refuseKeys(caller);
      flush();
      return listRequests(db, filter, before, limit);
    },
  };
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

import type { Asset } from '../../../shared/asset.ts';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { monitorQuestions } from '../../../shared/monitors-contract.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { Monitor } from '../../../shared/monitor.ts';
import type { ReadableDb } from '../database/db.ts';
import type { Records } from '../database/records/records.ts';
import { monitorFileSchema } from '../../../shared/monitor-file.ts';
import { requireWriter } from '../database/tenancy.ts';
import type { Clock } from '../platform/clock.ts';
import { readPercentiles, readResponses } from './history/responses.ts';
import { contentsOfFile } from './transfer/to-file.ts';
import type { StoredWindow } from './maintenance/maintenance.ts';
import type { Watch } from './watch/watch.ts';

export interface QuestionDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly records: Pick<Records<Monitor>, 'reach' | 'list'>;
  readonly windows: Pick<Records<StoredWindow>, 'list'>;
  readonly organizationName: (id: number) => string | undefined;
  readonly asset: (id: number) => Asset | undefined;
  readonly watch: Watch;
}

/** What is asked of one monitor beside its record: how it answered, and how it answers now. */
export function createMonitorQuestions(deps: QuestionDeps): DomainHandlers<typeof monitorQuestions, Caller> {
  const { db, clock, records, watch } = deps;
  return {
    responses(caller, { id, from, to, points }) {
      records.reach(caller, id);
      return readResponses(db, id, { from, to, points }, clock.now());
    },
    percentiles(caller, { id, from, to }) {
      records.reach(caller, id);
      return readPercentiles(db, id, { from, to }, clock.now());
    },
    toFile: (caller, { organizationId }) => ({
      schema: monitorFileSchema,
      version: 3,
      exportedAt: clock.now(),
      ...contentsOfFile({ ...deps, caller, organizationId }),
    }),
    async testNow(caller, { id }) {
      requireWriter(caller);
      const { source } = records.reach(caller, id);
      if (source === 'sample')
        throw new AppError('conflict', 'This is a sample: nobody answers at its address.');
      const met = await watch.checkNow(id);
      if (met === undefined) throw new AppError('unavailable', 'Nothing is watched now.');
      const notAsked = met !== null && 'notAsked' in met ? met.notAsked : null;
      const {
        error = null,
        ms = null,
        excerpt = null,
        certificateExpiresAt = null,
      } = met !== null && 'error' in met ? met : {};
      return {
        id,
        outcome: met === null || notAsked !== null ? 'not_observed' : error === null ? 'good' : 'bad',
        error: notAsked ?? error,
        responseTimeMs: ms === null ? null : Math.round(ms),
        excerpt,
        certificateExpiresAt,
      };
    },
  };
}

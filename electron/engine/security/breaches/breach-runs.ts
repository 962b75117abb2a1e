import type { Caller } from '../../../../shared/caller.ts';
import type { BreachRun } from '../../../../shared/breach.ts';
import { AppError } from '../../../../shared/errors.ts';
import { newChangeId } from '../../database/journal.ts';
import { invalidField, mayReach, requireWriter } from '../../database/tenancy.ts';
import type { createBreachChanges, BreachChangesDeps } from './breach-changes.ts';
import { cancelRun, getRun, insertRun, listRuns, type StoredRun } from './run-repository.ts';

export interface BreachRunsDeps extends Pick<BreachChangesDeps, 'db' | 'clock' | 'checks'> {
  readonly changes: ReturnType<typeof createBreachChanges>;
  /** Addresses that are looked at in a minute at the present pace; 0 where none is. */
  readonly addressesPerMinute: () => number;
}

const shownRuns = 20;

/** Many addresses at once: started, followed, called off. */
export function createBreachRuns({ db, clock, checks, changes, addressesPerMinute }: BreachRunsDeps) {
  function shown(run: StoredRun): BreachRun {
    const done = run.found + run.clean + run.notChecked;
    const pace = addressesPerMinute();
    const left = run.total - done;
    const endsAt =
      run.state === 'running' && pace > 0 ? clock.now() + Math.round((left / pace) * 60_000) : null;
    return { ...run, done, endsAt };
  }

  return {
    list: (caller: Caller): BreachRun[] =>
      listRuns(db, shownRuns)
        .filter(({ organizationId }) => mayReach(caller, organizationId))
        .map(shown),
    start(caller: Caller, input: { organizationId: number; emails: readonly string[]; watch: boolean }) {
      const { organizationId } = input;
      changes.requireOrganization(caller, organizationId);
      return db.transaction(() => {
        const { rows, refused } = changes.addressesOf(organizationId, input.emails);
        if (rows.length === 0) throw invalidField('emails', 'hold no e-mail address');
        const ids = rows.map(({ id }) => id);
        const changeId = newChangeId();
        if (input.watch) changes.watchRows(caller, organizationId, ids, changeId);
        const startedAt = clock.now();
        const runId = insertRun(db, { organizationId, startedBy: caller.name, startedAt }, ids);
        changes.audit(caller, changeId, { id: ids[0]!, organizationId }, 'check', [
          { field: 'addresses', from: null, to: ids.length },
        ]);
        changes.told(ids, 'created');
        return { run: shown(getRun(db, runId)!), refused };
      });
    },
    cancel(caller: Caller, id: number): BreachRun {
      requireWriter(caller);
      const run = getRun(db, id);
      if (!run || !mayReach(caller, run.organizationId))
        throw new AppError('not_found', 'There is no such run.');
      const waiting = db.all<{ id: number }>(
        'SELECT address_id AS id FROM breach_run_address WHERE run_id = ?',
        [id],
      );
      db.transaction(() => {
        if (run.state === 'running') cancelRun(db, id, clock.now());
        changes.told([], 'changed');
      });
      checks.abandon(waiting.map((each) => each.id));
      return shown(getRun(db, id)!);
    },
  };
}

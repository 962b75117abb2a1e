import type { Caller } from '../../../shared/caller.ts';
import type { Monitor, MonitorFilter } from '../../../shared/monitor.ts';
import type { monitorQuestions, monitorsContract } from '../../../shared/monitors-contract.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { RecordSource } from '../../../shared/record-source.ts';
import { countsByValue } from '../database/records/record-counts.ts';
import type { Condition, RecordQuery } from '../database/records/record-query.ts';
import { getRecord } from '../database/records/record-repository.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import { newPushToken, requireSense } from './monitor-rules.ts';
import { asNew, type MonitorInput } from './new-monitor.ts';
import { monitorTable } from './monitor-table.ts';
import { holdsSecrets, type SealedRequests } from './sealed-requests.ts';
import { hasToken } from './targets.ts';

export interface MonitorDeps extends RecordDeps {
  readonly requests: Pick<SealedRequests, 'seal'>;
  /** Whose an asset is; undefined where the caller must not know of it. */
  readonly assetOrganization: (caller: Caller, id: number) => number | undefined;
}

const sources: Readonly<Record<Caller['kind'], RecordSource>> = {
  technician: 'console',
  key: 'api',
  system: 'import',
};

/** More than that stand in no line, and a circle among them would be endless. */
const mostParents = 20;

/** What is watched, as records: who may see and change which, and what makes sense. */
export function createMonitors(deps: MonitorDeps) {
  const { db, clock, requests } = deps;
  const records = createRecords<Monitor>(deps, {
    table: monitorTable,
    noun: 'monitor',
    pushed: 'monitors',
    check(caller, values, before) {
      const wanted = { ...before, ...values } as Monitor;
      requireSense(wanted);
      if (values.parentId != null || (values.organizationId !== undefined && wanted.parentId != null)) {
        requireParent(wanted, before?.id);
      }
      for (const field of ['assetId', 'parentAssetId'] as const) {
        const assetId = values[field];
        if (assetId != null && deps.assetOrganization(caller, assetId) !== wanted.organizationId) {
          throw invalidField(field, 'names no asset of this organization');
        }
      }
    },
    follow(before, patch, _caller, now, isUndo) {
      const paused = patch.paused !== undefined && patch.paused !== before.paused;
      const becomesPush = patch.type === 'push' && before.pushToken === null;
      // An earlier request comes back under its own name.
      const options = isUndo && patch.options && !holdsSecrets(patch.options) ? undefined : patch.options;
      return {
        ...(options && { options: requests.seal(options, before.options) }),
        ...(paused && { status: patch.paused ? ('paused' as const) : ('pending' as const), since: now }),
        ...(becomesPush && { pushToken: newPushToken() }),
      };
    },
    // Two cannot be called at one address, and a file may have brought its own since.
    onRestore: ({ pushToken }) =>
      pushToken !== null && hasToken(db, pushToken) ? { pushToken: newPushToken() } : {},
  });

  /** A parent is of the same organization and does not stand behind its own child. */
  function requireParent(wanted: Monitor, ownId: number | undefined): void {
    let next: number | null = wanted.parentId;
    for (let steps = 0; next !== null; steps += 1) {
      const parent: Monitor | undefined = getRecord(db, monitorTable, next);
      if (steps === 0 && (!parent || parent.organizationId !== wanted.organizationId)) {
        throw invalidField('parentId', 'names no monitor of this organization');
      }
      if (next === ownId || steps > mostParents) throw invalidField('parentId', 'stands behind this one');
      next = parent?.parentId ?? null;
    }
  }

  /** A new one as a caller describes it; imports and samples say where it is from. */
  function create(caller: Caller, input: MonitorInput, action?: string, changeId?: string) {
    requireWriter(caller);
    return db.transaction(() => {
      const options = requests.seal(input.options, null);
      const given = { source: sources[caller.kind], ...input, options };
      return records.create(caller, asNew(given, clock.now()), action, changeId);
    });
  }

  const handlers: SyncDomainHandlers<Omit<typeof monitorsContract, keyof typeof monitorQuestions>, Caller> = {
    list: (caller, input) => records.list(caller, { ...input, ...narrowing(input.filter) }),
    ...records.handlers,
    create: (caller, input) => create(caller, input),
    counts(caller) {
      const words = (sql: string) => wordsInUse(sql, caller.organizationId);
      const statuses = countsByValue(db, monitorTable, 'first', caller.organizationId);
      return {
        total: statuses.reduce((sum, { count }) => sum + count, 0),
        statuses,
        types: countsByValue(db, monitorTable, 'second', caller.organizationId),
        groups: words('group_name AS value, count(*) AS count FROM monitor'),
        tags: words('tag.value, count(*) AS count FROM monitor, json_each(monitor.tags) tag'),
      };
    },
  };

  function wordsInUse(sql: string, organizationId: number | null): { value: string; count: number }[] {
    const whole = `SELECT ${sql} WHERE value IS NOT NULL AND (? IS NULL OR organization_id = ?)
      GROUP BY value ORDER BY count DESC, value LIMIT 500`;
    return db.remember(`${whole} ${organizationId}`, () => db.all(whole, [organizationId, organizationId]));
  }

  return { handlers, records, create };
}
export type Monitors = ReturnType<typeof createMonitors>;

function narrowing(filter: MonitorFilter): Pick<RecordQuery<Monitor>, 'equals' | 'among' | 'conditions'> {
  const { type, status, tag, equals, ...exact } = filter;
  const tagged: Condition = {
    sql: 'EXISTS (SELECT 1 FROM json_each(t.tags) WHERE value = ?)',
    values: [tag ?? ''],
  };
  return {
    equals: {
      ...equals,
      ...Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined)),
    },
    among: { ...(type && { type }), ...(status && { status }) },
    conditions: tag === undefined ? [] : [tagged],
  };
}

import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import {
  hookDeliveryRow,
  type hookDeliveriesContract,
  type HookDeliveryRow,
} from '../../../../shared/hook-delivery.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { readRecords } from '../../database/records/read-records.ts';
import { recordTable } from '../../database/records/record-table.ts';
import { requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { insertSavedEvent } from '../saved-events.ts';
import { explainHook, type HookHeaders } from './verify.ts';

const fields = Object.keys(hookDeliveryRow.shape) as (keyof HookDeliveryRow)[];
const ordered: readonly string[] = ['id', 'receivedAt'];

export const hookDeliveryTable = recordTable<HookDeliveryRow>({
  name: 'hook_delivery',
  fields,
  moments: ['createdAt', 'updatedAt', 'receivedAt', 'appliedAt'],
  organization: 'organizationId',
  counted: ['state'],
  unordered: fields.filter((field) => !ordered.includes(field)),
});

export interface HookDeliveriesDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  /** @throws AppError `locked` */
  readonly secretsOf: (connectionId: number) => readonly string[];
  /** There is something to apply. */
  readonly wake: () => void;
}

const newestFirst = [{ field: 'id', descending: true }] as const;

/** What came in: the log of it, the exact bytes, and handing it to its handler again. */
export function createHookDeliveries(
  deps: HookDeliveriesDeps,
): SyncDomainHandlers<typeof hookDeliveriesContract, Caller> {
  const { db } = deps;
  const { reach, list } = readRecords(db, hookDeliveryTable, 'delivery');

  function contentOf(id: number) {
    const { body, headers, link } = db.get<{ body: Buffer; headers: string; link: string | null }>(
      'SELECT body, headers, link FROM hook_delivery WHERE id = ?',
      [id],
    )!;
    return { body, link, headers: JSON.parse(headers) as [string, string][] };
  }

  /** What is known of signatures without the secrets where those cannot be read. */
  function secretsIfOpen(connectionId: number): readonly string[] {
    try {
      return deps.secretsOf(connectionId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'locked') return [];
      throw error;
    }
  }

  return {
    list(caller, { filter: { connectionId, organizationId, state, event }, sort, ...page }) {
      return list(caller, {
        ...page,
        equals: {
          ...(connectionId !== undefined && { connectionId }),
          ...(organizationId !== undefined && { organizationId }),
          ...(event !== undefined && { event }),
        },
        among: { ...(state && { state }) },
        conditions: [],
        sort: sort.length > 0 ? sort : newestFirst,
      });
    },
    get(caller, { id }) {
      const row = reach(caller, id);
      const { body, headers, link } = contentOf(id);
      const byName: HookHeaders = Object.fromEntries(
        headers.map(([name, value]) => [name.toLowerCase(), value]),
      );
      const then = { headers: byName, body, now: row.receivedAt };
      const verifications = explainHook(then, secretsIfOpen(row.connectionId));
      return { ...row, headers, link, body: body.toString('base64'), verifications };
    },
    replay(caller, { ids }) {
      requireWriter(caller);
      return db.transaction(() => {
        const rows = [...new Set(ids)].map((id) => reach(caller, id));
        const changeId = newChangeId();
        for (const { id, organizationId } of rows) {
          db.run(`UPDATE hook_delivery SET state = 'waiting', updated_at = max(?, updated_at) WHERE id = ?`, [
            deps.clock.now(),
            id,
          ]);
          const about = { changeId, entity: 'hook_delivery', entityId: id, organizationId };
          deps.journal.audit(caller, { ...about, action: 'replay', changes: [] });
        }
        db.afterCommit(() => {
          deps.push({ type: 'hookDeliveries', ids: rows.map(({ id }) => id), reason: 'changed' });
          deps.wake();
        });
        return { deliveries: rows.map(({ id }) => reach(caller, id)) };
      });
    },
    saveAsTest(caller, { id, name }) {
      requireWriter(caller);
      const { organizationId, event } = reach(caller, id);
      const kept = {
        organizationId,
        name,
        event: event ?? '',
        body: contentOf(id).body.toString('utf8'),
        createdAt: deps.clock.now(),
      };
      const savedId = insertSavedEvent(db, kept);
      deps.push({ type: 'webhooks' });
      return { id: savedId, name, event: kept.event, body: kept.body, createdAt: kept.createdAt };
    },
  };
}

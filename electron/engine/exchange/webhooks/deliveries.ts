import type { Caller } from '../../../../shared/caller.ts';
import type { deliveriesContract, DeliveryFilter, DeliveryRow } from '../../../../shared/delivery.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { Webhook } from '../../../../shared/webhook.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { readRecords } from '../../database/records/read-records.ts';
import type { Condition } from '../../database/records/record-query.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import { requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { readAttempts, waitAgain } from './delivery-repository.ts';
import { deliveryTable } from './delivery-table.ts';
import { webhookTable } from './webhook-table.ts';

export interface DeliveriesDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  /** An endpoint that the caller may know of. @throws AppError `not_found` */
  readonly reachWebhook: (caller: Caller, id: number) => Webhook;
  readonly wake: () => void;
}

const newestFirst = [{ field: 'id', descending: true }] as const;

/** The log of what was sent, and sending it again. */
export function createDeliveries(deps: DeliveriesDeps) {
  const { db, clock } = deps;
  const { reach, list } = readRecords(db, deliveryTable, 'delivery');

  /** Each of them waits anew under its own id: to be sent at once, or when its endpoint is switched on again. */
  function again(caller: Caller, rows: readonly DeliveryRow[], action: string): DeliveryRow[] {
    const now = clock.now();
    const changeId = newChangeId();
    for (const { id, state, organizationId } of rows) {
      // What waits for its next attempt has it now.
      if (state === 'waiting') db.run('UPDATE delivery SET next_attempt_at = ? WHERE id = ?', [now, id]);
      else waitAgain(db, id, now, now);
      deps.journal.audit(caller, {
        changeId,
        entity: 'delivery',
        entityId: id,
        organizationId,
        action,
        changes: [],
      });
    }
    db.afterCommit(() => {
      deps.push({
        type: 'deliveries',
        ids: rows.length > 200 ? null : rows.map(({ id }) => id),
        reason: 'changed',
      });
      deps.push({ type: 'webhooks' });
      deps.wake();
    });
    return rows.map(({ id }) => reach(caller, id));
  }

  const handlers: SyncDomainHandlers<typeof deliveriesContract, Caller> = {
    list(caller, { filter, sort, ...page }) {
      if (filter.webhookId !== undefined) deps.reachWebhook(caller, filter.webhookId);
      return list(caller, { ...page, ...narrowing(filter), sort: sort.length > 0 ? sort : newestFirst });
    },
    get(caller, { id }) {
      const row = reach(caller, id);
      const { body } = db.get<{ body: string }>('SELECT body FROM delivery WHERE id = ?', [id])!;
      const url = getRecord(db, webhookTable, row.webhookId)?.url ?? '';
      return { ...row, url, body, tries: readAttempts(db, id) };
    },
    retry(caller, { ids }) {
      requireWriter(caller);
      return db.transaction(() => {
        const rows = [...new Set(ids)].map((id) => reach(caller, id));
        return { deliveries: again(caller, rows, 'retry') };
      });
    },
    recover(caller, { webhookId, since }) {
      requireWriter(caller);
      if (webhookId !== null) deps.reachWebhook(caller, webhookId);
      return db.transaction(() => {
        const filter = { state: ['failed' as const], since, ...(webhookId !== null && { webhookId }) };
        const query = {
          ...narrowing(filter),
          search: '',
          sort: newestFirst,
          offset: 0,
          limit: mostRecovered,
        };
        const rows = list(caller, query).rows.filter(
          (row) => getRecord(db, webhookTable, row.webhookId)?.enabled === true,
        );
        if (rows.length > 0) again(caller, rows, 'recover');
        return { recovered: rows.length };
      });
    },
  };
  return handlers;
}

const mostRecovered = 100_000;

function narrowing({ webhookId, organizationId, state, event, error, since, until }: DeliveryFilter) {
  const conditions: Condition[] = [];
  if (since !== undefined) conditions.push({ sql: 't.created_at >= ?', values: [since] });
  if (until !== undefined) conditions.push({ sql: 't.created_at <= ?', values: [until] });
  return {
    equals: {
      ...(webhookId !== undefined && { webhookId }),
      ...(organizationId !== undefined && { organizationId }),
    },
    among: { ...(state && { state }), ...(event && { event }), ...(error && { error }) },
    conditions,
  };
}

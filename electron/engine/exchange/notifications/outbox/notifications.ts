import type { Caller } from '../../../../../shared/caller.ts';
import type {
  NotificationFilter,
  notificationsContract,
  OutboxState,
} from '../../../../../shared/notification.ts';
import type { SyncDomainHandlers } from '../../../../../shared/procedure.ts';
import type { WritableDb } from '../../../database/db.ts';
import { newChangeId, type Journal } from '../../../database/journal.ts';
import { readRecords } from '../../../database/records/read-records.ts';
import { requireWriter } from '../../../database/tenancy.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { Clock } from '../../../platform/clock.ts';
import { notificationTable } from './notification-table.ts';
import { readItems, readText, waitAgain } from './outbox-repository.ts';
import type { Postman } from './postman.ts';

export interface NotificationsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly postman: Pick<Postman, 'tell' | 'wake'>;
  readonly organizationName: (id: number) => string | undefined;
  readonly secretsOpen: () => boolean;
  readonly isOnline: () => boolean;
}

const newestFirst = [{ field: 'id', descending: true }] as const;

/** The log of what was sent, what waits, and sending it again. */
export function createNotifications(deps: NotificationsDeps) {
  const { db, clock, postman } = deps;
  const { reach, list } = readRecords(db, notificationTable, 'notification');

  function stateOf(): OutboxState['state'] {
    if (!deps.isOnline()) return 'offline';
    return deps.secretsOpen() ? 'sending' : 'vault_locked';
  }

  const count = (caller: Caller, state: 'waiting' | 'failed'): number =>
    list(caller, { ...everything, among: { state: [state] } }).total;

  const handlers: SyncDomainHandlers<typeof notificationsContract, Caller> = {
    list: (caller, { filter, sort, ...page }) =>
      list(caller, { ...page, ...narrowing(filter), sort: sort.length > 0 ? sort : newestFirst }),
    get(caller, { id }) {
      const row = reach(caller, id);
      return {
        ...row,
        ...readText(db, id),
        items: readItems(db, id, (of) => deps.organizationName(of) ?? ''),
      };
    },
    retry(caller, { ids }) {
      requireWriter(caller);
      return db.transaction(() => {
        const changeId = newChangeId();
        for (const id of new Set(ids)) {
          const { channelId, organizationId } = reach(caller, id);
          if (channelId === null) throw new AppError('conflict', 'The channel that it went by was removed.');
          waitAgain(db, id, clock.now());
          const about = { changeId, entity: 'notification', entityId: id, organizationId };
          deps.journal.audit(caller, { ...about, action: 'retry', changes: [] });
          postman.tell(id);
        }
        db.afterCommit(postman.wake);
        return { records: [...new Set(ids)].map((id) => reach(caller, id)) };
      });
    },
    outbox: (caller) => ({
      state: stateOf(),
      waiting: count(caller, 'waiting'),
      failed: count(caller, 'failed'),
      held: db.get<{ n: number }>(`SELECT count(*) AS n FROM notification_item WHERE state = 'held'`)!.n,
      nextAttemptAt: db.get<{ at: number | null }>(
        `SELECT min(next_attempt_at) AS at FROM notification INDEXED BY notification_due WHERE state = 'waiting'`,
      )!.at,
    }),
  };
  return handlers;
}

const everything = {
  equals: {},
  among: {},
  conditions: [],
  search: '',
  sort: newestFirst,
  offset: 0,
  limit: 1,
};

function narrowing({ channelId, organizationId, state, origin }: NotificationFilter) {
  return {
    equals: {
      ...(channelId !== undefined && { channelId }),
      ...(organizationId !== undefined && { organizationId }),
    },
    among: { ...(state && { state }), ...(origin && { origin }) },
    conditions: [],
  };
}

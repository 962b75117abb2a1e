import {
  alertKind,
  alertState,
  type Alert,
  type AlertFilter,
  type AlertKind,
  type AlertNotice,
  type alertsContract,
  type AlertSeverity,
  type AlertState,
} from '../../../shared/alert.ts';
import { systemCaller, type Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { newChangeId } from '../database/journal.ts';
import { countRecords } from '../database/records/record-list.ts';
import { getRecord, updateRecord } from '../database/records/record-repository.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import { noticeOf, readAttention } from './alert-attention.ts';
import { alertTable } from './alert-table.ts';
import { createAlertTickets, type AlertTicketDeps } from './alert-tickets.ts';

export interface AlertsDeps extends RecordDeps, AlertTicketDeps {
  readonly organizationName: (id: number) => string | undefined;
  readonly technicianExists: (id: number) => boolean;
}

/** A trouble as whoever found it tells it. */
export interface Trouble {
  readonly organizationId: number;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly title: string;
  readonly detail: string;
  readonly dedupeKey: string;
  readonly monitorName?: string | null;
  readonly connectionId?: number | null;
  readonly link: string;
}

/** What others may do with alerts: tell of a trouble, and that it ended. Both may be told again and again. */
export interface AlertDesk {
  raise(trouble: Trouble): void;
  /** @returns whether there was one to end */
  clear(dedupeKey: string): boolean;
  /** The alert of a trouble that is not resolved. */
  find(dedupeKey: string): number | undefined;
}

/** One list of all that somebody should look at. */
export function createAlerts(deps: AlertsDeps) {
  const { db, clock, push } = deps;
  const records = createRecords<Alert>(deps, {
    table: alertTable,
    noun: 'alert',
    pushed: 'alerts',
    beforeUpdate(before, after) {
      const again = before.state === 'resolved' && after.state !== 'resolved';
      if (again && unresolved(before.dedupeKey))
        throw new AppError('conflict', 'The same trouble has a newer alert.');
    },
  });
  let news: { happened: 'raised' | 'cleared'; alert: AlertNotice }[] = [];

  /** Once a commit: the numbers that tray and frame show, and what is worth a notification. */
  function announce(): void {
    push({ type: 'attention', attention: readAttention(deps) });
    const told = news;
    news = [];
    if (told.length > 0) push({ type: 'alertNews', news: told });
  }

  function tell(happened: 'raised' | 'cleared', alert: Alert, at: number): void {
    news.push({ happened, alert: noticeOf(deps, alert, at) });
  }

  function unresolved(dedupeKey: string): Alert | undefined {
    const row = db.get<{ id: number }>(`SELECT id FROM alert WHERE dedupe_key = ? AND state <> 'resolved'`, [
      dedupeKey,
    ]);
    return row && getRecord(db, alertTable, row.id);
  }

  /** A new alert, or one more sign of a trouble that has one already; that is counted and makes no news. */
  function raise(trouble: Trouble): void {
    const now = clock.now();
    db.transaction(() => {
      const known = unresolved(trouble.dedupeKey);
      if (known) {
        const { detail } = trouble;
        updateRecord(db, alertTable, known.id, {
          detail,
          occurrences: known.occurrences + 1,
          lastSeenAt: now,
          updatedAt: now,
        });
        db.afterCommit(() => push({ type: 'alerts', ids: [known.id], reason: 'changed' }));
        return;
      }
      const { record } = records.create(systemCaller, { ...untouched, ...trouble, lastSeenAt: now });
      tell('raised', record, now);
      db.afterCommit(announce);
    });
  }

  function clear(dedupeKey: string): boolean {
    return db.transaction(() => {
      const known = unresolved(dedupeKey);
      if (!known) return false;
      change(systemCaller, [known.id], () => resolution(systemCaller));
      if (known.state !== 'muted') tell('cleared', known, clock.now());
      return true;
    });
  }

  function change(
    caller: Caller,
    ids: readonly number[],
    patchOf: (alert: Alert) => Partial<Alert>,
  ): { changeId: string; records: Alert[] } {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const results = [...new Set(ids)].map((id) => {
        const before = records.reach(caller, id);
        return records.apply(caller, before, patchOf(before), changeId);
      });
      records.tellChanges(results);
      db.afterCommit(announce);
      return { changeId, records: results.map(({ record }) => record) };
    });
  }

  const resolution = (caller: Caller): Partial<Alert> => ({
    state: 'resolved',
    resolvedBy: caller.name,
    resolvedAt: clock.now(),
    mutedUntil: null,
  });
  /** Those whose time of silence is over ask for somebody again. */
  function wakeMuted(): void {
    const due = db.all<{ id: number }>(
      `SELECT id FROM alert WHERE state = 'muted' AND muted_until <= ? ORDER BY muted_until LIMIT 500`,
      [clock.now()],
    );
    if (due.length === 0) return;
    db.transaction(() => {
      const { records: awake } = change(
        systemCaller,
        due.map(({ id }) => id),
        () => reopened,
      );
      for (const alert of awake) tell('raised', alert, clock.now());
    });
  }

  function count(caller: Caller, filter: AlertFilter): number {
    const query = { ...everything, ...narrowing(filter) };
    const bound = records.boundQuery(caller, query);
    return bound ? countRecords(db, alertTable, bound) : 0;
  }

  const tickets = createAlertTickets(deps, records, change);

  const handlers: SyncDomainHandlers<typeof alertsContract, Caller> = {
    list: (caller, { filter, ...page }) => records.list(caller, { ...page, ...narrowing(filter) }),
    get: records.handlers.get,
    counts: (caller) => ({
      states: fromList(alertState.options, (state) => count(caller, { state: [state] })),
      kinds: fromList(alertKind.options, (kind) => count(caller, { kind: [kind], state: [...unanswered] })),
    }),
    attention: () => readAttention(deps),
    acknowledge: (caller, { ids }) =>
      change(
        caller,
        ids,
        unlessResolved({
          state: 'acknowledged',
          acknowledgedBy: caller.name,
          acknowledgedAt: clock.now(),
          mutedUntil: null,
        }),
      ),
    mute(caller, { ids, until }) {
      if (until !== null && until <= clock.now()) throw invalidField('until', 'must lie in the future');
      return change(caller, ids, unlessResolved({ state: 'muted', mutedUntil: until }));
    },
    resolve: (caller, { ids }) => change(caller, ids, () => resolution(caller)),
    reopen: (caller, { ids }) => change(caller, ids, () => reopened),
    assign(caller, { ids, assigneeId }) {
      if (assigneeId !== null && !deps.technicianExists(assigneeId))
        throw invalidField('assigneeId', 'names no technician');
      return change(caller, ids, () => ({ assigneeId }));
    },
    openTicket: tickets.open,
    undo(caller, input) {
      return db.transaction(() => {
        db.afterCommit(announce);
        return records.handlers.undo(caller, input);
      });
    },
    history: records.handlers.history,
  };
  return {
    handlers,
    desk: { raise, clear, find: (dedupeKey) => unresolved(dedupeKey)?.id } satisfies AlertDesk,
    records,
    /** Notes the ticket that is about it, where that was opened elsewhere. */
    linkTicket: (caller: Caller, id: number, ticketId: number): Alert =>
      change(caller, [id], () => ({ ticketId })).records[0]!,
    wakeMuted,
  };
}

/** States in which the trouble goes on. */
const unanswered = ['open', 'acknowledged', 'muted'] as const satisfies AlertState[];

const reopened: Partial<Alert> = {
  state: 'open',
  mutedUntil: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  resolvedBy: null,
  resolvedAt: null,
};

const untouched = {
  state: 'open',
  monitorName: null,
  connectionId: null,
  mutedUntil: null,
  assigneeId: null,
  ticketId: null,
  occurrences: 1,
  acknowledgedBy: null,
  acknowledgedAt: null,
  resolvedBy: null,
  resolvedAt: null,
} as const satisfies Partial<Alert>;

const everything = { equals: {}, among: {}, conditions: [], search: '', sort: [], offset: 0, limit: 1 };

function narrowing({ organizationId, assigneeId, state, kind }: AlertFilter) {
  return {
    equals: {
      ...(organizationId !== undefined && { organizationId }),
      ...(assigneeId !== undefined && { assigneeId }),
    },
    among: { ...(state && { state }), ...(kind && { kind }) },
    conditions: [],
  };
}

/** What ended needs no answer any more. */
function unlessResolved(patch: Partial<Alert>): (alert: Alert) => Partial<Alert> {
  return ({ state }) => {
    if (state === 'resolved') throw new AppError('conflict', 'This alert is resolved; open it again first.');
    return patch;
  };
}

function fromList<K extends string>(keys: readonly K[], valueOf: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, number>;
}

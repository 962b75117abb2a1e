import type { Caller } from '../../../../shared/caller.ts';
import { assertNever, AppError } from '../../../../shared/errors.ts';
import type {
  Conflict,
  outboxContract,
  QueuedChange,
  RemoteValues,
  TicketRemote,
} from '../../../../shared/remote.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { mayReach, requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { getConnection } from '../receiver/connection-repository.ts';
import { getOpenConflict, openConflicts, settleConflict } from './conflict-repository.ts';
import { findLink, linkOf, linksOf, ticketsAlike, writeLink } from './link-repository.ts';
import {
  countChanges,
  getChange,
  insertChange,
  listChanges,
  updateChange,
  type ChangeUpdate,
  type StoredChange,
} from './outbox-repository.ts';
import { capabilitiesOf, remotes } from './remotes.ts';
import type { DeskTickets } from './ticket-intake.ts';

export interface OutboxDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tickets: Pick<DeskTickets, 'valuesOf' | 'change'> & {
    named(caller: Caller, id: number): { readonly organizationId: number } | undefined;
  };
  /** Joins a ticket that came in twice to the one that it is. */
  readonly merge: (caller: Caller, id: number, intoId: number) => void;
  readonly quietly: <T>(connectionId: number, work: () => T) => T;
  readonly changed: () => void;
  readonly wake: (connectionId: number) => void;
}

/** The queue as people see it: what waits, what they have to decide, and deciding it. */
export function createOutbox(deps: OutboxDeps): SyncDomainHandlers<typeof outboxContract, Caller> {
  const { db, clock, tickets } = deps;

  function reach(caller: Caller, id: number): StoredChange {
    refuseKeys(caller);
    const change = getChange(db, id);
    if (!change || !mayReach(caller, change.organizationId))
      throw new AppError('not_found', 'There is no such change.');
    return change;
  }

  function audit(
    caller: Caller,
    change: Pick<QueuedChange, 'ticketId' | 'organizationId'>,
    action: string,
    from: unknown,
    to: unknown,
  ): void {
    deps.journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'outbox',
      entityId: change.ticketId,
      organizationId: change.organizationId,
      action,
      changes: [{ field: 'state', from, to }],
    });
  }

  /** Changes each of them that is in one of these states; the others are no more what they were when somebody chose. */
  function decide(
    caller: Caller,
    ids: readonly number[],
    states: readonly QueuedChange['state'][],
    action: string,
    update: ChangeUpdate & { readonly state: QueuedChange['state'] },
  ): QueuedChange[] {
    requireWriter(caller);
    return db.transaction(() =>
      [...new Set(ids)].map((id) => {
        const before = reach(caller, id);
        if (!states.includes(before.state))
          throw new AppError('conflict', `Change ${id} is ${before.state.replaceAll('_', ' ')} by now.`);
        updateChange(db, id, update, clock.now());
        audit(caller, before, action, before.state, update.state);
        deps.changed();
        db.afterCommit(() => deps.wake(before.connectionId));
        return shown(getChange(db, id)!);
      }),
    );
  }

  function settle(caller: Caller, conflict: Conflict, choice: 'mine' | 'theirs'): void {
    const { connectionId, ticketId, organizationId, field, theirs } = conflict;
    const now = clock.now();
    settleConflict(db, conflict.id, choice, caller.name, now);
    audit(caller, conflict, 'settle', field, choice);
    for (const change of listChanges(db, { connectionId, ticketId, states: ['conflict'], limit: 1000 })) {
      if (!change.changes.some((each) => each.field === field)) continue;
      const detail = choice === 'mine' ? 'Settled: ours holds.' : 'Settled: theirs holds.';
      updateChange(db, change.id, { state: 'settled', detail }, now);
    }
    const mine = tickets.valuesOf(ticketId)?.[field];
    switch (choice) {
      case 'theirs': {
        const values: RemoteValues = { [field]: theirs };
        deps.quietly(connectionId, () => tickets.change(caller, ticketId, values));
        return;
      }
      case 'mine': {
        const remote = remotes[getConnection(db, connectionId)!.kind];
        const canSend = remote.tickets?.update?.fields.includes(field);
        if (mine === undefined || mine === theirs) return;
        insertChange(
          db,
          {
            organizationId,
            connectionId,
            ticketId,
            kind: 'update',
            changes: [{ field, from: theirs, to: mine }],
            state: canSend ? 'waiting' : 'local',
            detail: canSend ? null : (remote.cannot.update ?? remote.cannot.fields ?? null),
            actorName: caller.name,
          },
          now,
        );
        return;
      }
      default:
        assertNever(choice);
    }
  }

  return {
    list(caller, { connectionId, states, limit }) {
      refuseKeys(caller);
      return listChanges(db, { connectionId, states, limit }).map(shown);
    },
    counts(caller) {
      refuseKeys(caller);
      return countChanges(db, null);
    },
    retry: (caller, { ids }) =>
      decide(caller, ids, ['refused', 'suspect'], 'retry', {
        state: 'waiting',
        detail: null,
        // Whoever looked says that it is not there.
        uncertain: false,
        notBefore: 0,
      }),
    giveUp: (caller, { ids }) =>
      decide(caller, ids, ['waiting', 'refused', 'suspect'], 'give up', {
        state: 'given_up',
        detail: 'Given up: it holds here only.',
      }),
    candidates(caller, { id }) {
      const { connectionId, ticketId, state, kind } = reach(caller, id);
      return state === 'suspect' && kind === 'create' ? ticketsAlike(db, connectionId, ticketId) : [];
    },
    adopt(caller, { id, remoteId }) {
      requireWriter(caller);
      return db.transaction(() => {
        const change = reach(caller, id);
        const { connectionId, ticketId } = change;
        if (change.state !== 'suspect' || change.kind !== 'create')
          throw new AppError('conflict', 'Only a new ticket that may be there already can be one that is.');
        const other = findLink(db, connectionId, 'ticket', remoteId);
        if (!other) throw new AppError('not_found', `No ticket ${remoteId} was read there yet.`);
        writeLink(db, connectionId, 'ticket', remoteId, { localId: ticketId });
        deps.quietly(connectionId, () => deps.merge(caller, other.localId, ticketId));
        updateChange(db, id, { state: 'sent', detail: `It is ${remoteId} there.` }, clock.now());
        audit(caller, change, 'adopt', 'suspect', 'sent');
        deps.changed();
        return shown(getChange(db, id)!);
      });
    },
    conflicts(caller, { connectionId }) {
      refuseKeys(caller);
      return openConflicts(db, { connectionId });
    },
    settle(caller, { choices }) {
      requireWriter(caller);
      db.transaction(() => {
        for (const { id, choice } of choices) {
          refuseKeys(caller);
          const conflict = getOpenConflict(db, id);
          if (!conflict || !mayReach(caller, conflict.organizationId))
            throw new AppError('not_found', 'That conflict is settled already, or there is none.');
          settle(caller, conflict, choice);
          db.afterCommit(() => deps.wake(conflict.connectionId));
        }
        deps.changed();
      });
      return {};
    },
    ofTicket(caller, { ticketId }) {
      refuseKeys(caller);
      if (!tickets.named(caller, ticketId)) throw new AppError('not_found', 'There is no such ticket.');
      const changes = listChanges(db, { ticketId, limit: 500 });
      const ids = new Set([
        ...linksOf(db, 'ticket', ticketId).map(({ connectionId }) => connectionId),
        ...changes.map(({ connectionId }) => connectionId),
      ]);
      return [...ids].flatMap((id) => {
        const connection = getConnection(db, id);
        if (!connection) return [];
        const link = linkOf(db, id, 'ticket', ticketId);
        return {
          connectionId: id,
          connectionName: connection.name,
          remoteId: link?.remoteId ?? null,
          lastReadAt: link?.readAt ?? null,
          missingSince: link?.missingSince ?? null,
          changes: changes.filter(({ connectionId }) => connectionId === id).map(shown),
          conflicts: openConflicts(db, { connectionId: id, ticketId }),
          capabilities: capabilitiesOf(remotes[connection.kind]),
        } satisfies TicketRemote;
      });
    },
  };
}

function shown({
  uncertain: _uncertain,
  marker: _marker,
  firstTriedAt: _tried,
  ...change
}: StoredChange): QueuedChange {
  return change;
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Connections are managed at the console.');
}

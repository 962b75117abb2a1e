import type { Caller } from '../../../../shared/caller.ts';
import type { RemoteField, RemoteValues } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import { noteConflict, openConflicts, settleConflict } from './conflict-repository.ts';
import { findLink, linkOf, writeLink, type Link } from './link-repository.ts';
import { mergeFields, type Merge, type Queued } from './merge-fields.ts';
import { changeOfMarker, openChangesOf, updateChange, type StoredChange } from './outbox-repository.ts';
import type { RemoteMessage, RemoteTicket } from './remote.ts';

/** What of the service desk is needed here; `exchange-room.ts` hands it in. */
export interface DeskTickets {
  open(
    caller: Caller,
    ticket: {
      readonly organizationId: number;
      readonly values: RemoteValues;
      readonly deviceId: string | null;
      readonly createdAt: number;
      readonly updatedAt: number;
    },
  ): number;
  valuesOf(id: number): Record<RemoteField, RemoteValues[RemoteField] & (string | number | null)> | undefined;
  change(caller: Caller, id: number, values: RemoteValues): void;
  say(
    caller: Caller,
    id: number,
    messages: readonly {
      readonly sender: RemoteMessage['sender'];
      readonly authorName: string;
      readonly text: string;
      readonly createdAt: number;
    }[],
  ): number[];
}

/** The connection that something came by. */
export interface Source {
  readonly id: number;
  readonly name: string;
  readonly organizationId: number;
}

export function sourceOf({ id, name, organizationId }: Source): Source {
  return { id, name, organizationId };
}

export interface IntakeDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly tickets: DeskTickets;
  /** What `work` changes is known to the connection already: it is not queued for it. */
  readonly quietly: <T>(connectionId: number, work: () => T) => T;
  /** Something waits for somebody, or does no more. */
  readonly changed: () => void;
}

/** How it came: read whole by a run, as the answer to something that was sent, or told by an event. */
export interface Reading {
  readonly run?: number;
  /** All that the service tells of it was read. */
  readonly whole: boolean;
  readonly line?: string;
  /** Of when it is, where the ticket itself does not say. */
  readonly at?: number;
}

export interface Taken {
  readonly ticketId: number | null;
  readonly outcome: 'new' | 'changed' | 'same';
  readonly messages: number;
  readonly conflicts: number;
}

export const connectionCaller = ({ name }: Source): Caller => ({
  kind: 'system',
  name,
  role: 'administrator',
  organizationId: null,
});

/** Whether it is to make the field so, or anything where no value is given. */
const changing = (change: StoredChange, field: RemoteField, value?: unknown): boolean =>
  change.changes.some((each) => each.field === field && (value === undefined || each.to === value));

/**
 * The one way in which tickets of other services get here: runs, answers to what was sent, and events all come by it.
 * Each call is all or nothing; taking the same again changes nothing.
 */
export function createTicketIntake({ db, clock, tickets, quietly, changed }: IntakeDeps) {
  /** People there are people here where they are known; an unknown one says nothing of who has it here. */
  function valuesOf(source: Source, { values, assignee }: RemoteTicket): RemoteValues {
    if (assignee === undefined) return values;
    if (assignee === null) return { ...values, assigneeId: null };
    const user = findLink(db, source.id, 'user', assignee);
    return user ? { ...values, assigneeId: user.localId } : values;
  }

  /** Our own ticket that this is, where the answer to its opening never came. */
  function adopt(source: Source, { remoteId, marker }: RemoteTicket): Link | undefined {
    const change = marker === null ? undefined : changeOfMarker(db, source.id, marker);
    if (!change || change.kind !== 'create' || linkOf(db, source.id, 'ticket', change.ticketId))
      return undefined;
    const base = Object.fromEntries(change.changes.map(({ field, to }) => [field, to]));
    writeLink(db, source.id, 'ticket', remoteId, { localId: change.ticketId, base });
    updateChange(db, change.id, { state: 'sent', detail: `It is ${remoteId} there.` }, clock.now());
    changed();
    return findLink(db, source.id, 'ticket', remoteId);
  }

  function openHere(source: Source, ticket: RemoteTicket, values: RemoteValues): number {
    const now = clock.now();
    const createdAt = Math.min(ticket.createdAt ?? now, now);
    return tickets.open(connectionCaller(source), {
      organizationId: source.organizationId,
      values,
      deviceId: ticket.deviceId ?? null,
      createdAt,
      updatedAt: Math.max(createdAt, Math.min(ticket.updatedAt ?? now, now)),
    });
  }

  function queuedOf(source: Source, ticketId: number): Queued {
    const open = openChangesOf(db, source.id, ticketId);
    const settling = openConflicts(db, { connectionId: source.id, ticketId });
    return {
      touches: (field) =>
        settling.some((conflict) => conflict.field === field) ||
        open.some((change) => change.state === 'waiting' && changing(change, field)),
      mayHaveMade: (field, value) =>
        open.some((change) => change.uncertain && changing(change, field, value)),
    };
  }

  /** Keeps both versions, and holds what is queued of ours until somebody settles it. */
  function keepConflicts(source: Source, ticketId: number, { conflicts }: Merge): number {
    const now = clock.now();
    let added = 0;
    for (const { field, base = null, mine = null, theirs = null } of conflicts) {
      const queued = openChangesOf(db, source.id, ticketId).filter(({ changes }) =>
        changes.some((change) => change.field === field),
      );
      const found = { organizationId: source.organizationId, connectionId: source.id, ticketId };
      const mineBy = queued.at(-1)?.actorName ?? 'Techbench';
      if (noteConflict(db, { ...found, field, base, mine, theirs, mineBy }, now)) added += 1;
      for (const change of queued) {
        if (change.state !== 'waiting' || change.kind !== 'update') continue;
        const rest = change.changes.filter((each) => each.field !== field);
        const detail = `${source.name} changed ${field} too.`;
        if (rest.length > 0) updateChange(db, change.id, { changes: rest, detail }, now);
        else updateChange(db, change.id, { state: 'conflict', detail }, now);
      }
    }
    return added;
  }

  /** Where both sides say the same by now, nothing is left to settle. */
  function settleAgreed(source: Source, ticketId: number, agreed: readonly RemoteField[]): void {
    const now = clock.now();
    for (const conflict of openConflicts(db, { connectionId: source.id, ticketId })) {
      if (!agreed.includes(conflict.field)) continue;
      settleConflict(db, conflict.id, 'agreed', source.name, now);
      changed();
    }
    for (const change of openChangesOf(db, source.id, ticketId)) {
      if (change.state !== 'local' && change.state !== 'conflict') continue;
      const left = change.changes.filter(({ field }) => !agreed.includes(field as RemoteField));
      if (change.kind !== 'update' || left.length > 0) continue;
      updateChange(db, change.id, { state: 'settled', detail: 'Both sides say the same now.' }, now);
      changed();
    }
  }

  function takeMessages(source: Source, remoteId: string, ticketId: number, ticket: RemoteTicket): number {
    const keyOf = (message: RemoteMessage): string => `${remoteId}/${message.remoteId}`;
    const unknown = new Map(
      (ticket.messages ?? [])
        .filter((message) => !findLink(db, source.id, 'message', keyOf(message)))
        .map((message) => [keyOf(message), message]),
    );
    const fresh = [...unknown];
    const ids = tickets.say(
      connectionCaller(source),
      ticketId,
      fresh.map(([, { sender, text, createdAt }]) => ({
        sender,
        text,
        createdAt: createdAt || (ticket.updatedAt ?? clock.now()),
        authorName: `${sender[0]!.toUpperCase()}${sender.slice(1)} at ${source.name}`,
      })),
    );
    for (const [at, [key]] of fresh.entries())
      writeLink(db, source.id, 'message', key, { localId: ids[at]! });
    return fresh.length;
  }

  function take(source: Source, ticket: RemoteTicket, reading: Reading): Taken {
    const theirs = valuesOf(source, ticket);
    const { remoteId } = ticket;
    const link = findLink(db, source.id, 'ticket', remoteId) ?? adopt(source, ticket);
    const noted = {
      knownAt: ticket.updatedAt ?? reading.at ?? 0,
      ...(reading.whole && { readAt: clock.now() }),
      ...(reading.line !== undefined && { line: reading.line }),
      ...(reading.run !== undefined && { seenRun: reading.run }),
    };
    if (!link) {
      const ticketId = openHere(source, ticket, theirs);
      // What stands in for what was not told is not agreed on.
      const { description: _stand, ...told } = theirs;
      const base = reading.whole ? theirs : told;
      writeLink(db, source.id, 'ticket', remoteId, { localId: ticketId, base, ...noted });
      const messages = takeMessages(source, remoteId, ticketId, ticket);
      return { ticketId, outcome: 'new', messages, conflicts: 0 };
    }
    const mine = tickets.valuesOf(link.localId);
    if (!mine) {
      writeLink(db, source.id, 'ticket', remoteId, { localId: link.localId, ...noted });
      return { ticketId: null, outcome: 'same', messages: 0, conflicts: 0 };
    }
    const merge = mergeFields(link.base ?? {}, mine, theirs, queuedOf(source, link.localId));
    const takes = Object.keys(merge.take).length > 0;
    if (takes) tickets.change(connectionCaller(source), link.localId, merge.take);
    writeLink(db, source.id, 'ticket', remoteId, { localId: link.localId, base: merge.base, ...noted });
    settleAgreed(source, link.localId, [...merge.agreed, ...(Object.keys(merge.take) as RemoteField[])]);
    const conflicts = keepConflicts(source, link.localId, merge);
    if (conflicts > 0) changed();
    const messages = takeMessages(source, remoteId, link.localId, ticket);
    return {
      ticketId: link.localId,
      outcome: takes || messages > 0 ? 'changed' : 'same',
      messages,
      conflicts,
    };
  }

  return {
    take: (source: Source, ticket: RemoteTicket, reading: Reading): Taken =>
      db.transaction(() => quietly(source.id, () => take(source, ticket, reading))),
  };
}

export type TicketIntake = ReturnType<typeof createTicketIntake>;

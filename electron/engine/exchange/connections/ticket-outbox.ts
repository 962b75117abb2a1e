import type { Caller } from '../../../../shared/caller.ts';
import {
  remoteField,
  type QueuedField,
  type RemoteField,
  type RemoteValue,
} from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { AuditRecord, FieldChange } from '../../database/journal.ts';
import type { Clock } from '../../platform/clock.ts';
import { noteConflict, openConflicts } from './conflict-repository.ts';
import { linksOf } from './link-repository.ts';
import { insertChange, openChangesOf, updateChange, type StoredChange } from './outbox-repository.ts';
import type { Remote } from './remote.ts';

/** A connection that is asked and sent to. */
export interface Target {
  readonly id: number;
  readonly remote: Remote;
}

export interface TicketOutboxDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  /** One that has an address and a key; undefined for the others, which only receive. */
  readonly target: (connectionId: number) => Target | undefined;
  /** Where new tickets of an organization are opened too. */
  readonly targetForNew: (organizationId: number) => Target | undefined;
  readonly valuesOf: (ticketId: number) => Record<RemoteField, RemoteValue> | undefined;
  readonly baseOf: (categoryId: number | null) => RemoteValue;
  /** There is something to send, or to look at. */
  readonly queued: (connectionId: number) => void;
}

/**
 * Queues what is changed here for the services that hold the same ticket, in the transaction of the change. It hears
 * of changes where the history does: whatever has a history is queued, by whichever way it came.
 */
export function createTicketOutbox(deps: TicketOutboxDeps) {
  const { db, clock } = deps;
  /** The connection whose own news are being taken in just now. */
  let quiet: number | null = null;

  function targetsOf(ticketId: number): Target[] {
    const opening = db.all<{ id: number }>(
      `SELECT connection_id AS id FROM outbox_change WHERE ticket_id = ? AND kind = 'create' AND finished_at IS NULL`,
      [ticketId],
    );
    const ids = new Set([
      ...linksOf(db, 'ticket', ticketId).map(({ connectionId }) => connectionId),
      ...opening.map(({ id }) => id),
    ]);
    return [...ids].filter((id) => id !== quiet).flatMap((id) => deps.target(id) ?? []);
  }

  function queue(
    target: Target,
    about: About,
    change: Omit<Parameters<typeof insertChange>[1], keyof About>,
  ): void {
    insertChange(db, { ...about, ...change }, clock.now());
    deps.queued(target.id);
  }

  function queueNew(about: Omit<About, 'connectionId'>): void {
    const target = deps.targetForNew(about.organizationId);
    const create = target?.remote.tickets?.create;
    const values = deps.valuesOf(about.ticketId);
    if (!target || !create || !values || target.id === quiet) return;
    const changes = create.fields.map((field) => ({ field, from: null, to: values[field] }));
    queue(
      target,
      { ...about, connectionId: target.id },
      { kind: 'create', changes, state: 'waiting', detail: null },
    );
  }

  /** Fields that both sides may have, in the words that both have. */
  function sharedFields(changes: readonly FieldChange[]): (QueuedField & { field: RemoteField })[] {
    return changes.flatMap(({ field: name, from, to }) => {
      if (name === 'categoryId') {
        const category = { from: deps.baseOf(from as number | null), to: deps.baseOf(to as number | null) };
        return category.from === category.to ? [] : [{ field: 'category' as const, ...category }];
      }
      const field = remoteField.safeParse(name).data;
      return field ? [{ field, from: from as RemoteValue, to: to as RemoteValue }] : [];
    });
  }

  function queueFields(
    target: Target,
    about: About,
    fields: readonly (QueuedField & { field: RemoteField })[],
  ): void {
    // Not tried yet: it is opened there as it is by then. Refused: what somebody mends here is sent instead.
    const folded = openChangesOf(db, target.id, about.ticketId)
      .filter(
        ({ kind, state, attempts }) =>
          state === 'refused' || (kind === 'create' && state === 'waiting' && attempts === 0),
      )
      .flatMap((change) => foldInto(target, change, fields));
    const left = fields.filter(({ field }) => !folded.includes(field));
    const { update } = target.remote.tickets ?? {};
    const open = openConflicts(db, { connectionId: target.id, ticketId: about.ticketId });
    const sendable = left.filter(({ field }) => update?.fields.includes(field));
    const held = sendable.filter(({ field }) => open.some((conflict) => conflict.field === field));
    for (const change of held) {
      const conflict = open.find(({ field }) => field === change.field)!;
      noteConflict(db, { ...conflict, mine: change.to }, clock.now());
    }
    const changes = sendable.filter((change) => !held.includes(change));
    if (changes.length > 0) queue(target, about, { kind: 'update', changes, state: 'waiting', detail: null });
    for (const change of left) {
      if (!sendable.includes(change)) keepLocal(target, about, change);
    }
  }

  /** @returns the fields that it brings along now */
  function foldInto({ id }: Target, queued: StoredChange, fields: readonly QueuedField[]): string[] {
    const mended = fields.filter(({ field }) => queued.changes.some((known) => known.field === field));
    if (mended.length === 0) return [];
    const changes = queued.changes.map((known) => {
      const later = mended.find(({ field }) => field === known.field);
      return later ? { ...known, to: later.to } : known;
    });
    updateChange(db, queued.id, { changes, state: 'waiting', detail: null, notBefore: 0 }, clock.now());
    deps.queued(id);
    return mended.map(({ field }) => field);
  }

  /** One line for each field: what was there before the first of such changes, and what holds here now. */
  function keepLocal({ id, remote }: Target, about: About, change: QueuedField): void {
    const known = openChangesOf(db, id, about.ticketId).find(
      ({ state, kind, changes }) =>
        state === 'local' && kind === 'update' && changes[0]?.field === change.field,
    );
    const { fields, update } = remote.cannot;
    const detail =
      (remote.tickets?.update ? fields : update) ?? `${remote.name} documents no way to take it.`;
    if (known) {
      const { from } = known.changes[0]!;
      updateChange(db, known.id, { changes: [{ ...change, from }] }, clock.now());
      deps.queued(id);
    } else {
      queue({ id, remote }, about, { kind: 'update', changes: [change], state: 'local', detail });
    }
  }

  function takeBack(ticketId: number, changes: readonly FieldChange[]): void {
    const messageId = (changes[0]?.from as { id?: number } | null)?.id;
    for (const target of targetsOf(ticketId)) {
      const told = openChangesOf(db, target.id, ticketId).find(
        ({ kind, changes: [change] }) => (kind === 'reply' || kind === 'note') && change?.to === messageId,
      );
      if (!told) continue;
      updateChange(db, told.id, { state: 'given_up', detail: 'It was taken back.' }, clock.now());
      deps.queued(target.id);
    }
  }

  /** What the history is told of, in the transaction of the change. */
  function heard(caller: Caller, { entity, entityId, organizationId, action, changes }: AuditRecord): void {
    if (entity !== 'ticket' || entityId === null || organizationId === null) return;
    const about = { ticketId: entityId, organizationId, actorName: caller.name };
    if (action === 'create') return queueNew(about);
    if (action === 'message removed') return takeBack(entityId, changes);
    const message = changes.find(({ field }) => field === 'message')?.to as
      | { id: number; visibility: string }
      | undefined;
    const fields = message ? [] : sharedFields(changes);
    const merged = changes.some(({ field, to }) => field === 'mergedIntoId' && to !== null);
    if (!message && fields.length === 0 && !merged) return;
    for (const target of targetsOf(entityId)) {
      const known = { ...about, connectionId: target.id };
      const { messages, merge } = target.remote.cannot;
      if (message) {
        const kind = message.visibility === 'internal' ? 'note' : 'reply';
        const said = [{ field: 'message', from: null, to: message.id }];
        queue(target, known, { kind, changes: said, state: 'local', detail: messages });
        continue;
      }
      if (merged) {
        const into = changes.find(({ field }) => field === 'mergedIntoId')!;
        const told = [{ field: 'mergedIntoId', from: null, to: into.to as number }];
        queue(target, known, { kind: 'merge', changes: told, state: 'local', detail: merge });
      }
      queueFields(target, known, fields);
    }
  }

  return {
    heard,
    quietly<T>(connectionId: number, work: () => T): T {
      const before = quiet;
      quiet = connectionId;
      try {
        return work();
      } finally {
        quiet = before;
      }
    },
  };
}

interface About {
  readonly ticketId: number;
  readonly organizationId: number;
  readonly connectionId: number;
  readonly actorName: string;
}

export type TicketOutbox = ReturnType<typeof createTicketOutbox>;

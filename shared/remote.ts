import { z } from 'zod';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** What of a ticket another service may hold too; each is merged by itself. */
export const remoteField = z.enum([
  'subject',
  'description',
  'status',
  'priority',
  'type',
  'category',
  'assigneeId',
  'resolution',
]);
export type RemoteField = z.infer<typeof remoteField>;

/** In our own words: categories by their base, people by their id here. */
export const remoteValue = z.union([z.string(), z.number()]).nullable();
export type RemoteValue = z.infer<typeof remoteValue>;
/** Only what is known: a field that the other side does not serve is absent, which is not the same as empty. */
export type RemoteValues = Partial<Record<RemoteField, RemoteValue>>;

export const queuedKind = z.enum(['create', 'update', 'reply', 'note', 'merge']);
export type QueuedKind = z.infer<typeof queuedKind>;

/**
 * `waiting` to be sent; `sending` now; `sent`. `local`: the service has no way to take it, so it holds here only.
 * For a technician: `conflict` (the service changed the same), `refused` (it said no), `suspect` (it may have been
 * done already). `given_up` and `settled` by one.
 */
export const queuedState = z.enum([
  'waiting',
  'sending',
  'sent',
  'local',
  'conflict',
  'refused',
  'suspect',
  'given_up',
  'settled',
]);
export type QueuedState = z.infer<typeof queuedState>;
/** States in which somebody has to decide. */
export const undecidedStates = ['conflict', 'refused', 'suspect'] as const satisfies QueuedState[];

/** One field of a queued change. */
export const queuedField = z.object({ field: z.string(), from: remoteValue, to: remoteValue });
export type QueuedField = z.infer<typeof queuedField>;

/** A change made here to a ticket that another service holds too. */
export const queuedChange = z.object({
  id,
  organizationId: id,
  connectionId: id,
  ticketId: id,
  subject: z.string(),
  kind: queuedKind,
  changes: z.array(queuedField),
  state: queuedState,
  /** Why it is in that state, in words. */
  detail: z.string().nullable(),
  attempts: z.int(),
  actorName: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
  finishedAt: nullableTimestamp,
});
export type QueuedChange = z.infer<typeof queuedChange>;

/** The same field changed on both sides: both versions are kept until somebody settles it. */
export const conflict = z.object({
  id,
  organizationId: id,
  connectionId: id,
  ticketId: id,
  subject: z.string(),
  field: remoteField,
  /** What both sides last agreed on; null too where that is not known. */
  base: remoteValue,
  mine: remoteValue,
  theirs: remoteValue,
  mineBy: z.string(),
  foundAt: timestamp,
});
export type Conflict = z.infer<typeof conflict>;

/** What one connection does with one noun, and why not where it does not. */
export const capability = z.object({ what: z.string(), can: z.boolean(), why: z.string().nullable() });
export type Capability = z.infer<typeof capability>;

/** How a connection does, as far as it asks and sends. */
export const syncState = z.discriminatedUnion('state', [
  /** It only receives: no address or no key. */
  z.object({ state: z.literal('not_set_up'), detail: z.string() }),
  z.object({ state: z.literal('switched_off') }),
  z.object({ state: z.literal('vault_locked') }),
  z.object({ state: z.literal('offline') }),
  z.object({ state: z.literal('syncing'), since: timestamp, read: z.int() }),
  /** Between two runs; `nextAt` is null where it runs only when asked. */
  z.object({ state: z.literal('idle'), nextAt: nullableTimestamp }),
  /** The service refused the key: nothing is asked until there is another one. */
  z.object({ state: z.literal('key_refused'), detail: z.string(), since: timestamp }),
  /** `resting`: after five failures in a row it is left alone for longer. */
  z.object({
    state: z.literal('failing'),
    detail: z.string(),
    failures: z.int(),
    resting: z.boolean(),
    nextAt: timestamp,
  }),
]);
export type SyncState = z.infer<typeof syncState>;

/** What one whole run brought. */
export const syncReport = z.object({
  startedAt: timestamp,
  finishedAt: timestamp,
  /** A run is whole or failed; only a whole one says that something is missing there. */
  complete: z.boolean(),
  detail: z.string().nullable(),
  ticketsNew: z.int(),
  ticketsChanged: z.int(),
  ticketsMissing: z.int(),
  messagesNew: z.int(),
  assetsNew: z.int(),
  assetsChanged: z.int(),
  organizations: z.int(),
  conflicts: z.int(),
  sent: z.int(),
});
export type SyncReport = z.infer<typeof syncReport>;

export const syncFigures = z.object({
  sync: syncState,
  intervalMinutes: z.int().nullable(),
  /** Whether new tickets of its organization are opened there too. */
  sendsNew: z.boolean(),
  lastCompleteAt: nullableTimestamp,
  lastReport: syncReport.nullable(),
  capabilities: z.array(capability),
  /** Changes that wait to be sent, and those that wait for somebody. */
  queued: z.int(),
  undecided: z.int(),
});
export type SyncFigures = z.infer<typeof syncFigures>;

/** A client as the other service calls it; null where its records are not taken. */
export const remoteOrganization = z.object({
  remoteId: z.string(),
  name: z.string(),
  organizationId: nullableId,
});
export type RemoteOrganization = z.infer<typeof remoteOrganization>;

/** Where a ticket is held besides here. */
export const ticketRemote = z.object({
  connectionId: id,
  connectionName: z.string(),
  /** Null while it is still to be opened there. */
  remoteId: z.string().nullable(),
  lastReadAt: nullableTimestamp,
  /** Since when a whole run did not find it there any more. */
  missingSince: nullableTimestamp,
  changes: z.array(queuedChange),
  conflicts: z.array(conflict),
  capabilities: z.array(capability),
});
export type TicketRemote = z.infer<typeof ticketRemote>;

const ids = z.array(id).min(1).max(1000);

export const outboxContract = {
  /** Oldest first; without states those that are not done yet. */
  list: procedure(
    z.strictObject({
      connectionId: id.optional(),
      states: z.array(queuedState).max(9).optional(),
      limit: z.int().min(1).max(5000).default(1000),
    }),
    z.array(queuedChange),
  ),
  counts: procedure(z.strictObject({}), z.object({ queued: z.int(), undecided: z.int() })),
  /** Sends what was refused again. For a suspect: it was not done there, so it is done again. */
  retry: procedure(z.strictObject({ ids }), z.array(queuedChange)),
  /** It holds here only from now on. */
  giveUp: procedure(z.strictObject({ ids }), z.array(queuedChange)),
  /** Tickets there that a suspect new ticket may be: those of the same words that were read since. */
  candidates: procedure(
    z.strictObject({ id }),
    z.array(z.object({ remoteId: z.string(), ticketId: id, createdAt: timestamp })),
  ),
  /** A suspect new ticket is that one there. */
  adopt: procedure(z.strictObject({ id, remoteId: z.string().min(1).max(200) }), queuedChange),
  conflicts: procedure(z.strictObject({ connectionId: id.optional() }), z.array(conflict)),
  /** `mine` is sent there, `theirs` is taken here; several at once are one change. */
  settle: procedure(
    z.strictObject({
      choices: z
        .array(z.strictObject({ id, choice: z.enum(['mine', 'theirs']) }))
        .min(1)
        .max(100),
    }),
    z.object({}),
  ),
  ofTicket: procedure(z.strictObject({ ticketId: id }), z.array(ticketRemote)),
};

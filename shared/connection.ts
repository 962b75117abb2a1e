import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { remoteOrganization, syncFigures, syncReport } from './remote.ts';
import { webhookSecret } from './webhook.ts';

export const connectionKind = z.enum(['oneclickit', 'clientstor', 'orqit', 'theonestack']);
export type ConnectionKind = z.infer<typeof connectionKind>;

/** Why something that came in was not taken. */
export const hookRefusal = z.enum([
  'unknown_connection',
  'switched_off',
  'no_signature',
  'wrong_signature',
  'wrong_token',
  'too_old',
  'too_new',
  'changed_body',
  'too_large',
  'broken_off',
  'not_json',
  'no_secret',
  'vault_locked',
]);
export type HookRefusal = z.infer<typeof hookRefusal>;

/** An account at a remote service: what it sends here, and what it is asked and sent. */
export const connection = z.object({
  id,
  kind: connectionKind,
  name: z.string(),
  /** Whose tickets and assets its events are about. */
  organizationId: id,
  baseUrl: z.string().nullable(),
  /** Where the service reaches this machine: a tunnel of the owner's choice. Null where nothing is set up. */
  publicUrl: z.string().nullable(),
  enabled: z.boolean(),
  hasKey: z.boolean(),
  hasSecret: z.boolean(),
  /** Until when the secret before this one is taken too. */
  previousSecretUntil: nullableTimestamp,
  /** The path of its events on this engine's port: `/hooks/7`. With a token where its service does not sign. */
  hookPath: z.string(),
  /** The plan that it last told of. */
  plan: z.string().nullable(),
  lastDeliveryAt: nullableTimestamp,
  /** When a request came all the way round by the public address. */
  lastRoundTripAt: nullableTimestamp,
  accepted: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  syncing: syncFigures,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Connection = z.infer<typeof connection>;

const url = z.string().max(2000);
const writable = {
  name: requiredText(120),
  baseUrl: url.nullable(),
  publicUrl: url.nullable(),
  enabled: z.boolean(),
  /** Null: only when asked. */
  intervalMinutes: z.int().min(1).max(1440).nullable(),
  /** New tickets of its organization are opened there too, where the service can do that. */
  sendsNew: z.boolean(),
};

export const newConnection = z.strictObject({
  kind: connectionKind,
  name: writable.name.optional(),
  organizationId: id.default(1),
  baseUrl: writable.baseUrl.default(null),
  publicUrl: writable.publicUrl.default(null),
  enabled: writable.enabled.default(true),
  intervalMinutes: writable.intervalMinutes.default(5),
  sendsNew: writable.sendsNew.default(true),
  apiKey: z.string().min(1).max(4000).optional(),
  hookSecret: webhookSecret.optional(),
});
export type NewConnection = z.infer<typeof newConnection>;

export const connectionPatch = z
  .strictObject(writable)
  .partial()
  .extend({
    organizationId: id.optional(),
    apiKey: z.string().min(1).max(4000).optional(),
  });

/** A secret that was made here, and the whole path with its token, are shown this once, to be entered at the service. */
export const revealedConnection = z.object({ connection, hookSecret: z.string().nullable() });

export const roundTrip = z.discriminatedUnion('state', [
  z.object({ state: z.literal('arrived'), url: z.string(), durationMs: z.int() }),
  z.object({ state: z.literal('failed'), url: z.string().nullable(), detail: z.string() }),
]);

/** Whether address and key are right, by one small request. */
export const connectionCheck = z.discriminatedUnion('state', [
  z.object({ state: z.literal('answered'), durationMs: z.int() }),
  z.object({ state: z.literal('failed'), detail: z.string() }),
]);
export type ConnectionCheck = z.infer<typeof connectionCheck>;

/** Stands for all interfaces of a machine, those that come later too. */
export const everyInterface = '0.0.0.0';

export const hookListenerSettings = z.strictObject({
  /** A second listener that serves `/hooks/` and nothing else. */
  lan: z.boolean(),
  /** The address of this machine at which it listens, or `everyInterface`. */
  address: z
    .string()
    .max(45)
    .regex(/^[\d.:a-fA-F]+$/, 'must be an IP address'),
  port: z.int().min(0).max(65_535),
});
export type HookListenerSettings = z.infer<typeof hookListenerSettings>;

export const hookListener = z.object({
  settings: hookListenerSettings,
  state: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off') }),
    /** `urls`: what other machines reach it at, each without a path; none while this machine is in no network. */
    z.object({ state: z.literal('listening'), urls: z.array(z.string()) }),
    /** It is tried again by itself. */
    z.object({ state: z.literal('failed'), detail: z.string() }),
  ]),
  /** Addresses that this machine has now. */
  choices: z.array(z.object({ address: z.string(), name: z.string(), internal: z.boolean() })),
});
export type HookListener = z.infer<typeof hookListener>;

export const connectionsContract = {
  list: procedure(z.strictObject({}), z.array(connection)),
  get: procedure(z.strictObject({ id }), connection),
  create: procedure(newConnection, revealedConnection),
  update: procedure(z.strictObject({ id, patch: connectionPatch }), connection),
  /**
   * With all that came in by it; what that did stays. What was never sent by it holds here only, which is noted on
   * each ticket: whoever removes it says how many changes those are, and is refused with a `conflict` otherwise.
   */
  remove: procedure(z.strictObject({ id, neverSent: z.int().min(0).default(0) }), z.object({})),
  /** Another secret, given or made; for the hours of the overlap the old one is taken too. */
  rotateSecret: procedure(
    z.strictObject({
      id,
      overlapHours: z.number().min(0).max(720).default(24),
      secret: webhookSecret.optional(),
    }),
    revealedConnection,
  ),
  /** What was refused and why, the most frequent first. */
  refusals: procedure(
    z.strictObject({ id: id.nullable().default(null) }),
    z.array(
      z.object({ connectionId: id.nullable(), reason: hookRefusal, count: z.int(), lastAt: timestamp }),
    ),
  ),
  /** Asks the public address for itself: whether what is sent there comes here. */
  checkRoundTrip: procedure(z.strictObject({ id }), roundTrip),
  /** Reads all that it serves and sends what waits. Answers when that is done, also where it failed. */
  sync: procedure(z.strictObject({ id }), syncReport),
  check: procedure(z.strictObject({ id }), connectionCheck),
  /** Its clients, and who of ours they are. */
  organizations: procedure(z.strictObject({ id }), z.array(remoteOrganization)),
  mapOrganization: procedure(
    z.strictObject({ id, remoteId: z.string().min(1).max(200), organizationId: nullableId }),
    z.array(remoteOrganization),
  ),
  listener: procedure(z.strictObject({}), hookListener),
  /** What cannot be listened at is refused with a `conflict`, and all stays as it was. */
  setListener: procedure(hookListenerSettings.partial(), hookListener),
};

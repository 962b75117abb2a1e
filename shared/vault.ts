import { z } from 'zod';
import { nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/**
 * What opens the vault: the operating system's keychain, a passphrase on top of it, a passphrase in its place,
 * or nothing at all: then it lasts as long as the engine runs and what it sealed is lost afterwards.
 */
export const vaultProtection = z.enum(['keychain', 'keychain_and_passphrase', 'passphrase', 'memory']);
export type VaultProtection = z.infer<typeof vaultProtection>;

/** Why the vault is locked. The first six are somebody's wish, the others what stands in the way of opening it. */
export const lockReason = z.enum([
  'by_hand',
  'idle',
  'screen_locked',
  'suspended',
  'quit',
  'passphrase_needed',
  /** Opening was not tried yet. */
  'not_tried',
  /** There is no keychain service to ask, or it has no place to keep anything. */
  'keychain_unavailable',
  /** It is there and did not give the key: locked, or its question was dismissed. */
  'keychain_refused',
  'keychain_timed_out',
  /** It holds no key of this vault: removed, or another keychain than the one that the vault was made with. */
  'key_missing',
  /** What it holds under the vault's name is no key. */
  'key_garbled',
  /** It holds a key, but one of another vault. */
  'key_foreign',
  /** It ended with the engine that held it: memory-only. */
  'memory_gone',
  /** What the database holds of the vault cannot be read. */
  'damaged',
]);
export type LockReason = z.infer<typeof lockReason>;

/** When the vault locks by itself; each of these can be switched off. */
export const vaultSettings = z.strictObject({
  /** Minutes without anybody at the console; null for never. */
  lockAfterMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .nullable(),
  lockWithScreen: z.boolean(),
  lockOnSuspend: z.boolean(),
  /** After the application ended, the next start finds the vault locked. */
  lockOnQuit: z.boolean(),
});
export type VaultSettings = z.infer<typeof vaultSettings>;

export const defaultVaultSettings: VaultSettings = {
  lockAfterMinutes: 10,
  lockWithScreen: true,
  lockOnSuspend: true,
  lockOnQuit: true,
};

const about = {
  /** Null while there is no vault yet: nothing could be found to protect it with. */
  protection: vaultProtection.nullable(),
  settings: vaultSettings,
  /** Credentials that the engine itself works with (connections, webhooks) can be used, also while the vault is locked. */
  servicesOpen: z.boolean(),
};

export const vaultStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('locked'),
    ...about,
    reason: lockReason,
    /** The reason in a sentence for the technician. */
    detail: z.string(),
    /** `unlock` needs a passphrase. */
    needsPassphrase: z.boolean(),
    /** A try may succeed without anything else being changed first. */
    retry: z.boolean(),
    since: timestamp,
  }),
  z.object({ state: z.literal('opening'), ...about }),
  z.object({
    state: z.literal('unlocked'),
    ...about,
    since: timestamp,
    /** When it locks by itself if nobody does anything; null for never. */
    locksAt: nullableTimestamp,
    entries: z.int(),
    /** Rows that somebody changed outside of Techbench, or that are damaged: they are not shown. */
    damaged: z.array(z.int()),
  }),
]);
export type VaultStatus = z.infer<typeof vaultStatus>;

export const passphrase = z.string().min(1).max(1024);
/** A passphrase that is being chosen. */
export const newPassphrase = z.string().min(8, 'needs at least 8 characters').max(1024);

export const vaultContract = {
  status: procedure(z.strictObject({}), vaultStatus),
  /** Also the way to try again. Answers the state as it is then; a wrong passphrase is a `forbidden`. */
  unlock: procedure(z.strictObject({ passphrase: passphrase.optional() }), vaultStatus),
  lock: procedure(z.strictObject({}), vaultStatus),
  /** Makes the vault where there is none. `memory` and `passphrase` are only for those who asked for them. */
  setUp: procedure(
    z.strictObject({ protection: vaultProtection, passphrase: newPassphrase.optional() }),
    vaultStatus,
  ),
  /** Changes what opens it; the vault must be open, and a passphrase that it has is asked for once more. */
  protect: procedure(
    z.strictObject({
      protection: z.enum(['keychain', 'keychain_and_passphrase', 'passphrase']),
      currentPassphrase: passphrase.optional(),
      passphrase: newPassphrase.optional(),
    }),
    vaultStatus,
  ),
  /** Makes a new data key and seals everything with it; all or nothing. */
  rotateKey: procedure(
    z.strictObject({ passphrase: passphrase.optional() }),
    z.object({ sealed: z.int(), durationMs: z.number() }),
  ),
  /**
   * Whoever sits there says so again: entries that ask again can be revealed for a minute afterwards. With a
   * passphrase it is checked here; with the keychain alone, the console asked the operating system or the person.
   */
  confirm: procedure(
    z.strictObject({ passphrase: passphrase.optional() }),
    z.object({ confirmedUntil: timestamp }),
  ),
  /** Somebody is at the console: the idle time begins anew. */
  activity: procedure(z.strictObject({}), z.object({})),
  configure: procedure(vaultSettings.partial(), vaultStatus),
};

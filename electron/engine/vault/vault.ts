import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { LockReason, VaultProtection, VaultStatus } from '../../../shared/vault.ts';
import type { WritableDb } from '../database/db.ts';
import { newChangeId, type FieldChange, type Journal } from '../database/journal.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keychain } from '../platform/keychain.ts';
import { createIdleWatch } from './idle-watch.ts';
import { openKeys, serviceKeys, type OpenKeys, type ServiceKeys } from './keys/data-key.ts';
import { readWrappedKey, writeWrappedKey, type WrappedKey } from './keys/key-repository.ts';
import { keyBytes } from './keys/seal.ts';
import { unwrapKey, usesPassphrase, wrapKey, type KeyRefusal } from './keys/wrapping.ts';
import { lockWords, mayRetry } from './lock-words.ts';
import { readStaysLocked, readVaultSettings, writeStaysLocked } from './vault-settings.ts';

export interface VaultDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly keychain: Keychain;
  /** Nobody sits there: it opens whenever it can, and never locks by itself. */
  readonly unattended: boolean;
  /** What is held in memory while it is open. */
  readonly contents: VaultContents;
}

export interface VaultContents {
  /** Reads everything in, in parts, so that calls get in between; stops early where `given up` answers true. */
  load(keys: OpenKeys, givenUp: () => boolean): Promise<void>;
  /** Lets go of all of it. */
  drop(): void;
  readonly size: number;
  readonly damaged: readonly number[];
}

type State =
  | { readonly state: 'locked'; readonly reason: LockReason; readonly detail: string; readonly since: number }
  | { readonly state: 'opening'; readonly attempt: Promise<VaultStatus> }
  | { readonly state: 'unlocked'; readonly keys: OpenKeys; readonly since: number };

export type Vault = ReturnType<typeof createVault>;

/** The lock: who has the keys, since when, and why not. What lies behind it is `contents`. */
export function createVault(deps: VaultDeps) {
  const { db, clock, journal, push, keychain, contents } = deps;
  const idle = createIdleWatch(clock, () => lock('idle'));
  let state: State = lockedBecause('not_tried');
  let services: ServiceKeys | null = null;
  /** Goes up whenever what is under way is no longer wanted. */
  let generation = 0;

  function lockedBecause(reason: LockReason, detail = lockWords[reason]): State {
    return { state: 'locked', reason, detail, since: clock.now() };
  }

  function enter(next: State): void {
    state = next;
    push({ type: 'vault', state: next.state });
  }

  function record(caller: Caller, action: string, changes: readonly FieldChange[]): void {
    journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'vault',
      entityId: null,
      organizationId: null,
      action,
      changes,
    });
  }

  function protection(): VaultProtection | null {
    const key = readWrappedKey(db);
    return key === undefined || key === 'damaged' ? null : key.protection;
  }

  function status(): VaultStatus {
    idle.check();
    const about = {
      protection: protection(),
      settings: readVaultSettings(db),
      servicesOpen: services !== null,
    };
    if (state.state === 'opening') return { state: 'opening', ...about };
    if (state.state === 'unlocked') {
      const { since } = state;
      const { size: entries, damaged } = contents;
      return { state: 'unlocked', ...about, since, locksAt: idle.endsAt(), entries, damaged: [...damaged] };
    }
    const { reason, detail, since } = state;
    const needsPassphrase = about.protection !== null && usesPassphrase(about.protection);
    return { state: 'locked', ...about, reason, detail, needsPassphrase, retry: mayRetry(reason), since };
  }

  /** The keys while the vault is open. @throws AppError `locked` */
  function keys(): OpenKeys {
    idle.check();
    if (state.state === 'unlocked') return state.keys;
    const detail = state.state === 'opening' ? 'It is being opened.' : state.detail;
    throw new AppError('locked', `The vault is locked. ${detail}`);
  }

  /** Keys for the engine's own credentials. @throws AppError `locked` while nobody opened the vault since the start */
  function openServices(): ServiceKeys {
    if (services) return services;
    throw new AppError('locked', 'The vault must be opened once before connections can be used.');
  }

  /** Everything that could read a secret goes: keys, contents, what is under way. */
  function lock(reason: LockReason, caller?: Caller): void {
    if (state.state === 'locked') return;
    if (isMemoryOnly() && reason !== 'by_hand' && reason !== 'quit') return;
    generation += 1;
    const wasOpen = state.state === 'unlocked';
    if (state.state === 'unlocked') state.keys.wipe();
    contents.drop();
    idle.stop();
    const gone = isMemoryOnly();
    enter(gone ? lockedBecause('memory_gone') : lockedBecause(reason));
    if (!wasOpen) return;
    db.transaction(() => {
      if (!deps.unattended) writeStaysLocked(db, reason);
      if (caller) record(caller, 'lock', [{ field: 'reason', from: null, to: reason }]);
    });
  }

  function isMemoryOnly(): boolean {
    return protection() === 'memory';
  }

  /** Takes the keys in and reads the contents; what was locked meanwhile stays locked. */
  async function open(
    caller: Caller,
    dataKey: Buffer,
    started: number,
    action: string,
  ): Promise<VaultStatus> {
    const opened = openKeys(dataKey);
    const givenUp = (): boolean => generation !== started;
    try {
      if (!givenUp()) await contents.load(opened, givenUp);
    } catch (error) {
      opened.wipe();
      contents.drop();
      throw error;
    }
    if (givenUp()) {
      opened.wipe();
      return status();
    }
    services ??= opened.services;
    db.transaction(() => {
      writeStaysLocked(db, null);
      record(caller, action, []);
    });
    if (!deps.unattended && !isMemoryOnly()) idle.start(readVaultSettings(db).lockAfterMinutes);
    enter({ state: 'unlocked', keys: opened, since: clock.now() });
    return status();
  }

  /** Runs one attempt at a time; a failure leaves the vault locked for its reason. */
  function attempt(work: (started: number) => Promise<VaultStatus | KeyRefusal>): Promise<VaultStatus> {
    if (state.state === 'opening') return state.attempt;
    const before = state;
    generation += 1;
    const started = generation;
    const running = work(started).then(
      (outcome) => {
        if (outcome.state !== 'refused') return outcome;
        if (generation !== started) return status();
        if (outcome.reason === 'wrong_passphrase') {
          enter(before);
          throw new AppError('forbidden', outcome.detail, { details: { reason: 'wrong_passphrase' } });
        }
        enter(lockedBecause(outcome.reason, outcome.detail));
        return status();
      },
      (error: unknown) => {
        if (generation === started) enter(before);
        throw error;
      },
    );
    enter({ state: 'opening', attempt: running });
    return running;
  }

  /** Opens the vault, or makes one with the keychain where there is none yet. */
  function unlock(caller: Caller, passphrase?: string): Promise<VaultStatus> {
    if (state.state === 'unlocked') return Promise.resolve(status());
    return attempt(async (started) => {
      const key = readWrappedKey(db);
      if (key === 'damaged') return { state: 'refused', reason: 'damaged', detail: lockWords.damaged };
      if (key === undefined) return make(caller, 'keychain', undefined, started);
      const unwrapped = await unwrapKey(keychain, key, passphrase);
      if (unwrapped.state === 'refused') return unwrapped;
      return open(caller, unwrapped.dataKey, started, 'unlock');
    });
  }

  async function make(
    caller: Caller,
    wanted: VaultProtection,
    passphrase: string | undefined,
    started: number,
  ): Promise<VaultStatus | KeyRefusal> {
    const dataKey = randomBytes(keyBytes);
    const vaultId = randomBytes(16).toString('hex');
    const wrapped = await wrapKey(keychain, { vaultId, protection: wanted, passphrase, dataKey });
    if (wrapped.state === 'refused') return wrapped;
    db.transaction(() => {
      forgetUnreadable();
      writeWrappedKey(db, wrapped.key, clock.now());
      record(caller, 'create', [{ field: 'protection', from: null, to: wanted }]);
    });
    services = null;
    return open(caller, dataKey, started, 'unlock');
  }

  /** What a memory-only vault left behind was sealed with a key that is nowhere any more. */
  function forgetUnreadable(): void {
    for (const table of ['vault_entry', 'vault_earlier', 'vault_secret']) db.run(`DELETE FROM ${table}`);
  }

  /** Makes the vault in the way that somebody chose. @throws AppError `conflict` where there is one already */
  function setUp(caller: Caller, wanted: VaultProtection, passphrase?: string): Promise<VaultStatus> {
    const existing = readWrappedKey(db);
    if (existing !== undefined && (existing === 'damaged' || existing.protection !== 'memory')) {
      throw new AppError('conflict', 'There is a vault already.');
    }
    if (state.state === 'unlocked') throw new AppError('conflict', 'The vault is open.');
    return attempt((started) => make(caller, wanted, passphrase, started));
  }

  return {
    status,
    keys,
    services: openServices,
    lock,
    unlock,
    setUp,
    idle,
    record,
    /** The key as it lies in the database, of an open vault. @throws AppError `locked` */
    wrappedKey(): WrappedKey {
      keys();
      const key = readWrappedKey(db);
      if (key === undefined || key === 'damaged') throw new AppError('locked', lockWords.damaged);
      return key;
    },
    /** New keys in the place of the open ones; both were and are of this vault. */
    replaceKeys(next: OpenKeys): void {
      if (state.state !== 'unlocked') throw new AppError('locked', 'The vault is locked.');
      state.keys.wipe();
      services?.wipe();
      services = next.services;
      state = { ...state, keys: next };
    },
    /**
     * The first try after a start. What somebody locked stays locked, but for the engine's own credentials where
     * the keychain alone opens them.
     */
    async openAtStart(caller: Caller): Promise<VaultStatus> {
      const reason = deps.unattended ? undefined : readStaysLocked(db);
      const key = readWrappedKey(db);
      if (reason === undefined || key === undefined || key === 'damaged' || key.protection === 'memory') {
        return unlock(caller);
      }
      enter(lockedBecause(reason));
      if (usesPassphrase(key.protection)) return status();
      const unwrapped = await unwrapKey(keychain, key, undefined);
      if (unwrapped.state === 'open') {
        services ??= serviceKeys(unwrapped.dataKey);
        unwrapped.dataKey.fill(0);
      }
      return status();
    },
    /** The engine ends: nothing of the vault stays in memory. */
    stop(readOnly: boolean): void {
      const stays = state.state === 'unlocked' && !deps.unattended && readVaultSettings(db).lockOnQuit;
      if (stays && !readOnly) writeStaysLocked(db, 'quit');
      generation += 1;
      if (state.state === 'unlocked') state.keys.wipe();
      services?.wipe();
      services = null;
      contents.drop();
      idle.stop();
      state = lockedBecause('quit');
    },
  };
}

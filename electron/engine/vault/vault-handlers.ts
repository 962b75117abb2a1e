import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { vaultContract, VaultProtection } from '../../../shared/vault.ts';
import type { WritableDb } from '../database/db.ts';
import { changedFields } from '../database/journal.ts';
import { invalidField, requireAdministrator, requireWriter } from '../database/tenancy.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keychain } from '../platform/keychain.ts';
import { unwrapKey, usesPassphrase } from './keys/wrapping.ts';
import type { createRotation } from './rotation.ts';
import { readVaultSettings, writeVaultSettings } from './vault-settings.ts';
import type { Vault } from './vault.ts';

export interface VaultHandlersDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly unattended: boolean;
  readonly vault: Vault;
  readonly rotation: ReturnType<typeof createRotation>;
  readonly changed: () => void;
}

/** So long an entry that asks again does not ask once more. */
const confirmedMs = 60_000;

/** What the console does with the lock. */
export function createVaultHandlers(deps: VaultHandlersDeps) {
  const { db, clock, vault, rotation } = deps;
  let confirmedUntil = -Infinity;

  const handlers: DomainHandlers<typeof vaultContract, Caller> = {
    status: () => vault.status(),
    unlock: (caller, input) => vault.unlock(caller, input.passphrase),
    lock(caller) {
      vault.lock('by_hand', caller);
      return vault.status();
    },
    setUp(caller, input) {
      requireAdministrator(caller);
      requirePassphraseFor(input.protection, input.passphrase);
      return vault.setUp(caller, input.protection, input.passphrase);
    },
    async protect(caller, input) {
      requireAdministrator(caller);
      requirePassphraseFor(input.protection, input.passphrase);
      const given = { current: input.currentPassphrase, next: input.passphrase };
      await rotation.protect(caller, input.protection, given);
      deps.changed();
      return vault.status();
    },
    rotateKey(caller, input) {
      requireAdministrator(caller);
      return rotation.rotate(caller, input.passphrase);
    },
    async confirm(caller, input) {
      requireWriter(caller);
      const key = vault.wrappedKey();
      if (usesPassphrase(key.protection)) {
        const unwrapped = await unwrapKey(deps.keychain, key, input.passphrase);
        if (unwrapped.state === 'refused') {
          throw new AppError('forbidden', unwrapped.detail, { details: { reason: unwrapped.reason } });
        }
        unwrapped.dataKey.fill(0);
      }
      confirmedUntil = clock.monotonic() + confirmedMs;
      return { confirmedUntil: clock.now() + confirmedMs };
    },
    activity() {
      vault.idle.check();
      vault.idle.touch();
      return {};
    },
    configure(caller, input) {
      requireAdministrator(caller);
      const before = readVaultSettings(db);
      const after = { ...before, ...definedOf(input) };
      db.transaction(() => {
        writeVaultSettings(db, after);
        vault.record(caller, 'configure', changedFields(before, after));
      });
      if (vault.status().state === 'unlocked' && !deps.unattended) vault.idle.start(after.lockAfterMinutes);
      deps.changed();
      return vault.status();
    },
  };

  return {
    handlers,
    /** Whether somebody said within the last minute who is there. */
    confirmed: () => clock.monotonic() < confirmedUntil,
    forgetConfirmation(): void {
      confirmedUntil = -Infinity;
    },
  };
}

function requirePassphraseFor(protection: VaultProtection, passphrase: string | undefined): void {
  if (usesPassphrase(protection) === (passphrase !== undefined)) return;
  throw invalidField(
    'passphrase',
    passphrase === undefined ? 'is required' : 'is not used by this protection',
  );
}

function definedOf<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { VaultProtection } from '../../../shared/vault.ts';
import type { WritableDb } from '../database/db.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keychain } from '../platform/keychain.ts';
import { entryPlace, openEntry, openHealth, sealEntry, sealHealth } from './entries/entry-sealing.ts';
import { earlierAfter, entriesAfter, keepEarlier, updateEntry } from './entries/entry-repository.ts';
import { openKeys, type OpenKeys } from './keys/data-key.ts';
import { writeWrappedKey, type WrappedKey } from './keys/key-repository.ts';
import { keyBytes } from './keys/seal.ts';
import { unwrapKey, usesPassphrase, wrapKey } from './keys/wrapping.ts';
import { resealSecrets } from './secret-store.ts';
import type { Vault, VaultContents } from './vault.ts';

export interface RotationDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly vault: Vault;
  readonly contents: VaultContents;
  /** What other rooms sealed with the vault's keys. @returns how many values */
  readonly resealOthers: (from: OpenKeys, to: OpenKeys) => number;
}

const perPart = 200;

/** Other keys for what is there: a new data key, or another way to it. */
export function createRotation(deps: RotationDeps) {
  const { db, clock, keychain, vault } = deps;

  /** What the vault opens with must be shown once more where it is a passphrase. */
  async function requirePassphrase(key: WrappedKey, passphrase: string | undefined): Promise<void> {
    if (!usesPassphrase(key.protection)) return;
    const unwrapped = await unwrapKey(keychain, key, passphrase);
    if (unwrapped.state === 'refused') throw refused(unwrapped.reason, unwrapped.detail);
    unwrapped.dataKey.fill(0);
  }

  async function wrapped(
    key: WrappedKey,
    protection: VaultProtection,
    passphrase: string | undefined,
    dataKey: Buffer,
  ): Promise<WrappedKey> {
    const result = await wrapKey(keychain, { vaultId: key.vaultId, protection, passphrase, dataKey });
    if (result.state === 'wrapped') return result.key;
    throw refused(result.reason, result.detail);
  }

  return {
    /** The vault opens in another way from now on; the earlier item of the keychain stays, for backups of before. */
    async protect(
      caller: Caller,
      protection: Exclude<VaultProtection, 'memory'>,
      given: { readonly current: string | undefined; readonly next: string | undefined },
    ): Promise<void> {
      const key = vault.wrappedKey();
      await requirePassphrase(key, given.current);
      // A copy: the vault may be locked, and its own key wiped, while the keychain is still thinking.
      const dataKey = Buffer.from(vault.keys().dataKey);
      try {
        const next = await wrapped(key, protection, given.next, dataKey);
        requireSame(key, vault.wrappedKey());
        db.transaction(() => {
          writeWrappedKey(db, next, clock.now());
          vault.record(caller, 'protect', [{ field: 'protection', from: key.protection, to: protection }]);
        });
      } finally {
        dataKey.fill(0);
      }
    },
    /** A new data key, and everything sealed with it, in one transaction: a crash leaves the old or the new. */
    async rotate(
      caller: Caller,
      passphrase: string | undefined,
    ): Promise<{ sealed: number; durationMs: number }> {
      const began = performance.now();
      const key = vault.wrappedKey();
      await requirePassphrase(key, passphrase);
      const next = openKeys(randomBytes(keyBytes));
      try {
        const nextKey = await wrapped(key, key.protection, passphrase, next.dataKey);
        requireSame(key, vault.wrappedKey());
        const from = vault.keys();
        const sealed = db.transaction(() => {
          const count = resealAll(from, next);
          writeWrappedKey(db, nextKey, clock.now());
          vault.record(caller, 'rotate', []);
          return count;
        });
        vault.replaceKeys(next);
        await deps.contents.load(next, () => false);
        return { sealed, durationMs: performance.now() - began };
      } catch (error) {
        next.wipe();
        throw error;
      }
    },
  };

  function resealAll(from: OpenKeys, to: OpenKeys): number {
    const secrets = resealSecrets(db, from, to);
    if (typeof secrets === 'object') throw damaged(`the credential ${secrets.damaged}`);
    return resealEntries(from, to) + resealEarlier(from, to) + secrets + deps.resealOthers(from, to);
  }

  function resealEntries(from: OpenKeys, to: OpenKeys): number {
    let count = 0;
    for (let part = entriesAfter(db, 0, perPart); part.length > 0;) {
      for (const stored of part) {
        const contents = openEntry(from, stored, stored);
        if (!contents) throw damaged(`entry ${stored.id}`);
        const health = openHealth(from, stored, stored.health);
        const { sealed } = sealEntry(to, stored, contents);
        updateEntry(db, stored, sealed, health && sealHealth(to, stored, health));
      }
      count += part.length;
      part = entriesAfter(db, part.at(-1)!.id, perPart);
    }
    return count;
  }

  function resealEarlier(from: OpenKeys, to: OpenKeys): number {
    let count = 0;
    for (let part = earlierAfter(db, 0, 0, perPart); part.length > 0;) {
      for (const state of part) {
        const place = entryPlace({ id: state.entryId, ...state }, 'earlier');
        const plain = from.entries.open(place, state.contents);
        if (!plain) throw damaged(`an earlier state of entry ${state.entryId}`);
        keepEarlier(db, { ...state, contents: to.entries.seal(place, plain) }, clock.now());
        plain.fill(0);
      }
      count += part.length;
      const last = part.at(-1)!;
      part = earlierAfter(db, last.entryId, last.version, perPart);
    }
    return count;
  }
}

/** Somebody else was quicker while the keychain or the passphrase took its time. */
function requireSame(before: WrappedKey, now: WrappedKey): void {
  if (before.wrapped.equals(now.wrapped)) return;
  throw new AppError('conflict', 'The key of the vault was changed meanwhile.');
}

function refused(reason: string, detail: string): AppError {
  const code = reason === 'wrong_passphrase' || reason === 'passphrase_needed' ? 'forbidden' : 'unavailable';
  return new AppError(code, detail, { details: { reason } });
}

/** What cannot be opened with the old key would be lost with it. */
function damaged(what: string): AppError {
  return new AppError('conflict', `The key was not changed: ${what} is damaged and would be lost for good.`);
}

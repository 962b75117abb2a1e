import type { VaultExportFile } from '../../../shared/vault-file-format.ts';
import { systemCaller, type Caller } from '../../../shared/caller.ts';
import type { LockReason, VaultStatus } from '../../../shared/vault.ts';
import type { Log } from '../platform/log.ts';
import type { ImportOrganizations } from '../platform/plan-rows.ts';
import { createPasswordComparison, type CompareDeps } from './breach/compare-passwords.ts';
import { checkEntries } from './check-entries.ts';
import { createCodes } from './codes.ts';
import { createEntries } from './entries/entries.ts';
import type { EntryTies } from './entries/entry-ties.ts';
import { exportEntries } from './export-entries.ts';
import { createEntryIndex } from './entries/entry-index.ts';
import { forgetEarlierBefore } from './entries/entry-repository.ts';
import { listLogins, type LoginsWanted } from './health/logins.ts';
import { forgetInMemory } from './forget-in-memory.ts';
import type { OpenKeys } from './keys/data-key.ts';
import type { SealedPlace } from './keys/seal.ts';
import { createRotation } from './rotation.ts';
import { createSecretStore } from './secret-store.ts';
import { createStrengths } from './strength/strengths.ts';
import { createVaultFiles } from './vault-files.ts';
import { createVaultHandlers } from './vault-handlers.ts';
import { readVaultSettings } from './vault-settings.ts';
import { createVault, type VaultContents, type VaultDeps } from './vault.ts';

export interface VaultRoomDeps extends Omit<VaultDeps, 'contents'>, EntryTies {
  readonly organizationName: (id: number) => string | undefined;
  readonly log: Log;
  /** Where passwords are compared with those known from breaches. */
  readonly compares: {
    readonly isOn: () => boolean;
    readonly check: CompareDeps['compare'];
    /** What was asked for goes with the vault. */
    readonly forget: () => void;
  };
  /** Values that other rooms sealed by `sealing`, to be sealed anew with other keys. @returns how many */
  readonly resealOthers: (from: Sealing, to: Sealing) => number;
}

/** For what another room keeps that came from the vault. */
export interface Sealing {
  seal(row: string, plain: Uint8Array): Buffer;
  /** Undefined where it was changed or moved. */
  open(row: string, sealed: Uint8Array): Buffer | undefined;
}

const earlierKeptMs = 30 * 86_400_000;

/** Builds the room: the lock, and behind it entries, codes and credentials. */
export function createVaultRoom(deps: VaultRoomDeps) {
  const { db, clock, log, push } = deps;
  const index = createEntryIndex(db);
  const strengths = createStrengths({
    db,
    index,
    log,
    keys: () => (vault.status().state === 'unlocked' ? vault.keys() : null),
    estimated: (ids) => push({ type: 'entries', ids: [...ids], reason: 'changed' }),
  });
  const comparison = createPasswordComparison({
    ...deps,
    index,
    keys: () => (vault.status().state === 'unlocked' ? vault.keys() : null),
    isOn: deps.compares.isOn,
    compare: deps.compares.check,
  });
  const contents: VaultContents = {
    load: (keys, givenUp) => index.contents.load(keys, givenUp),
    drop() {
      const held = index.contents.size > 0;
      index.contents.drop();
      strengths.stop();
      comparison.stop();
      deps.compares.forget();
      codes.drop();
      lock.forgetConfirmation();
      if (held) forgetInMemory();
    },
    get size() {
      return index.contents.size;
    },
    get damaged() {
      return index.contents.damaged;
    },
  };
  const vault = createVault({ ...deps, contents });
  const rotation = createRotation({
    ...deps,
    vault,
    contents,
    resealOthers: (from, to) =>
      deps.resealOthers(
        sealingOf(() => from),
        sealingOf(() => to),
      ),
  });
  const lock = createVaultHandlers({
    ...deps,
    vault,
    rotation,
    changed: () => push({ type: 'vault', state: vault.status().state }),
  });
  const forEntries = {
    ...deps,
    index,
    strengths,
    compareLater: comparison.later,
    keys: () => vault.keys(),
    confirmed: () => deps.unattended || lock.confirmed(),
  };
  const entries = createEntries(forEntries);
  const codes = createCodes({ ...forEntries, writes: entries.writes });

  return {
    handlers: { vault: lock.handlers, entries: entries.handlers, codes: codes.handlers },
    secrets: createSecretStore({ db, clock, services: () => vault.services() }),
    sealing: sealingOf(() => vault.keys()),
    entries,
    /** Reads files of other products in. */
    files: (organizations: ImportOrganizations) =>
      createVaultFiles({
        index,
        organizations,
        writes: entries.writes,
        now: () => clock.now(),
        keys: () => vault.keys(),
      }),
    /** All entries of one client, or of all, in a file; who took them out is recorded. */
    export: (caller: Caller, wanted: VaultExportFile) =>
      exportEntries({ ...deps, index, writes: entries.writes, keys: () => vault.keys() }, caller, wanted),
    /** Opens every sealed value of every entry; null while the vault is locked. */
    check: () => (vault.status().state === 'unlocked' ? checkEntries(db, vault.keys()) : null),
    /** Passwords of an open vault and those known from breaches. */
    comparison,
    /** For reviews: what is wrong with logins; null while the vault is locked. */
    logins: (caller: Caller, wanted: LoginsWanted) =>
      vault.status().state === 'unlocked' ? listLogins(index, caller, wanted, clock.now()) : null,
    status: () => vault.status(),
    isOpen: () => vault.status().state === 'unlocked',
    /** The first try after a start; what stands in the way is the vault's state, not a failure. */
    async open(): Promise<VaultStatus> {
      const status = await vault.openAtStart(systemCaller).catch((error: unknown) => {
        log('error', 'the vault could not be opened', { reason: String(error) });
        return vault.status();
      });
      // What was read from disk may lack estimates: of an import that was cut short, or restored.
      if (status.state === 'unlocked') {
        strengths.later(
          [...index.all()]
            .filter(({ card, strength }) => card.hasPassword && strength === null)
            .map(({ id }) => id),
        );
      }
      return status;
    },
    /** Loads what estimates passwords, so that the first one that is written is estimated at once. */
    prepare: () => strengths.load(),
    /** The computer goes to sleep or shows its lock. */
    lockFor(reason: Extract<LockReason, 'screen_locked' | 'suspended'>): void {
      const settings = readVaultSettings(db);
      if (deps.unattended) return;
      if (reason === 'suspended' ? settings.lockOnSuspend : settings.lockWithScreen) vault.lock(reason);
    },
    /** What can be taken back is kept for a month. */
    forgetOld: () => forgetEarlierBefore(db, clock.now() - earlierKeptMs),
    stop: (readOnly: boolean) => vault.stop(readOnly),
  };
}

function sealingOf(keys: () => OpenKeys): Sealing {
  return {
    seal: (row, plain) => keys().entries.seal(placeOf(row), plain),
    open: (row, sealed) => keys().entries.open(placeOf(row), sealed),
  };
}

function placeOf(row: string): SealedPlace {
  return { table: 'other', row, field: 'sealed', version: 1, organizationId: null };
}

import {
  defaultVaultSettings,
  lockReason,
  vaultSettings,
  type LockReason,
  type VaultSettings,
} from '../../../shared/vault.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { readSetting, writeSetting } from '../database/settings.ts';

const settingsKey = 'vault.settings';
const lockedKey = 'vault.locked';

/** When the vault locks by itself, in this workspace. */
export function readVaultSettings(db: ReadableDb): VaultSettings {
  const stored = readSetting(db, settingsKey);
  if (stored === undefined) return defaultVaultSettings;
  return vaultSettings.parse({ ...defaultVaultSettings, ...(JSON.parse(stored) as object) });
}

export function writeVaultSettings(db: WritableDb, settings: VaultSettings): void {
  writeSetting(db, settingsKey, JSON.stringify(settings));
}

/** Why the vault is to stay locked at the next start, if it is: a crash or a restart must not open what somebody locked. */
export function readStaysLocked(db: ReadableDb): LockReason | undefined {
  return lockReason.safeParse(readSetting(db, lockedKey)).data;
}

export function writeStaysLocked(db: WritableDb, reason: LockReason | null): void {
  if (reason === null) db.run('DELETE FROM setting WHERE key = ?', [lockedKey]);
  else writeSetting(db, lockedKey, reason);
}

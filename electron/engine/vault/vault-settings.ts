import { z } from 'zod';
import {
  defaultVaultSettings,
  lockReason,
  vaultSettings,
  type LockReason,
  type VaultSettings,
} from '../../../shared/vault.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { readSetting, readSettingAs, writeSetting, type Setting } from '../database/settings.ts';

/** What an older program did not know yet has its usual value. */
export const vaultSetting: Setting<VaultSettings> = {
  key: 'vault.settings',
  schema: z.preprocess(
    (stored) =>
      typeof stored === 'object' && stored !== null ? { ...defaultVaultSettings, ...stored } : stored,
    vaultSettings,
  ),
  standard: defaultVaultSettings,
};

const lockedKey = 'vault.locked';

/** When the vault locks by itself, in this workspace. */
export function readVaultSettings(db: ReadableDb): VaultSettings {
  return readSettingAs(db, vaultSetting);
}

export function writeVaultSettings(db: WritableDb, settings: VaultSettings): void {
  writeSetting(db, vaultSetting.key, JSON.stringify(settings));
}

/** Why the vault is to stay locked at the next start, if it is: a crash or a restart must not open what somebody locked. */
export function readStaysLocked(db: ReadableDb): LockReason | undefined {
  return lockReason.safeParse(readSetting(db, lockedKey)).data;
}

export function writeStaysLocked(db: WritableDb, reason: LockReason | null): void {
  if (reason === null) db.run('DELETE FROM setting WHERE key = ?', [lockedKey]);
  else writeSetting(db, lockedKey, reason);
}

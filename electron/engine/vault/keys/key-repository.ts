import { z } from 'zod';
import { vaultProtection, type VaultProtection } from '../../../../shared/vault.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import { argonParameters } from './passphrase-key.ts';

const keyParameters = z.strictObject({
  /** Which item of the keychain holds the key that wraps, with what tells that key from any other. */
  keychain: z
    .strictObject({ item: z.string().max(200), check: z.string().regex(/^[0-9a-f]{16}$/) })
    .nullable(),
  passphrase: argonParameters.nullable(),
});
export type KeyParameters = z.infer<typeof keyParameters>;

/** The data key as it lies in the database. */
export interface WrappedKey {
  readonly vaultId: string;
  readonly protection: VaultProtection;
  readonly parameters: KeyParameters;
  readonly wrapped: Buffer;
}

/** The vault's wrapped key; undefined where there is no vault, `damaged` where its row makes no sense. */
export function readWrappedKey(db: ReadableDb): WrappedKey | 'damaged' | undefined {
  const row = db.get<{ vault_id: string; protection: string; parameters: string; wrapped: Buffer }>(
    'SELECT vault_id, protection, parameters, wrapped FROM vault_key ORDER BY id DESC LIMIT 1',
  );
  if (!row) return undefined;
  const protection = vaultProtection.safeParse(row.protection);
  const parameters = keyParameters.safeParse(jsonOf(row.parameters));
  if (!protection.success || !parameters.success) return 'damaged';
  return {
    vaultId: row.vault_id,
    protection: protection.data,
    parameters: parameters.data,
    wrapped: row.wrapped,
  };
}

/** Takes the place of the one before: a data key that is wrapped twice is guarded by the weaker of both. */
export function writeWrappedKey(db: WritableDb, key: WrappedKey, now: number): void {
  db.transaction(() => {
    db.run('DELETE FROM vault_key');
    db.run(
      'INSERT INTO vault_key (vault_id, protection, parameters, wrapped, created_at) VALUES (?, ?, ?, ?, ?)',
      [key.vaultId, key.protection, JSON.stringify(key.parameters), key.wrapped, now],
    );
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

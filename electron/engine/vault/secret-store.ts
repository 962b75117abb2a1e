import type { WritableDb } from '../database/db.ts';
import type { Clock } from '../platform/clock.ts';
import type { OpenKeys, ServiceKeys } from './keys/data-key.ts';
import type { SealedPlace } from './keys/seal.ts';

/**
 * Credentials that the engine itself works with: keys of remote services, webhook secrets, passwords of mail
 * servers. Each lies sealed under a name of its owner's choosing, `connection/3/key`, and can be used while the
 * vault is locked, once it was opened after a start. Writes are part of the caller's transaction.
 */
export interface SecretStore {
  /** @throws AppError `locked` */
  put(name: string, secret: string): void;
  /** Undefined where there is none. @throws AppError `locked`, or a plain error where it was tampered with */
  get(name: string): string | undefined;
  remove(name: string): void;
  /** Of what is kept, those that begin so. */
  names(prefix: string): string[];
}

interface StoredSecret {
  readonly name: string;
  readonly version: number;
  readonly sealed: Buffer;
}

export interface SecretStoreDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  /** @throws AppError `locked` */
  readonly services: () => ServiceKeys;
}

export function createSecretStore({ db, clock, services }: SecretStoreDeps): SecretStore {
  const stored = (name: string): StoredSecret | undefined =>
    db.get<StoredSecret>('SELECT name, version, sealed FROM vault_secret WHERE name = ?', [name]);
  return {
    put(name, secret) {
      const version = (stored(name)?.version ?? 0) + 1;
      const sealed = services().sealer.seal(placeOf(name, version), Buffer.from(secret));
      db.run(
        `INSERT INTO vault_secret (name, version, sealed, updated_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET version = excluded.version, sealed = excluded.sealed, updated_at = excluded.updated_at`,
        [name, version, sealed, clock.now()],
      );
    },
    get(name) {
      const { sealer } = services();
      const row = stored(name);
      if (!row) return undefined;
      const plain = sealer.open(placeOf(name, row.version), row.sealed);
      if (!plain) throw new Error(`The secret ${name} was changed outside of Techbench, or is damaged`);
      const secret = plain.toString();
      plain.fill(0);
      return secret;
    },
    remove(name) {
      db.run('DELETE FROM vault_secret WHERE name = ?', [name]);
    },
    names: (prefix) =>
      db
        .all<{ name: string }>('SELECT name FROM vault_secret WHERE name >= ? AND name < ? ORDER BY name', [
          prefix,
          `${prefix}\uffff`,
        ])
        .map(({ name }) => name),
  };
}

/** Seals every secret with other keys, in the caller's transaction. @returns how many, or the name of one that does not open */
export function resealSecrets(
  db: WritableDb,
  from: OpenKeys,
  to: OpenKeys,
): number | { readonly damaged: string } {
  const rows = db.all<StoredSecret>('SELECT name, version, sealed FROM vault_secret');
  for (const { name, version, sealed } of rows) {
    const plain = from.services.sealer.open(placeOf(name, version), sealed);
    if (!plain) return { damaged: name };
    db.run('UPDATE vault_secret SET sealed = ? WHERE name = ?', [
      to.services.sealer.seal(placeOf(name, version), plain),
      name,
    ]);
    plain.fill(0);
  }
  return rows.length;
}

function placeOf(name: string, version: number): SealedPlace {
  return { table: 'vault_secret', row: name, field: 'sealed', version, organizationId: null };
}

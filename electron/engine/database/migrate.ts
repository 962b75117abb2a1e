import type BetterSqlite3 from 'better-sqlite3';

export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Runs inside one transaction together with the new version number. */
  up(raw: BetterSqlite3.Database): void;
}

export function schemaVersion(raw: BetterSqlite3.Database): number {
  return raw.pragma('user_version', { simple: true }) as number;
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings the schema up to date, one step a transaction: after any failure the file holds the old schema or
 * the new one, never something between.
 * @param beforeStep makes and checks a copy of the database before a step touches existing data
 */
export function migrate(
  raw: BetterSqlite3.Database,
  migrations: readonly Migration[],
  beforeStep: (from: number, to: Migration) => void,
): void {
  const holdsData = schemaVersion(raw) > 0;
  for (const migration of migrations) {
    const from = schemaVersion(raw);
    if (migration.version <= from) continue;
    if (migration.version !== from + 1) {
      throw new Error(`Migration ${migration.version} cannot follow schema ${from}`);
    }
    if (holdsData) beforeStep(from, migration);
    raw
      .transaction(() => {
        migration.up(raw);
        raw.pragma(`user_version = ${migration.version}`);
        const broken = raw.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0)
          throw new Error(`Migration ${migration.name} breaks ${broken.length} references`);
      })
      .immediate();
  }
}

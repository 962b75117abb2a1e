import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { checkDatabase } from './check-database.ts';
import { openConnection } from './connection.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { newestVersion, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { setAside } from './recovery.ts';

export interface Restored {
  readonly restoredFrom: string;
  /** Folder that holds the database that was replaced; null where there was none. */
  readonly setAside: string | null;
}

/**
 * Puts a checked copy of a backup in the place of the data folder's database. What was there is moved aside
 * with its journal files; nothing is deleted.
 * @throws AppError `conflict` while an engine has the folder, `validation` for a file that is no good backup
 */
export function restoreBackup(options: {
  readonly dataDir: string;
  readonly file: string;
  readonly now: number;
  readonly nativeBinding?: string | undefined;
}): Restored {
  const { dataDir, file, nativeBinding } = options;
  if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`);
  const lock = lockDataFolder(dataDir, nativeBinding);
  try {
    const database = join(dataDir, 'techbench.db');
    const candidate = `${database}.restoring`;
    remove(candidate);
    try {
      copyFileSync(file, candidate);
      checkBackup(candidate, nativeBinding);
      // The journal first: a database without its journal is older than it was, one with a stranger's is damaged.
      const movedTo = existsSync(database)
        ? setAside(database, ['-shm', '-wal', ''], options.now, 'replaced')
        : null;
      for (const suffix of ['-wal', '-shm']) rmSync(candidate + suffix, { force: true });
      renameSync(candidate, database);
      return { restoredFrom: file, setAside: movedTo };
    } finally {
      remove(candidate);
    }
  } finally {
    lock.release();
  }
}

function checkBackup(file: string, nativeBinding: string | undefined): void {
  const problem = findProblem(file, nativeBinding);
  if (problem !== undefined)
    throw new AppError('validation', `This is not a backup that can be restored: ${problem}.`);
}

function findProblem(file: string, nativeBinding: string | undefined): string | undefined {
  try {
    const raw = openConnection(file, { readonly: true, nativeBinding });
    const version = schemaVersion(raw);
    raw.close();
    if (version === 0) return 'it holds no Techbench data';
    if (version > newestVersion(migrations)) return 'it was written by a newer Techbench';
    const report = checkDatabase(file, { nativeBinding });
    return report.ok ? undefined : (report.integrity[0] ?? 'some of its rows are damaged');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function remove(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

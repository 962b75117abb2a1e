import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Recovery } from '../../../shared/system.ts';
import { listBackups } from './backups.ts';
import { checkDatabase, structureProblems } from './check-database.ts';
import { openConnection } from './connection.ts';

/**
 * Says why a database file cannot be trusted, or undefined where it can.
 * @param deep also walks the whole structure, which takes about 0.3 s for each 200 MB
 */
export function findDamage(file: string, deep: boolean, nativeBinding?: string): string | undefined {
  if (!statSync(file).isFile()) return 'it is not a file';
  try {
    // For reading only: closing a writing connection could fold the journal into a file that must stay as found.
    const raw = openConnection(file, { readonly: true, nativeBinding });
    try {
      raw.prepare('SELECT count(*) FROM sqlite_schema').get();
      if (!deep) return undefined;
      return structureProblems(raw, 'quick_check')[0];
    } finally {
      raw.close();
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // A folder without permission or a full disk is no damage: quarantining a good file would do harm. The plain
    // error is what a damaged full-text index or schema makes of these fixed statements.
    if (code && /^SQLITE_(?:CORRUPT|NOTADB|ERROR$)/.test(code)) return message;
    throw error;
  }
}

/**
 * Moves a database file, or what lies beside it by these suffixes, into a folder of its own, byte for byte and in
 * this order.
 * @returns that folder
 */
export function setAside(
  file: string,
  suffixes: readonly string[],
  now: number,
  kind: 'quarantine' | 'replaced' = 'quarantine',
): string {
  const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
  const folder = join(dirname(file), kind, stamp);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const suffix of suffixes) {
    if (existsSync(file + suffix)) renameSync(file + suffix, join(folder, basename(file) + suffix));
  }
  return folder;
}

/**
 * Moves a damaged database aside, byte for byte with its journal files, and puts the newest backup that
 * passes its own check in its place. Nothing is deleted. Without a good backup the next open starts afresh.
 */
export function recover(
  file: string,
  options: {
    readonly reason: string;
    readonly backupFolder: string;
    readonly nativeBinding?: string | undefined;
    readonly now: number;
  },
): Recovery {
  const quarantined = setAside(file, ['', '-wal', '-shm', '-journal'], options.now);
  for (const backup of listBackups(options.backupFolder)) {
    const candidate = `${file}.restoring`;
    rmSync(candidate, { force: true });
    copyFileSync(backup.file, candidate);
    if (passes(candidate, options.nativeBinding)) {
      removeJournals(candidate);
      renameSync(candidate, file);
      return { reason: options.reason, quarantined, restoredFrom: backup.file };
    }
    rmSync(candidate, { force: true });
    removeJournals(candidate);
  }
  return { reason: options.reason, quarantined, restoredFrom: null };
}

function passes(file: string, nativeBinding: string | undefined): boolean {
  try {
    return checkDatabase(file, { nativeBinding }).ok;
  } catch {
    return false; // an unreadable backup is a bad one; the next newest is tried
  }
}

function removeJournals(file: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}

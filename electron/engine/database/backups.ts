import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { Backup } from '../../../shared/system.ts';
import { checkDatabase } from './check-database.ts';
import { syncFile } from './sync-file.ts';
import type { DatabaseAside } from './database-aside.ts';

/** Of those made by the day and by hand, and as many of those before migrations: an update takes no older day away. */
export const keptBackups = 7;

export interface BackupPlace {
  readonly folder: string;
  readonly nativeBinding: string | undefined;
  now(): number;
}

const namePattern = /^techbench-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(daily|migration|manual)\.db$/;

/** Backups in a folder, newest first. Only finished and checked ones carry the name. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  const found: Backup[] = [];
  for (const name of readdirSync(folder)) {
    const match = namePattern.exec(name);
    if (!match) continue;
    const [, year, month, day, hour, minute, second, ms, reason] = match;
    const createdAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
    const file = join(folder, name);
    found.push({ file, createdAt, bytes: statSync(file).size, reason: reason as Backup['reason'] });
  }
  return found.toSorted((a, b) => b.createdAt - a.createdAt);
}

/** Copies, checks and keeps a backup without holding up the engine. Rejects, leaving nothing, if the copy is bad. */
export async function backUp(
  database: string,
  aside: DatabaseAside,
  place: BackupPlace,
  reason: Backup['reason'],
): Promise<Backup> {
  const { file, partial } = prepare(place, reason);
  try {
    const { report, eventsBefore } = await aside.copy(database, partial);
    if (!report.ok)
      throw new Error(`the copy failed its check: ${report.integrity[0] ?? 'row hashes differ'}`);
    if (report.eventsChecked < eventsBefore) throw new Error('the copy lacks events of the original');
    return keep(place, partial, file);
  } finally {
    removeFile(partial);
  }
}

/** The same before a migration, where nothing else may run until the copy is safe. */
export function backUpNow(raw: BetterSqlite3.Database, place: BackupPlace, reason: Backup['reason']): Backup {
  const { file, partial } = prepare(place, reason);
  try {
    raw.prepare('VACUUM INTO ?').run(partial);
    const report = checkDatabase(partial, { nativeBinding: place.nativeBinding, structureOnly: true });
    if (!report.ok) throw new Error(`the copy failed its check: ${report.integrity[0]}`);
    syncFile(partial);
    return keep(place, partial, file);
  } finally {
    removeFile(partial);
  }
}

function prepare(place: BackupPlace, reason: Backup['reason']): { file: string; partial: string } {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const named = (at: number): string =>
    join(place.folder, `techbench-${new Date(at).toISOString().replace(/[-:.]/g, '')}-${reason}.db`);
  let at = place.now();
  // Two small steps may fall into one millisecond; neither copy may take the other's place.
  while (existsSync(named(at))) at += 1;
  const file = named(at);
  const partial = `${file}.partial`;
  removeFile(partial);
  return { file, partial };
}

function isMigration({ reason }: Backup): boolean {
  return reason === 'migration';
}

/** Only a checked copy that is on the disk gets the name that restoring looks for, and only then may an older one go. */
function keep(place: BackupPlace, partial: string, file: string): Backup {
  renameSync(partial, file);
  const all = listBackups(place.folder);
  // By its name it may be the oldest, where the clock was set back; it is the newest all the same.
  const made = all.find((backup) => backup.file === file);
  if (!made) throw new Error(`the backup ${file} vanished`);
  const others = all.filter((each) => each !== made && isMigration(each) === isMigration(made));
  for (const old of others.slice(keptBackups - 1)) removeFile(old.file);
  return made;
}

function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Backup, Recovery, VerifyReport } from '../../../shared/system.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { backUp, backUpNow, listBackups, type BackupPlace } from './backups.ts';
import { openConnection } from './connection.ts';
import { createDatabaseAside } from './database-aside.ts';
import { createDb, type WritableDb } from './db.ts';
import { migrate, newestVersion, schemaVersion, type Migration } from './migrate.ts';
import { migrations as ownMigrations } from './migrations/migrations.ts';
import { findDamage, recover, setAside } from './recovery.ts';
import { syncFolder } from './sync-file.ts';

export interface DatabaseDeps {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly nativeBinding?: string | undefined;
  /** Called once when SQLite meets damage in the open file; the next start checks and repairs it. */
  readonly onDamage?: ((reason: string) => void) | undefined;
  /** For tests of migrations; the product always uses its own. */
  readonly migrations?: readonly Migration[];
}

export interface OpenDatabase {
  readonly db: WritableDb;
  readonly file: string;
  /** Set where the file was damaged and a repair was made. */
  readonly recovery: Recovery | null;
  /** Set where the file came from a newer Techbench and is only read. */
  readonly readOnly: { readonly reason: string } | null;
  backups(): Backup[];
  backUp(reason: Backup['reason']): Promise<Backup>;
  /** Looks at the structure of a large file that was not left in order, beside the work. */
  checkBehindStart(): Promise<void>;
  verify(): Promise<VerifyReport>;
  /** Ends what reads the file on another thread: before `close`, as it would keep the journal from being folded in. */
  endReading(): Promise<void>;
  close(): void;
}

/** Files up to this size are checked before a start that did not follow a clean stop; larger ones behind it. */
const checkedAtStartBytes = 64 * 1024 * 1024;

/**
 * Opens the data folder's database: repairs it from a backup where it is damaged, refuses to write where it is
 * newer than this program, and migrates it where it is older. The caller holds the folder's lock.
 */
export function openDatabase(deps: DatabaseDeps): OpenDatabase {
  const { dataDir, log, nativeBinding } = deps;
  const migrations = deps.migrations ?? ownMigrations;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'techbench.db');
  const cleanMark = join(dataDir, 'stopped-cleanly.json');
  const checkMark = join(dataDir, 'check-at-start');
  const place: BackupPlace = { folder: join(dataDir, 'backups'), nativeBinding, now: () => deps.clock.now() };

  setStrayJournalAside(deps, file, cleanMark);
  if (existsSync(file) && isNewer(file, migrations)) return openReadOnly(deps, file, place);
  const unchecked =
    existsSync(file) && !stoppedCleanly(file, cleanMark) && sizeOf(file) > checkedAtStartBytes;
  const recovery = repairIfDamaged(deps, file, { cleanMark, checkMark }, place);
  for (const mark of [cleanMark, checkMark]) rmSync(mark, { force: true });
  // A mark that a power cut brought back would make the journal of what follows look like a stranger's.
  syncFolder(dataDir);

  const raw = openConnection(file, { nativeBinding });
  if (schemaVersion(raw) > newestVersion(migrations)) {
    raw.close();
    return openReadOnly(deps, file, place);
  }
  try {
    migrate(raw, migrations, (from, to) => {
      const copy = backUpNow(raw, place, 'migration');
      log('info', 'backed up before migration', { from, to: to.version, file: copy.file });
    });
  } catch (error) {
    raw.close();
    throw error;
  }
  const onDamage = noteDamage(deps, checkMark);
  const aside = createDatabaseAside(nativeBinding);
  return {
    db: createDb(raw, log, onDamage),
    file,
    recovery,
    readOnly: null,
    backups: () => listBackups(place.folder),
    backUp: (reason) => backUp(file, aside, place, reason),
    async checkBehindStart() {
      if (!unchecked || recovery) return;
      const { integrity } = await aside.check(file, { structureOnly: true });
      if (integrity[0] !== undefined) onDamage(integrity[0]);
    },
    verify: () => aside.check(file),
    endReading: () => aside.end(),
    close() {
      // On a full disk the journal cannot be folded in; it stays beside the file and is read at the next start.
      try {
        // Quitting does not wait for another program that reads; a second is for one that is just ending.
        raw.pragma('busy_timeout = 1000');
        raw.pragma('wal_checkpoint(TRUNCATE)');
        raw.close();
        // Another program that reads the file keeps the journal: it is this database's, and no mark may deny that.
        if (hasJournal(file)) throw new Error('another program has the file open');
        writeFileSync(cleanMark, JSON.stringify(fingerprint(file)), { mode: 0o600 });
      } catch (error) {
        log('warn', 'the database was closed with its journal', { reason: String(error) });
        raw.close();
      }
    },
  };
}

/** The schema version stands in bytes 60 to 63 of the file; reading it there leaves a newer file untouched. */
function isNewer(file: string, migrations: readonly Migration[]): boolean {
  if (!statSync(file).isFile()) return false;
  const header = Buffer.alloc(64);
  const handle = openSync(file, 'r');
  try {
    const bytes = readSync(handle, header, 0, 64, 0);
    return (
      bytes === 64 &&
      header.toString('latin1', 0, 15) === 'SQLite format 3' &&
      header.readUInt32BE(60) > newestVersion(migrations)
    );
  } finally {
    closeSync(handle);
  }
}

function openReadOnly(deps: DatabaseDeps, file: string, place: BackupPlace): OpenDatabase {
  const raw = openConnection(file, { readonly: true, nativeBinding: deps.nativeBinding });
  const aside = createDatabaseAside(deps.nativeBinding);
  const reason =
    'This data was written by a newer Techbench. It can be read here, not changed; update Techbench to go on.';
  deps.log('warn', 'database is newer than this program', { schema: schemaVersion(raw) });
  return {
    db: createDb(raw, deps.log),
    file,
    recovery: null,
    readOnly: { reason },
    backups: () => listBackups(place.folder),
    backUp: () => Promise.reject(new Error(reason)),
    checkBehindStart: () => Promise.resolve(),
    verify: () => aside.check(file),
    endReading: () => aside.end(),
    close: () => raw.close(),
  };
}

function repairIfDamaged(
  deps: DatabaseDeps,
  file: string,
  { cleanMark, checkMark }: { readonly cleanMark: string; readonly checkMark: string },
  place: BackupPlace,
): Recovery | null {
  const { log, nativeBinding } = deps;
  const backups = listBackups(place.folder);
  if (!existsSync(file) && backups.length === 0) return null;
  const suspect = !stoppedCleanly(file, cleanMark);
  const deep = existsSync(checkMark) || (suspect && sizeOf(file) <= checkedAtStartBytes);
  const reason = existsSync(file) ? findDamage(file, deep, nativeBinding) : 'the database file is missing';
  if (reason === undefined) return null;
  const recovery = recover(file, {
    reason,
    backupFolder: place.folder,
    nativeBinding,
    now: deps.clock.now(),
  });
  log('error', 'damaged database was set aside', { ...recovery });
  return recovery;
}

/** Remembers over the restart that the file must be looked at whole, and asks for that restart once. */
function noteDamage(deps: DatabaseDeps, checkMark: string): (reason: string) => void {
  let told = false;
  return (reason) => {
    if (told) return;
    told = true;
    deps.log('error', 'damage met in the open database', { reason });
    writeFileSync(checkMark, reason, { mode: 0o600 });
    deps.onDamage?.(reason);
  };
}

/** Reading leaves an empty one behind, which holds nothing. */
function hasJournal(file: string): boolean {
  return sizeOf(`${file}-wal`) > 0;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function fingerprint(file: string): { size: number; modified: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, modified: Math.round(mtimeMs) };
}

/** True when nobody has touched the file since this program closed it in good order. */
function stoppedCleanly(file: string, cleanMark: string): boolean {
  return isAsMarked(file, cleanMark) && !hasJournal(file);
}

function isAsMarked(file: string, cleanMark: string): boolean {
  try {
    const marked = JSON.parse(readFileSync(cleanMark, 'utf8')) as { size: number; modified: number };
    const now = fingerprint(file);
    return marked.size === now.size && marked.modified === now.modified;
  } catch {
    return false;
  }
}

/**
 * A file that was closed in good order has no journal: one that lies beside it came from elsewhere, and SQLite,
 * which cannot tell, would write another database's pages over this one's.
 */
function setStrayJournalAside({ clock, log }: DatabaseDeps, file: string, cleanMark: string): void {
  if (!hasJournal(file) || !isAsMarked(file, cleanMark)) return;
  const kept = setAside(file, ['-wal', '-shm'], clock.now());
  log('warn', 'a journal that is not of this database was set aside', { kept });
}

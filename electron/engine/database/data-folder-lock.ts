import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';

export interface FolderLock {
  release(): void;
}

/** Long enough to settle a race, short enough to refuse at once where somebody really has the folder. */
const raceMs = 200;

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Takes the data folder for this process. The lock is an operating-system lock on a tiny SQLite file, so it
 * ends with its holder however that ends: nothing goes stale and no reused process id can mislead.
 * @throws AppError `conflict` naming the holder
 */
export function lockDataFolder(dataDir: string, nativeBinding?: string): FolderLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const holderFile = join(dataDir, 'engine.json');
  const raw = new BetterSqlite3(join(dataDir, 'engine.lock'), {
    // Two that reach for the lock in the same instant can hinder each other; then both try again.
    timeout: raceMs,
    ...(nativeBinding ? { nativeBinding } : {}),
  });
  try {
    raw.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    raw.close();
    const code = (error as { code?: string }).code ?? '';
    if (!code.startsWith('SQLITE_BUSY')) throw error;
    throw new AppError('conflict', `The data folder ${dataDir} is in use by ${describe(holderFile)}.`, {
      cause: error,
    });
  }
  const holder: Holder = { pid: process.pid, startedAt: new Date().toISOString() };
  writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
  return {
    release() {
      rmSync(holderFile, { force: true });
      raw.close();
    },
  };
}

function describe(holderFile: string): string {
  try {
    const holder = JSON.parse(readFileSync(holderFile, 'utf8')) as Holder;
    return `another Techbench engine (process ${holder.pid}, since ${holder.startedAt})`;
  } catch {
    return 'another Techbench engine';
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { VerifyReport } from '../../../shared/system.ts';
import { checkDatabase, reportOf } from './check-database.ts';
import { lockDataFolder } from './data-folder-lock.ts';

/**
 * The database of a folder that must have one: who only reads or changes creates nothing in a mistyped folder.
 * @throws AppError `not_found`
 */
export function requireDatabase(dataDir: string): string {
  const file = join(dataDir, 'techbench.db');
  if (!existsSync(file)) throw new AppError('not_found', `There is no database in ${dataDir}.`);
  return file;
}

/**
 * Checks the database of a data folder that no engine has open, and leaves it as it is: opening it in the
 * ordinary way would already repair what is to be reported.
 * @throws AppError `conflict` while an engine has the folder, `not_found` where there is no database
 */
export function verifyDataFolder(dataDir: string, nativeBinding?: string): VerifyReport {
  const file = requireDatabase(dataDir);
  const lock = lockDataFolder(dataDir, nativeBinding);
  try {
    return checkDatabase(file, { nativeBinding });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!code || !/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error;
    return reportOf([message]);
  } finally {
    lock.release();
  }
}

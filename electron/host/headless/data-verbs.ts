import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  renameSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { isoSeconds } from '../../../shared/identity.ts';
import { restoreBackup, verifyDataFolder } from '../../engine/engine.ts';
import type { Verb } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { checkEnvironment, print, withEngine } from './run-engine.ts';

/** Writes a checked copy of the database to a file that does not exist yet. */
export const backup: Verb = {
  usage: 'backup <file>',
  options: {},
  async run(given) {
    const target = path.resolve(given.operands[0]!);
    if (existsSync(target)) throw new AppError('conflict', `${target} exists already; nothing was written.`);
    const made = await withEngine(given, ({ console }) => console.system.backUpNow({}));
    copyWhole(made.file, target);
    print({ file: target, bytes: statSync(target).size, createdAt: isoSeconds(made.createdAt) });
    return 0;
  },
};

/** Puts a backup in the place of the database, which is set aside and not lost. */
export const restore: Verb = {
  usage: 'restore <file>',
  options: {},
  async run(given) {
    checkEnvironment();
    const file = path.resolve(given.operands[0]!);
    const nativeBinding = process.env['TECHBENCH_SQLITE_BINDING'];
    print(restoreBackup({ dataDir: dataFolder(given), file, now: Date.now(), nativeBinding }));
    return 0;
  },
};

/** Checks structure, references, row hashes and the chain of events; exit code 1 where something is wrong. */
export const verify: Verb = {
  usage: 'verify',
  options: {},
  async run(given) {
    checkEnvironment();
    const report = verifyDataFolder(dataFolder(given), process.env['TECHBENCH_SQLITE_BINDING']);
    print(report);
    return report.ok ? 0 : 1;
  },
};

/** The target appears whole or not at all. A rename, as some sticks know no links. */
function copyWhole(source: string, target: string): void {
  const partial = `${target}.partial`;
  try {
    copyFileSync(source, partial);
    const handle = openSync(partial, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(partial, target);
  } finally {
    rmSync(partial, { force: true });
  }
}

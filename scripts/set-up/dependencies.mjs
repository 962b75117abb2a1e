import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modulesDir, nodePath, projectRoot } from './paths.mjs';
import { runStep, say, SetUpError } from './report.mjs';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} Lock */

/** @param {string} file @returns {Lock | null} */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Whether node_modules holds every package of the lock file, at its version. */
export function dependenciesAreInstalled() {
  const wanted = readLock(path.join(projectRoot, 'package-lock.json'));
  const present = readLock(path.join(modulesDir, '.package-lock.json'));
  if (!wanted) throw new SetUpError('package-lock.json is missing or not readable');
  if (!present) return false;
  return Object.entries(wanted.packages).every(
    ([key, { version, optional, devOptional }]) =>
      key === '' || optional || devOptional || present.packages[key]?.version === version,
  );
}

/** A linked folder belongs to another work tree, and installing would replace its contents. */
function modulesAreLinked() {
  return lstatSync(modulesDir, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Installs what the lock file names, where anything of it is missing. */
export async function installDependencies() {
  if (dependenciesAreInstalled()) return;
  if (modulesAreLinked()) {
    say('node_modules is linked from elsewhere and differs from the lock file: left as it is');
    return;
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await runStep(
    'installing dependencies from the lock file',
    npm,
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: projectRoot,
      shell: process.platform === 'win32',
    },
  );
}

/** The Node that tests and the command line run on, which need not be the one that runs this. */
export function nodeVersion() {
  return execFileSync(nodePath, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
}

/** @throws {SetUpError} When the Node 24 of the lock file does not run on this machine. */
export function checkNode() {
  try {
    const version = nodeVersion();
    if (version.startsWith('24.')) return;
    throw new SetUpError(
      `node_modules holds Node ${version}, Techbench needs 24: delete node_modules and try again`,
    );
  } catch (cause) {
    if (cause instanceof SetUpError) throw cause;
    throw new SetUpError('Node 24 from node_modules does not start: delete node_modules and try again', {
      cause,
    });
  }
}

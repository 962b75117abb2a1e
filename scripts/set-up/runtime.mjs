import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modulesDir, runtimeDir } from './paths.mjs';

/**
 * Which Electron this machine runs. `wanted` names what the record was made for, so that a new pin of
 * Electron or better-sqlite3 makes it stale.
 *
 * @typedef {object} RuntimeRecord
 * @property {string} wanted
 * @property {'electron' | 'registry'} source Electron's own download, or the stand-in from the package registry.
 * @property {string} version Of Electron, as it calls itself.
 * @property {string} dist Folder with the executable; relative to `.runtime` unless absolute.
 * @property {string | null} sqliteBinding Addon built for a runtime that is too old for the bundled one.
 */

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} dist
 * @property {string} version
 * @property {'electron' | 'registry'} source
 * @property {string[]} args To pass before the application's folder.
 * @property {Record<string, string>} env
 */

const recordFile = path.join(runtimeDir, 'runtime.json');
const layoutVersion = 1;

/** @param {string} name */
function installedVersion(name) {
  return JSON.parse(readFileSync(path.join(modulesDir, name, 'package.json'), 'utf8')).version;
}

export function wantedRuntime() {
  return `${layoutVersion} electron@${installedVersion('electron')} better-sqlite3@${installedVersion('better-sqlite3')}`;
}

/** @returns {RuntimeRecord | null} Null where set-up has still to run, or must run again. */
export function readRuntimeRecord() {
  try {
    const record = /** @type {RuntimeRecord} */ (JSON.parse(readFileSync(recordFile, 'utf8')));
    const complete =
      existsSync(executableIn(record.dist)) &&
      (!record.sqliteBinding || existsSync(resolve(record.sqliteBinding)));
    return record.wanted === wantedRuntime() && complete ? record : null;
  } catch {
    return null;
  }
}

/** @param {Omit<RuntimeRecord, 'wanted'>} record */
export function writeRuntimeRecord(record) {
  mkdirSync(runtimeDir, { recursive: true });
  const draft = `${recordFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ wanted: wantedRuntime(), ...record }, null, 2)}\n`);
  renameSync(draft, recordFile);
}

/** @param {string} file */
function resolve(file) {
  return path.resolve(runtimeDir, file);
}

/** @param {string} dist */
function executableIn(dist) {
  if (process.platform === 'darwin') return path.join(resolve(dist), 'Electron.app/Contents/MacOS/Electron');
  return path.join(resolve(dist), process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * How to start Electron here.
 *
 * @returns {ElectronRuntime}
 * @throws When set-up has not run.
 */
export function electronRuntime() {
  const record = readRuntimeRecord();
  if (!record) throw new Error('Electron is not set up on this machine: run npm start once');
  // Chromium's sandbox cannot be had as root on Linux, which is how containers and CI machines run.
  const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
  return {
    executable: executableIn(record.dist),
    dist: resolve(record.dist),
    version: record.version,
    source: record.source,
    args: rootOnLinux ? ['--no-sandbox'] : [],
    env: record.sqliteBinding ? { TECHBENCH_SQLITE_BINDING: resolve(record.sqliteBinding) } : {},
  };
}

/** @param {ElectronRuntime} runtime In words, for a log. */
export function describeRuntime(runtime) {
  const kind = runtime.source === 'registry' ? 'stand-in from the package registry' : 'own download';
  return `Electron ${runtime.version} (${kind})`;
}

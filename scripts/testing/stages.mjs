import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { hasScreen, inVirtualSession, run } from '../session.mjs';
import { nodePath, projectRoot } from '../set-up/paths.mjs';
import { runStep } from '../set-up/report.mjs';
import { electronRuntime } from '../set-up/runtime.mjs';
import { hasProgram } from '../set-up/system-packages.mjs';

/** @typedef {import('./count-reporter.mjs').Counts} Counts */

const modules = path.join(projectRoot, 'node_modules');
const oxlint = path.join(modules, 'oxlint/bin/oxlint');
const tsc = path.join(modules, 'typescript/bin/tsc');
const oxfmt = path.join(modules, 'oxfmt/bin/oxfmt');
const typeWorlds = ['shared', 'electron', 'renderer', 'scripts', 'test'];

/** What `npm run check` looks at, in the order in which a fault is cheapest to learn. */
const checks = [
  { name: 'format', args: [oxfmt, '--check', '.'] },
  { name: 'lint', args: [oxlint, '--type-aware', '--quiet', '.'] },
  ...typeWorlds.map((world) => ({ name: `types of ${world}/`, args: [tsc, '-p', world] })),
  { name: 'architecture', args: [path.join(projectRoot, 'scripts/check-architecture.mjs')] },
];

/** @returns {Promise<Counts>} One count for each check. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, args } of checks) {
    const started = Date.now();
    const code = await run([nodePath, ...args]);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
    console.log(`${code === 0 ? '✔' : '✖'} ${name} (${Date.now() - started} ms)`);
  }
  return counts;
}

/**
 * The files of one stage, to be run.
 *
 * @param {string} folder Below `test/`.
 * @param {{ window?: boolean }} [options] `window` gives each file a screen, a keychain and a notification service.
 * @returns {import('./file-pool.mjs').TestFile[]}
 */
export function testsOf(folder, { window = false } = {}) {
  const files = testFiles(path.join('test', folder));
  const env = { ...process.env, ...(window ? electronRuntime().env : {}), NODE_ENV: 'test' };
  if (!window) return files.map((file) => ({ stage: folder, file, env }));
  // A window that a failed test left open must not hold the run.
  return files.map((file) => ({
    stage: folder,
    file,
    env,
    args: ['--test-force-exit'],
    // A desktop has a keychain, a notification service and a window manager that are not ours and stall at times.
    isTriedAgain: true,
    command: inTestSession,
  }));
}

/**
 * How many files run side by side. Windows on a person's own screen take the keyboard from each other: one.
 *
 * @param {boolean} windows Whether some of the files open windows.
 */
export function testLanes(windows) {
  if (windows && !ownSessions()) return 1;
  return Math.max(2, Math.min(4, availableParallelism()));
}

function ownSessions() {
  return process.platform === 'linux' && (hasProgram('xvfb-run') || !hasScreen());
}

/**
 * A place with a keychain and a notification service, the same on every machine that can have it.
 *
 * @param {string[]} command @param {number} lane Each has a screen and a keychain of its own.
 */
function inTestSession(command, lane) {
  return ownSessions()
    ? inVirtualSession(command, { throwaway: `lane-${lane}`, screen: 100 + 50 * lane })
    : command;
}

/**
 * By hand, as the first run on a fresh machine has Node 20, which knows no globs.
 *
 * @param {string} folder @returns {string[]} Relative to the project.
 */
function testFiles(folder) {
  const absolute = path.join(projectRoot, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => path.join(folder, file))
    .toSorted();
}

/** @returns {Promise<Counts>} */
export async function runBuild() {
  const code = await run([nodePath, path.join(projectRoot, 'scripts/build.mjs')]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** The public tools of the http tests: a lock of their own, for they weigh more than all the rest. */
export async function installApiTools() {
  const source = path.join(projectRoot, 'test/api-tools');
  const folder = path.join(projectRoot, '.cache/api-tools');
  const lock = readFileSync(path.join(source, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'node_modules/.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  cpSync(source, folder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runStep('installing the public OpenAPI tools from their lock file', npm, args, {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

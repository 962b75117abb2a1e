import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
 * A place with a keychain and a notification service, the same on every machine that can have it.
 *
 * @param {string[]} command
 */
function inTestSession(command) {
  return process.platform === 'linux' && (hasProgram('xvfb-run') || !hasScreen())
    ? inVirtualSession(command, { throwaway: true })
    : command;
}

/**
 * Runs the test files of a folder. A run that dies, or a folder without tests, is a failure.
 *
 * @param {string} folder Below `test/`.
 * @param {{ window?: boolean, atOnce?: number }} [options] `atOnce` files run side by side where they share nothing.
 * @returns {Promise<Counts>}
 */
export async function runTests(folder, { window = false, atOnce = 1 } = {}) {
  const files = testFiles(path.join('test', folder));
  const work = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  const countFile = path.join(work, 'counts.json');
  const command = [
    nodePath,
    '--test',
    // A window that a failed test left open must not hold the run.
    `--test-concurrency=${atOnce}`,
    ...(window ? ['--test-force-exit'] : []),
    '--test-timeout=600000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${path.join(projectRoot, 'scripts/testing/count-reporter.mjs')}`,
    `--test-reporter-destination=${countFile}`,
    ...files,
  ];
  const env = { ...process.env, ...(window ? electronRuntime().env : {}), NODE_ENV: 'test' };
  try {
    const code = files.length === 0 ? 1 : await run(window ? inTestSession(command) : command, env);
    const counts = readCounts(countFile);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
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

/** @param {string} file @returns {Counts} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
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

// Test files side by side: each in a process of its own, its output printed whole when it has ended.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodePath, projectRoot } from '../set-up/paths.mjs';

/** @typedef {import('./count-reporter.mjs').Counts} Counts */
/** @typedef {Counts & { seconds: number, again: string[] }} StageCounts `again`: files that passed at the second try only. */
/** @typedef {{ stage: string, file: string, isTriedAgain?: boolean, command?: (command: string[], lane: number) => string[], env?: NodeJS.ProcessEnv, args?: string[] }} TestFile `command` wraps what is run on a lane; `isTriedAgain`: a failure counts when it comes twice. */

/** A file that is still running then hangs: the slowest one takes a third of it on two slow cores. */
const longestMs = 12 * 60_000;
/** What took longer than this before it failed is not tried again: the whole run has to end. */
const triedAgainWithinS = 300;

/** Files that are long in themselves (kills, restarts, many histories): begun first, so that none is left alone at the end. */
const longFiles = [
  'test/engine/reliability/kill',
  'test/migrations/',
  'test/http/openapi',
  'test/engine/reliability/',
  'test/engine/exchange/delivery-storm',
  'test/engine/exchange/hook-replays',
  'test/engine/exchange/connections/histories',
  'test/engine/uptime/network-faults',
  'test/host/',
  'test/http/model',
  'test/engine/vault/',
  'test/engine/uptime/stopped-process',
  'test/e2e/',
];

/** Nothing runs beside these. */
const aloneFiles = [
  // Builds the application anew, from which every other window is started.
  'test/e2e/packaging',
  // Hold the product to a time: two seconds after a crash and the like.
  'test/e2e/console-crash',
  'test/e2e/crashes',
  'test/e2e/outages',
  'test/host/engine-link',
  'test/host/second-engine',
];

/**
 * Runs every file once, `lanes` of them at a time, the long ones first; then those that want the machine to themselves.
 *
 * @param {readonly TestFile[]} files
 * @param {number} lanes
 * @returns {Promise<Map<string, StageCounts>>} By stage; seconds are those of its files, summed.
 */
export async function runFiles(files, lanes) {
  /** @type {Map<string, StageCounts>} */
  const byStage = new Map();
  const work = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  const [together, alone] = [
    files.filter(({ file }) => !isAlone(file)),
    files.filter(({ file }) => isAlone(file)),
  ];
  const longFirst = together.toSorted((a, b) => rank(a.file) - rank(b.file));
  try {
    await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(longFirst, lane)));
    await runLane(alone, 0);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return byStage;

  /** @param {TestFile[]} waiting Shared by the lanes. @param {number} lane */
  async function runLane(waiting, lane) {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const countFile = path.join(work, `${lane}.json`);
      const first = await runFile(next, lane, countFile);
      const isOnceMore =
        first.counts.failed > 0 && next.isTriedAgain === true && first.seconds < triedAgainWithinS;
      print(isOnceMore ? '↻' : markOf(first.counts), next.file, first);
      if (!isOnceMore) {
        add(next, first, first.seconds, false);
        continue;
      }
      const second = await runFile(next, lane, countFile);
      print(markOf(second.counts), `${next.file}, once more`, second);
      add(next, second, first.seconds + second.seconds, second.counts.failed === 0);
    }
  }

  /** @param {TestFile} test @param {{ counts: Counts }} ran @param {number} seconds @param {boolean} isSecondTry */
  function add({ stage, file }, { counts }, seconds, isSecondTry) {
    const sum = byStage.get(stage) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0, again: [] };
    byStage.set(stage, {
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
      seconds: sum.seconds + seconds,
      again: isSecondTry ? [...sum.again, file] : sum.again,
    });
  }
}

/** @param {Counts} counts */
function markOf({ failed }) {
  return failed === 0 ? '✔' : '✖';
}

/** @param {string} mark @param {string} title @param {{ seconds: number, output: string }} ran */
function print(mark, title, { seconds, output }) {
  console.log(`\n== ${mark} ${title} (${seconds.toFixed(1)} s)\n${output.trimEnd()}`);
}

/** @param {string} file */
function isAlone(file) {
  return aloneFiles.some((start) => slashed(file).startsWith(start));
}

/** @param {string} file */
function slashed(file) {
  return file.replaceAll('\\', '/');
}

/** @param {string} file */
function rank(file) {
  const place = longFiles.findIndex((start) => slashed(file).startsWith(start));
  return place === -1 ? longFiles.length : place;
}

/**
 * @param {TestFile} test @param {number} lane @param {string} countFile
 * @returns {Promise<{ counts: Counts, seconds: number, output: string }>}
 */
async function runFile({ file, command = (plain) => plain, env = process.env, args = [] }, lane, countFile) {
  rmSync(countFile, { force: true });
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${path.join(projectRoot, 'scripts/testing/count-reporter.mjs')}`,
    `--test-reporter-destination=${countFile}`,
  ];
  const started = performance.now();
  const { code, output } = await runAndListen(command([nodePath, ...reporters, ...args, file], lane), env);
  const counts = readCounts(countFile);
  // A process that died, and a file in which nothing was tested, are failures that no test can tell.
  const tested = counts.passed + counts.failed + counts.skipped > 0;
  if ((code !== 0 || !tested) && counts.failed === 0) counts.failed = 1;
  return { counts, seconds: (performance.now() - started) / 1000, output };
}

/** @param {string} file @returns {Counts} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * Runs a command with all that it starts in one group, and ends the group where the command hangs or we are ended.
 *
 * @param {readonly string[]} command @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, output: string }>}
 */
function runAndListen([program = '', ...args], env) {
  return new Promise((resolve, reject) => {
    const group = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: group,
    });
    /** @type {Buffer[]} */
    const heard = [];
    child.stdout.on('data', (chunk) => heard.push(chunk));
    child.stderr.on('data', (chunk) => heard.push(chunk));
    const end = () => {
      if (group && child.pid !== undefined) killGroup(child.pid);
      else child.kill('SIGKILL');
    };
    const hangs = setTimeout(() => {
      heard.push(Buffer.from(`\nstill running after ${longestMs / 60_000} minutes: ended\n`));
      end();
    }, longestMs);
    const ended = () => {
      end();
      process.exit(1);
    };
    process.once('SIGINT', ended).once('SIGTERM', ended);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(hangs);
      process.off('SIGINT', ended).off('SIGTERM', ended);
      // What a failed test left behind (a window, a server) holds our ends of the pipes, and the machine.
      end();
      const done = () => resolve({ code: code ?? 1, output: Buffer.concat(heard).toString('utf8') });
      child.once('close', done);
      setTimeout(done, 2000).unref();
    });
  });
}

/** @param {number} leader */
function killGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

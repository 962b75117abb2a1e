// npm test [-- <stage> …]: everything, or the stages named. Ends with one line: `N passed, N failed`.
import { endWith, setUp } from './set-up.mjs';
import { nodeVersion } from './set-up/dependencies.mjs';
import { describeRuntime, electronRuntime } from './set-up/runtime.mjs';
import { runFiles } from './testing/file-pool.mjs';
import { installApiTools, runBuild, runChecks, testLanes, testsOf } from './testing/stages.mjs';

/** @typedef {import('./testing/count-reporter.mjs').Counts} Counts */

/** What is looked at first, each alone: a fault there is cheap to learn. @type {Record<string, () => Promise<Counts>>} */
const looks = { check: runChecks, build: runBuild };

/** Folders of `test/`; their files run side by side. @type {Record<string, { window?: boolean }>} */
const folders = {
  architecture: {},
  engine: {},
  http: {},
  migrations: {},
  renderer: {},
  app: {},
  host: {},
  ipc: {},
  e2e: { window: true },
};

const wanted = process.argv.slice(2);
const stages = [...Object.keys(looks), ...Object.keys(folders)];
const unknown = wanted.filter((name) => !stages.includes(name));
const asked = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}; there are ${stages.join(', ')}.`);
  process.exit(2);
}

await setUp({ electron: true }).catch(endWith);
console.log(`Tests run on ${describeRuntime(electronRuntime())} and Node ${nodeVersion()}.`);

/** @type {[name: string, counts: Counts, seconds: number][]} */
const done = [];
for (const [name, look] of Object.entries(looks)) {
  if (!asked(name)) continue;
  console.log(`\n== ${name}`);
  const started = performance.now();
  done.push([name, await look(), (performance.now() - started) / 1000]);
}
if (asked('http')) await installApiTools();
const chosen = Object.entries(folders).filter(([name]) => asked(name));
const files = chosen.flatMap(([name, options]) => testsOf(name, options));
/** What failed once and passed then is told last: nobody should have to look for it. @type {string[]} */
const again = [];
const byStage = await runFiles(files, testLanes(chosen.some(([, { window }]) => window)));
for (const [name] of chosen) {
  // A stage of which nothing ran is a fault of the run.
  const { seconds, ...counts } = byStage.get(name) ?? {
    passed: 0,
    failed: 1,
    skipped: 0,
    seconds: 0,
    again: [],
  };
  again.push(...counts.again);
  done.push([name, counts, seconds]);
}

const total = { passed: 0, failed: 0 };
const summary = done.map(([name, { passed, failed, skipped }, seconds]) => {
  total.passed += passed;
  total.failed += failed;
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${failed === 0 ? '✔' : '✖'} ${name.padEnd(13)} ${passed} passed, ${failed} failed${skips} (${seconds.toFixed(1)} s)`;
});
console.log(`\n== summary\n${summary.join('\n')}`);
for (const file of again) console.log(`↻ ${file} failed once and passed when it was run again`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

// npm test [-- <stage> …]: everything, or the stages named. Ends with one line: `N passed, N failed`.
import { endWith, setUp } from './set-up.mjs';
import { nodeVersion } from './set-up/dependencies.mjs';
import { describeRuntime, electronRuntime } from './set-up/runtime.mjs';
import { installApiTools, runBuild, runChecks, runTests } from './testing/stages.mjs';

/** @type {Record<string, () => Promise<import('./testing/stages.mjs').Counts>>} */
const stages = {
  check: runChecks,
  architecture: () => runTests('architecture'),
  engine: () => runTests('engine', { atOnce: 2 }),
  http: async () => {
    await installApiTools();
    return runTests('http', { atOnce: 2 });
  },
  migrations: () => runTests('migrations'),
  renderer: () => runTests('renderer'),
  build: runBuild,
  app: () => runTests('app'),
  host: () => runTests('host'),
  ipc: () => runTests('ipc'),
  e2e: () => runTests('e2e', { window: true }),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

await setUp({ electron: true }).catch(endWith);
console.log(`Tests run on ${describeRuntime(electronRuntime())} and Node ${nodeVersion()}.`);

const total = { passed: 0, failed: 0 };
const summary = [];
for (const [name, run] of Object.entries(stages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { passed, failed, skipped } = await run();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  summary.push(
    `${failed === 0 ? '✔' : '✖'} ${name.padEnd(13)} ${passed} passed, ${failed} failed${skips} (${seconds} s)`,
  );
}
console.log(`\n== summary\n${summary.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

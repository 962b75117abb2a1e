// npm run dev: like npm start, and again after every change to the sources. The page is served over app://
// with the strict policy here too, so that nothing works in development only; drafts survive in the engine.
import { watch } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { endWith, setUp } from './set-up.mjs';
import { nodePath, projectRoot } from './set-up/paths.mjs';
import { electronRuntime } from './set-up/runtime.mjs';
import { run } from './session.mjs';

/** Editors write a file in several steps, and several files at once. */
const quietMs = 150;

await setUp({ electron: true }).catch(endWith);
const runtime = electronRuntime();
/** @type {import('node:child_process').ChildProcess | undefined} */
let window;
let changed = true;
/** @type {() => void} */
let wake = () => {};

function startWindow() {
  window = spawn(runtime.executable, [...runtime.args, projectRoot, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...runtime.env },
  });
  const started = window;
  started.once('exit', (code) => {
    // Closed by hand: development is over. Replaced by us: `window` is another one by then.
    if (window === started) process.exit(code ?? 0);
  });
}

/** @returns {Promise<void>} Resolves once the old window has ended, its engine with it. */
function stopWindow() {
  const old = window;
  window = undefined;
  if (!old || old.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    old.once('exit', () => resolve());
    old.kill('SIGTERM');
  });
}

for (const folder of ['electron', 'renderer', 'shared']) {
  watch(path.join(projectRoot, folder), { recursive: true }, () => {
    changed = true;
    wake();
  });
}

for (;;) {
  if (!changed) await /** @type {Promise<void>} */ (new Promise((resolve) => (wake = resolve)));
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  changed = false;
  if ((await run([nodePath, 'scripts/build.mjs'])) !== 0) continue;
  await stopWindow();
  startWindow();
}

// From a fresh clone to something that runs: needs Node 20 or later and a package registry, nothing
// else. Every step looks first and does nothing where there is nothing to do.
import { pathToFileURL } from 'node:url';
import { checkNode, installDependencies } from './set-up/dependencies.mjs';
import { installElectron } from './set-up/electron.mjs';
import { say, SetUpError } from './set-up/report.mjs';
import { describeRuntime, electronRuntime, readRuntimeRecord } from './set-up/runtime.mjs';
import { installWindowPackages } from './set-up/system-packages.mjs';

/** @param {{ electron: boolean }} needs Whether a window will be opened, or plain Node is enough. */
export async function setUp(needs) {
  await installDependencies();
  if (!needs.electron || readRuntimeRecord()) return;
  checkNode();
  await installWindowPackages();
  await installElectron();
  say(`ready: ${describeRuntime(electronRuntime())}`);
}

/**
 * Says a failure in one line and ends with code 1; anything unexpected keeps its stack.
 *
 * @param {unknown} error
 */
export function endWith(error) {
  if (error instanceof SetUpError) say(error.message);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp({ electron: !process.argv.includes('--no-electron') }).catch(endWith);
}

// npm run --silent engine -- <verb> …: the engine without a window, in plain Node. Set-up speaks on
// standard error; standard output belongs to the engine.
import { endWith, setUp } from './set-up.mjs';
import { nodePath } from './set-up/paths.mjs';
import { run } from './session.mjs';

await setUp({ electron: false }).catch(endWith);

// npm passes a SIGTERM on to its shell, which ends without telling us: then we are told by having lost it.
const shell = process.ppid;
setInterval(() => {
  if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
}, 250).unref();

process.exit(await run([nodePath, 'electron/host/headless.ts', ...process.argv.slice(2)]));

// npm run --silent engine -- <verb> …: the engine without a window, in plain Node. Set-up speaks on
// standard error; standard output belongs to the engine.
import { endWith, setUp } from './set-up.mjs';
import { nodePath } from './set-up/paths.mjs';
import { run } from './session.mjs';

await setUp({ electron: false }).catch(endWith);
process.exit(await run([nodePath, 'electron/host/headless.ts', ...process.argv.slice(2)]));

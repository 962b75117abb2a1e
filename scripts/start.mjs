// npm start [-- --demo]: sets up, builds, opens the window.
import { endWith, setUp } from './set-up.mjs';
import { nodePath, projectRoot } from './set-up/paths.mjs';
import { electronRuntime } from './set-up/runtime.mjs';
import { hasScreen, inVirtualSession, run } from './session.mjs';

await setUp({ electron: true }).catch(endWith);
const built = await run([nodePath, 'scripts/build.mjs']);
if (built !== 0) process.exit(built);

const runtime = electronRuntime();
const command = [runtime.executable, ...runtime.args, projectRoot, ...process.argv.slice(2)];
if (!hasScreen()) process.stderr.write('start: no screen here, so the window opens on a virtual one\n');
process.exit(
  await run(hasScreen() ? command : inVirtualSession(command), { ...process.env, ...runtime.env }),
);

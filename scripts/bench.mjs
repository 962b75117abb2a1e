// npm run bench [-- --tickets 250000 --only window|engine|http|migration|growth]: figures as a table and as JSON.
// The first run fills workspaces of 10,000, 250,000 and 1,000,000 tickets under .cache, which takes minutes.
import { endWith, setUp } from './set-up.mjs';
import { nodePath } from './set-up/paths.mjs';
import { hasScreen, inVirtualSession, run } from './session.mjs';

await setUp({ electron: true }).catch(endWith);
const built = await run([nodePath, 'scripts/build.mjs']);
if (built !== 0) process.exit(built);
const command = [nodePath, 'test/bench/bench.ts', ...process.argv.slice(2)];
process.exit(await run(hasScreen() ? command : inVirtualSession(command, { throwaway: 'tools' })));

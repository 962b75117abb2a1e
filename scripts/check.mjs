// npm run check: format, lint, types, architecture.
import { endWith, setUp } from './set-up.mjs';
import { runChecks } from './testing/stages.mjs';

await setUp({ electron: false }).catch(endWith);
const { failed } = await runChecks();
process.exitCode = failed === 0 ? 0 : 1;

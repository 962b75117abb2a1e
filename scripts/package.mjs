// npm run package [-- <electron-builder arguments>]: without arguments an unpacked application for this
// machine from the Electron at hand, checked afterwards; with arguments what electron-builder makes of them.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endWith, setUp } from './set-up.mjs';
import { modulesDir, nodePath, projectRoot, runtimeDir } from './set-up/paths.mjs';
import { electronRuntime } from './set-up/runtime.mjs';
import { run } from './session.mjs';

const builder = path.join(modulesDir, 'electron-builder/cli.js');
const asked = process.argv.slice(2);

await setUp({ electron: asked.length === 0 }).catch(endWith);
const built = await run([nodePath, 'scripts/build.mjs']);
if (built !== 0) process.exit(built);
if (asked.length > 0) process.exit(await run([nodePath, builder, ...asked]));

const runtime = electronRuntime();
const dist = path.join(runtimeDir, 'electron-to-pack');
rmSync(dist, { recursive: true, force: true });
cpSync(runtime.dist, dist, { recursive: true, verbatimSymlinks: true });
// The stand-in's default application would win over ours.
rmSync(path.join(dist, 'resources/app'), { recursive: true, force: true });
rmSync(path.join(projectRoot, 'out'), { recursive: true, force: true });
const packed = await run([
  nodePath,
  builder,
  '--dir',
  `--config.electronDist=${dist}`,
  `--config.electronVersion=${runtime.version}`,
]);
rmSync(dist, { recursive: true, force: true });
if (packed !== 0) process.exit(packed);
if (process.platform === 'linux')
  process.exit(await run([nodePath, 'scripts/verify-package.mjs', 'out/linux-unpacked']));

// Builds what Electron runs into dist/: the page, the main process, the engine's process, the bridge.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { builds } from '../vite.config.ts';
import { projectRoot } from './set-up/paths.mjs';

rmSync(path.join(projectRoot, 'dist'), { recursive: true, force: true });
for (const [name, config] of Object.entries(builds)) {
  const started = Date.now();
  await build({ ...config, configFile: false, logLevel: 'warn' });
  process.stderr.write(`build: ${name} (${Date.now() - started} ms)\n`);
}

// Read as they are, from source and from the bundle alike.
cpSync(path.join(projectRoot, 'electron/engine/http/pages'), path.join(projectRoot, 'dist/electron/pages'), {
  recursive: true,
});

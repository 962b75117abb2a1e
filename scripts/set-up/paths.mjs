import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const modulesDir = path.join(projectRoot, 'node_modules');

/** What set-up makes for this machine; never committed, safe to delete. */
export const runtimeDir = path.join(projectRoot, '.runtime');

/** The Node that every script runs on, whatever the system has. */
export const nodePath = path.join(
  modulesDir,
  process.platform === 'win32' ? 'node/bin/node.exe' : '.bin/node',
);

/** @param {string} name A package that the lock file names; its installed or wanted version comes from its own package.json. */
export function packageFile(name, file = 'package.json') {
  return path.join(modulesDir, name, file);
}

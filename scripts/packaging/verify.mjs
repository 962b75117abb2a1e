// Reads back from a packed Linux application what its configuration promised.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { listPackage } from '@electron/asar';

const on = FuseState.ENABLE;
const off = FuseState.DISABLE;

/** @type {[keyof typeof FuseV1Options, FuseState][]} */
const wantedFuses = [
  ['RunAsNode', off],
  ['EnableCookieEncryption', on],
  ['EnableNodeOptionsEnvironmentVariable', off],
  ['EnableNodeCliInspectArguments', off],
  ['EnableEmbeddedAsarIntegrityValidation', on],
  ['OnlyLoadAppFromAsar', on],
  ['LoadBrowserProcessSpecificV8Snapshot', off],
  ['GrantFileProtocolExtraPrivileges', off],
];

/**
 * @param {string} executable
 * @returns {Promise<string[]>} What is not as it must be, one sentence each.
 */
export async function checkFuses(executable) {
  const wire = /** @type {Record<number, FuseState>} */ (
    /** @type {unknown} */ (await getCurrentFuseWire(executable))
  );
  return wantedFuses
    .filter(([name, state]) => wire[FuseV1Options[name]] !== state)
    .map(([name, state]) => `fuse ${name} is not ${state === on ? 'on' : 'off'}`);
}

/** @param {string} folder @returns {string[]} */
function nativeFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));
}

/**
 * @param {string} folder The unpacked application.
 * @returns {Promise<string[]>} What is not as it must be; nothing is what we want.
 */
export async function verifyPackage(folder) {
  const resources = path.join(folder, 'resources');
  const archive = path.join(resources, 'app.asar');
  const found = await checkFuses(path.join(folder, 'techbench'));
  if (existsSync(path.join(resources, 'app')))
    found.push('resources/app is there and would win over app.asar');
  if (!existsSync(archive)) return [...found, 'app.asar is missing'];

  const packed = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  for (const needed of [
    '/package.json',
    '/dist/electron/main.cjs',
    '/dist/electron/preload.cjs',
    '/dist/electron/engine-process.cjs',
    '/dist/renderer/index.html',
  ]) {
    if (!packed.includes(needed)) found.push(`${needed} is missing from app.asar`);
  }
  const strays = packed.filter((name) =>
    /\.map$|\.ts$|^\/(?:test|scripts|docs|\.runtime)\/|\/build\/Release\//.test(name),
  );
  found.push(...strays.map((name) => `${name} does not belong in app.asar`));

  const natives = nativeFiles(path.join(resources, 'app.asar.unpacked'));
  for (const name of ['better-sqlite3', 'keytar']) {
    const own = natives.filter((file) => file.includes(`node_modules/${name}/`));
    if (own.length !== 1) found.push(`${name} has ${own.length} native files beside the archive, wanted 1`);
  }
  return found;
}

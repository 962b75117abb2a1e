// node scripts/complete-lock.mjs: after `npm install` against a registry that holds only some platforms.
// Such a registry leaves the binaries of the others out of the lock file, and `npm ci` then refuses it
// everywhere. Their entries are written from what the packages that want them say; without an integrity,
// which only a registry that has them could give.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './set-up/paths.mjs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, optionalDependencies?: Record<string, string> } & Record<string, unknown>} Entry */
/** @typedef {Record<string, Entry>} Packages */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** A binary's platform as its name tells it: `…-linux-arm64-musl`. @param {string} name */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.includes('gnu')
      ? 'glibc'
      : undefined;
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
  };
}

/**
 * Whether a package in folder `from` would find `name`, in its own node_modules or in the root's.
 *
 * @param {Packages} packages
 * @param {string} from
 * @param {string} name
 */
function isLocked(packages, from, name) {
  return [`${from}/node_modules/${name}`, `node_modules/${name}`].some((key) => packages[key] !== undefined);
}

/**
 * Optional packages of an exact version that somebody wants and the lock file does not name.
 *
 * @param {Packages} packages
 * @returns {[key: string, entry: Entry][]}
 */
export function lockHoles(packages) {
  return Object.entries(packages).flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, range]) => /^\d/.test(range) && !isLocked(packages, from, name))
      .map(([name, version]) => {
        const dev = entry.dev ? { dev: true } : {};
        /** @type {[string, Entry]} */
        const hole = [`node_modules/${name}`, { version, ...dev, optional: true, ...platformOf(name) }];
        return hole;
      }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = path.join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const holes = lockHoles(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(holes) });
  // npm's own order, so that its next run moves nothing.
  lock.packages = Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${holes.length} packages of other platforms added`);
}

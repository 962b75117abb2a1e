import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runStep, say } from './report.mjs';

/**
 * What an Electron window needs on Debian-like Linux, and what gives it a screen, a keychain and a
 * notification service where there is none. Newer releases renamed some: the first known name is taken.
 */
const windowPackages = [
  ['libnss3'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libgbm1'],
  ['libasound2t64', 'libasound2'],
  ['libxss1'],
  ['libxtst6'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['xvfb'],
  ['xauth'],
  ['dbus'],
  ['dbus-x11'],
  ['gnome-keyring'],
  ['dunst'],
];

/** Needed only where SQLite's addon is built for an older Electron. */
const buildPackages = [['g++'], ['make'], ['python3']];

/** @param {string} name */
function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/** @param {string} name */
function isKnown(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

/** @param {string[][]} wanted */
function missing(wanted) {
  return wanted.filter((names) => !names.some(isInstalled));
}

/** @param {string[][]} wanted */
async function install(wanted) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const absent = missing(wanted);
  if (absent.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = absent.map((choices) => choices.find(isKnown) ?? choices.at(-1));
    say(`system packages are missing; to install them: sudo apt-get install -y ${names.join(' ')}`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runStep('reading the list of system packages', 'apt-get', ['update', '-q'], { env });
  const names = absent.map((choices) => choices.find(isKnown) ?? choices.at(-1) ?? '');
  await runStep(
    `installing system packages (${names.join(' ')})`,
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...names],
    { env },
  );
}

export const installWindowPackages = () => install(windowPackages);
export const installBuildPackages = () => install(buildPackages);

/** @param {string} program Whether it is on the search path. */
export function hasProgram(program) {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

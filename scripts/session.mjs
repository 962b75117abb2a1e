// A place for windows where there is none: a virtual screen, a session bus, an unlocked keychain.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { runtimeDir } from './set-up/paths.mjs';
import { say } from './set-up/report.mjs';
import { hasProgram } from './set-up/system-packages.mjs';

/** Whether a window can be opened as things are. */
export function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Starts the keychain service, unlocked: nobody is there to type a password.
 *
 * @param {string} home Where it keeps its files; empty for the account's own place.
 */
function keyring(home) {
  const place = home === '' ? '' : `XDG_DATA_HOME='${home.replaceAll("'", "'\\''")}' `;
  return `printf test | ${place}gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;`;
}

const notifier = '{ dunst >/dev/null 2>&1 & };';

/**
 * The command that runs `command` under a virtual screen with a session bus of its own, and with the
 * keychain and notification services that are installed. Ends the process where there is no such screen.
 *
 * @param {readonly string[]} command
 * @param {{ throwaway?: string, screen?: number }} [options] `throwaway` names a keychain that is nobody's, as tests must
 *   have it; `screen` is the number from which a free screen is looked for: two that look at once must not meet.
 * @returns {string[]}
 */
export function inVirtualSession(command, { throwaway = '', screen: first = 99 } = {}) {
  if (!hasProgram('xvfb-run')) {
    say('there is no screen here, and no xvfb-run to make one: install xvfb, or set DISPLAY');
    process.exit(1);
  }
  const home = throwaway === '' ? '' : path.join(runtimeDir, 'keyring', throwaway);
  if (home !== '') mkdirSync(home, { recursive: true });
  const services = [
    ...(hasProgram('gnome-keyring-daemon') ? [keyring(home)] : []),
    ...(hasProgram('dunst') ? [notifier] : []),
  ].join(' ');
  const bus = hasProgram('dbus-run-session') ? ['dbus-run-session', '--'] : [];
  const screen = ['xvfb-run', '-a', '-n', String(first), '-s', '-screen 0 1920x1200x24 -nolisten tcp'];
  return [...screen, ...bus, 'sh', '-c', `${services} exec "$@"`, 'session', ...command];
}

/**
 * Runs a command to its end, its terminal ours, interrupts passed on.
 *
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} Its exit code.
 */
export function run([program = '', ...args], env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

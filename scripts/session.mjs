// A place for windows where there is none: a virtual screen, a session bus, an unlocked keychain.
import { spawn } from 'node:child_process';
import { hasProgram } from './set-up/system-packages.mjs';

/** Whether a window can be opened as things are. */
export function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

const keyring = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
const notifier = '{ dunst >/dev/null 2>&1 & }';

/**
 * The command that runs `command` under a virtual screen with a session bus of its own, and with the
 * keychain and notification services that are installed.
 *
 * @param {readonly string[]} command
 * @returns {string[]}
 */
export function inVirtualSession(command) {
  const services = [
    ...(hasProgram('gnome-keyring-daemon') ? [`${keyring};`] : []),
    ...(hasProgram('dunst') ? [`${notifier};`] : []),
  ].join(' ');
  const bus = hasProgram('dbus-run-session') ? ['dbus-run-session', '--'] : [];
  const screen = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -nolisten tcp'];
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
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
      process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

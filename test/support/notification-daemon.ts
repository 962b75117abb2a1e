import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ShownNotification {
  readonly summary: string;
  readonly body: string;
}

/** A notification service as desktops have one, on a message bus of its own. */
export interface NotificationDaemon {
  /** What an application is started with so that it meets this one. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that was shown so far, in order. */
  shown(): readonly ShownNotification[];
  /** Does what a click on the topmost notification does. */
  click(): Promise<void>;
  /** Takes everything off the screen. */
  closeAll(): Promise<void>;
  /** The user's own do-not-disturb: nothing pops up while it is on. */
  doNotDisturb(on: boolean): Promise<void>;
  /** How many stand on the screen now, and how many wait. */
  counts(): Promise<{ readonly displayed: number; readonly waiting: number }>;
  close(): void;
}

async function firstLine(child: ChildProcess, what: string): Promise<string> {
  if (!child.stdout) throw new Error(`${what} has no output`);
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]: unknown[]) => String(text)),
    once(child, 'exit').then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`${what} ended before it said anything`);
  return line;
}

/** Starts dunst, the notification service of many desktops, so that what arrives there really went over the bus. */
export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, 'the message bus') };
  const whole = { ...process.env, ...env };
  // A desktop has its keychain on the same bus; without one, an application would wait for it.
  const home = mkdtempSync(path.join(tmpdir(), 'techbench-desktop-'));
  const keyring = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${home}`],
    { env: { ...whole, XDG_DATA_HOME: home }, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  keyring.stdin.end('test');
  const daemon = spawn('dunst', ['-print', '-conf', '/dev/null'], {
    env: whole,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  daemon.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const control = (...args: string[]) => run('dunstctl', args, { env: whole });
  // Who asks for a service that is not there yet makes the bus start another one: a notification service that prints
  // nothing, a keychain that is locked. Whether they are there is asked of the bus itself.
  for (const name of ['org.freedesktop.Notifications', 'org.freedesktop.secrets'])
    await answers(() => owned(name, whole));
  await answers(() => control('count'));
  return {
    env,
    shown: () => parse(output),
    click: async () => void (await control('action', '0')),
    closeAll: async () => void (await control('close-all')),
    doNotDisturb: async (on) => void (await control('set-paused', String(on))),
    async counts() {
      const count = async (which: string) => Number((await control('count', which)).stdout);
      return { displayed: await count('displayed'), waiting: await count('waiting') };
    },
    close() {
      for (const child of [daemon, keyring, bus]) child.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** @throws where nobody has taken the name on the bus yet */
async function owned(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const question = ['org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  const { stdout } = await run('dbus-send', [...bus, ...question], { env });
  if (!stdout.includes('boolean true')) throw new Error(`nobody is ${name}`);
}

/** Waits until the daemon is there to be asked. */
async function answers(ask: () => Promise<unknown>, tries = 100): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await answers(ask, tries - 1);
  }
}

/** What `dunst -print` writes of each notification: one field a line, in braces. */
function parse(output: string): ShownNotification[] {
  return output
    .split('\n}')
    .slice(0, -1)
    .map((block) => {
      const field = (name: string) => new RegExp(`^\\t${name}: '(.*)'$`, 'm').exec(block)?.[1] ?? '';
      return { summary: field('summary'), body: field('body') };
    });
}

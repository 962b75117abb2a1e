import type { Keychain, KeychainAnswer, KeychainWrite } from './keychain.ts';

/** As much of keytar as is used here. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

type Trouble = Exclude<KeychainAnswer, { state: 'found' | 'absent' }>;

const service = 'Techbench';
const timeoutMs = 3000;
/** Written where nothing is found, to tell a keychain that holds nothing from one that is locked. */
const probe = 'is the keychain open?';

/**
 * The operating system's keychain. Loaded when it is first asked. A Secret Service may wait for a person or for
 * ever: it is asked one thing at a time, and whoever asks hears within three seconds. What is still being waited
 * for is not asked twice, so that an answer that came late is there at the next try.
 */
export function createKeytarKeychain(
  load: () => Promise<Keytar> = loadKeytar,
  platform: NodeJS.Platform = process.platform,
): Keychain {
  const underway = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();

  function ask<T>(question: string, work: (keytar: Keytar) => Promise<T>): Promise<T | Trouble> {
    let running = underway.get(question) as Promise<T | Trouble> | undefined;
    if (!running) {
      running = last.then(load).then(work).catch(troubleOf);
      last = running;
      underway.set(question, running);
      void running.then(() => underway.delete(question));
    }
    return withinTime(running);
  }

  return {
    description: descriptions[platform] ?? 'the keychain of this computer',
    read: (name) => ask(`read ${name}`, (keytar) => read(keytar, name, platform)),
    write: (name, secret) => ask(`write ${name}`, (keytar) => write(keytar, name, secret)),
  };
}

async function read(keytar: Keytar, name: string, platform: NodeJS.Platform): Promise<KeychainAnswer> {
  const secret = await keytar.getPassword(service, name);
  if (secret !== null) return { state: 'found', secret };
  // A Secret Service that is locked, or whose question was dismissed, answers as if there were nothing.
  if (platform === 'linux') await keytar.setPassword(service, probe, 'yes');
  return { state: 'absent' };
}

async function write(keytar: Keytar, name: string, secret: string): Promise<KeychainWrite> {
  const before = await keytar.getPassword(service, name);
  if (before !== null && before !== secret) {
    return { state: 'refused', detail: 'something else lies under this name and is left as it is' };
  }
  await keytar.setPassword(service, name, secret);
  if ((await keytar.getPassword(service, name)) === secret) return { state: 'kept' };
  return { state: 'refused', detail: 'what was written could not be read back' };
}

const descriptions: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'the macOS keychain',
  win32: 'the Windows credential manager',
  linux: 'the keychain service of this desktop',
};

async function loadKeytar(): Promise<Keytar> {
  const module = (await import('keytar')) as Keytar & { readonly default?: Keytar };
  return module.default ?? module;
}

function withinTime<T>(running: Promise<T>): Promise<T | Trouble> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ state: 'timed_out', detail: `no answer within ${timeoutMs / 1000} seconds` });
    }, timeoutMs);
    void running.then((answer) => {
      clearTimeout(timer);
      resolve(answer);
      return undefined;
    });
  });
}

/** No service, no place in it, or no addon for this system; everything else is the keychain's own no. */
const absence =
  /d-?bus|connect|serviceunknown|not provided|object does not exist|no such interface|dlopen|cannot find module|libsecret/i;

function troubleOf(error: unknown): Trouble {
  const [detail = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { state: absence.test(detail) ? 'unavailable' : 'refused', detail: detail.replace(/\.$/, '') };
}

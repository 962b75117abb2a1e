import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Two machines with a cable between them, as far as the kernel of this one is concerned. */
export interface NetworkNamespaces {
  /** The address of the far side, which is also the name server and the way out. */
  readonly farAddress: string;
  /** Runs a script on one of the two, with a channel for messages. */
  run(where: 'near' | 'far', script: string, given: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess;
  plug(isIn: boolean): void;
  remove(): void;
}

const nearAddress = '10.77.93.2';
const farAddress = '10.77.93.1';
const configured = '/etc/netns';

function ip(...given: string[]): void {
  execFileSync('ip', given, { stdio: 'pipe' });
}

/** Why there can be none on this machine, in words; false where there can. */
export function whyNoNamespaces(): string | false {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `techbench-probe-${process.pid}`;
  try {
    ip('netns', 'add', probe);
    ip('netns', 'exec', probe, 'ip', 'link', 'set', 'lo', 'up');
    ip('netns', 'del', probe);
    return false;
  } catch (error) {
    return `this machine makes no network namespaces: ${String(error).slice(0, 100)}`;
  }
}

export function createNetworkNamespaces(): NetworkNamespaces {
  const names = { near: `techbench-near-${process.pid}`, far: `techbench-far-${process.pid}` };
  const own = path.join(configured, names.near);
  for (const name of Object.values(names)) {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'set', 'lo', 'up');
  }
  ip('-n', names.near, 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'cable', 'netns', names.far);
  ip('-n', names.near, 'addr', 'add', `${nearAddress}/24`, 'dev', 'cable');
  ip('-n', names.far, 'addr', 'add', `${farAddress}/24`, 'dev', 'cable');
  for (const name of Object.values(names)) ip('-n', name, 'link', 'set', 'cable', 'up');
  ip('-n', names.near, 'route', 'add', 'default', 'via', farAddress);
  // What runs in a namespace has these files in the place of the machine's own.
  mkdirSync(own, { recursive: true });
  writeFileSync(path.join(own, 'resolv.conf'), `nameserver ${farAddress}\noptions timeout:1 attempts:1\n`);
  return {
    farAddress,
    run: (where, script, given, env = {}) =>
      spawn('ip', ['netns', 'exec', names[where], process.execPath, script, ...given], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, ...env },
      }),
    plug: (isIn) => ip('-n', names.far, 'link', 'set', 'cable', isIn ? 'up' : 'down'),
    remove() {
      for (const name of Object.values(names)) ip('netns', 'del', name);
      rmSync(own, { recursive: true });
      try {
        rmdirSync(configured);
      } catch {
        // Somebody else has namespaces with files of their own.
      }
    },
  };
}

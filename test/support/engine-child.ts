import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { EngineChild } from '../../electron/host/engine-link.ts';
import type { EngineReply } from '../../electron/host/engine-messages.ts';

const entry = path.resolve(import.meta.dirname, '../../dist/electron/engine-process.cjs');

/** The built engine (`npm run build`) in a real process of its own under plain Node; the process can be killed. */
export function forkEngine(onFork: (child: ChildProcess) => void = () => {}): EngineChild {
  const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  onFork(child);
  return {
    // A child that has just died cannot be told anything; its exit says so.
    send: (message) => void child.send(message, () => {}),
    onMessage: (listener) => void child.on('message', (message) => listener(message as EngineReply)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

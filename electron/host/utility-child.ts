import type { EngineChild } from './engine-link.ts';
import type { EngineReply } from './engine-messages.ts';

/** The part of Electron's UtilityProcess that is used here; this folder does not import Electron. */
interface StartedUtility {
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: EngineReply) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** The engine in a utility process; what it writes to standard error goes to the log. */
export function utilityChild(started: StartedUtility, onLog: (text: string) => void): EngineChild {
  started.stderr?.on('data', (chunk: Buffer) => onLog(chunk.toString()));
  return {
    send: (message) => started.postMessage(message),
    onMessage: (listener) => void started.on('message', listener),
    onExit: (listener) => void started.once('exit', listener),
    kill: () => void started.kill(),
  };
}

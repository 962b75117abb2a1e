import type { UtilityProcess } from 'electron';
import type { EngineChild } from './engine-link.ts';
import type { EngineReply } from './engine-messages.ts';

/** The engine in a utility process; its standard error goes to the log. */
export function utilityChild(started: UtilityProcess, onLog: (text: string) => void): EngineChild {
  started.stderr?.on('data', (chunk: Buffer) => onLog(chunk.toString()));
  return {
    send: (message) => started.postMessage(message),
    onMessage: (listener) => void started.on('message', (message: EngineReply) => listener(message)),
    onExit: (listener) => void started.once('exit', (code: number) => listener(code)),
    kill: () => void started.kill(),
  };
}

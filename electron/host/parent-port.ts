import type { EngineReply, EngineRequest } from './engine-messages.ts';

export interface ParentPort {
  onMessage(listener: (message: EngineRequest) => void): void;
  send(message: EngineReply): void;
}

/** The part of Electron's utility process that is used here; typed without importing Electron. */
interface UtilityPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/**
 * The way back to the process that started this one: Electron's port in a utility process, Node's
 * channel in a plain child process (tests, which kill it hundreds of times).
 * @throws When nobody is at the other end.
 */
export function openParentPort(): ParentPort {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      onMessage: (listener) => utility.on('message', (event) => listener(event.data as EngineRequest)),
      send: (message) => utility.postMessage(message),
    };
  }
  const send = process.send?.bind(process);
  if (!send) throw new Error('The engine process was started by hand; use the engine command instead');
  process.once('disconnect', () => process.exit(0));
  return {
    onMessage: (listener) => process.on('message', (message) => listener(message as EngineRequest)),
    send: (message) => send(message),
  };
}

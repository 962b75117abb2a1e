import type { Keychain, KeychainAnswer, KeychainWrite } from '../engine/platform/keychain.ts';
import type { EngineReply } from './engine-messages.ts';

export interface LinkedKeychain extends Keychain {
  /** Main's answer arrived. */
  settle(id: number, answer: KeychainAnswer | KeychainWrite): void;
}

/** The keychain that main holds, as the engine's process sees it. Main answers in time, whatever its keychain does. */
export function createLinkedKeychain(
  description: string,
  send: (message: Extract<EngineReply, { kind: 'askKeychain' }>) => void,
): LinkedKeychain {
  const pending = new Map<number, (answer: KeychainAnswer | KeychainWrite) => void>();
  let nextId = 1;

  function ask<T extends KeychainAnswer | KeychainWrite>(name: string, secret: string | null): Promise<T> {
    const id = nextId++;
    return new Promise((resolve) => {
      pending.set(id, (answer) => resolve(answer as T));
      send({ kind: 'askKeychain', id, name, secret });
    });
  }

  return {
    description,
    read: (name) => ask<KeychainAnswer>(name, null),
    write: (name, secret) => ask<KeychainWrite>(name, secret),
    settle(id, answer) {
      pending.get(id)?.(answer);
      pending.delete(id);
    },
  };
}

import type { Keychain, KeychainAnswer, KeychainWrite } from '../../electron/engine/platform/keychain.ts';

export interface TestKeychain extends Keychain {
  /** What it holds, by name; a test may take things away or put others in their place. */
  readonly items: Map<string, string>;
  /** What it answers instead, until it is set back to null. */
  trouble: Exclude<KeychainAnswer, { state: 'found' | 'absent' }> | 'never answers' | null;
  /** How often it was asked to write. */
  writes: number;
}

/** A keychain without an operating system behind it, which can be brought into every state. */
export function testKeychain(): TestKeychain {
  const items = new Map<string, string>();
  const answer = <T extends KeychainAnswer | KeychainWrite>(fine: () => T): Promise<T> => {
    const { trouble } = keychain;
    if (trouble === 'never answers') return new Promise(() => {});
    return Promise.resolve(trouble === null ? fine() : (trouble as T));
  };
  const keychain: TestKeychain = {
    description: 'the keychain of this test',
    items,
    trouble: null,
    writes: 0,
    read: (name) =>
      answer<KeychainAnswer>(() => {
        const secret = items.get(name);
        return secret === undefined ? { state: 'absent' } : { state: 'found', secret };
      }),
    write: (name, secret) =>
      answer<KeychainWrite>(() => {
        keychain.writes += 1;
        items.set(name, secret);
        return { state: 'kept' };
      }),
  };
  return keychain;
}

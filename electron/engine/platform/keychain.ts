/** What asking a keychain for one secret came to. Not having been told is never the same as there being none. */
export type KeychainAnswer =
  | { readonly state: 'found'; readonly secret: string }
  | { readonly state: 'absent' }
  | { readonly state: 'refused' | 'unavailable' | 'timed_out' | 'garbled'; readonly detail: string };

/** What keeping one came to; only `kept` was read back and compared. */
export type KeychainWrite =
  | { readonly state: 'kept' }
  | { readonly state: 'refused' | 'unavailable' | 'timed_out' | 'garbled'; readonly detail: string };

/**
 * A place outside of the database that keeps few small secrets by name. It never throws for what a keychain may
 * do, never replaces what it could not read, and never deletes.
 */
export interface Keychain {
  /** In a sentence: "the keychain of this computer". */
  readonly description: string;
  read(name: string): Promise<KeychainAnswer>;
  write(name: string, secret: string): Promise<KeychainWrite>;
}

/** Where nobody handed in a keychain. */
export const noKeychain: Keychain = {
  description: 'a keychain',
  read: () => Promise.resolve({ state: 'unavailable', detail: 'No keychain was given to the engine.' }),
  write: () => Promise.resolve({ state: 'unavailable', detail: 'No keychain was given to the engine.' }),
};

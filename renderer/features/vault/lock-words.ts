import type { LockReason } from '../../../shared/vault.ts';

/** Why it is locked, as a heading: the sentence below it is the engine's. */
export const lockTitles: Readonly<Record<LockReason, string>> = {
  by_hand: 'The vault is locked',
  idle: 'The vault is locked',
  screen_locked: 'The vault is locked',
  suspended: 'The vault is locked',
  quit: 'The vault is locked',
  passphrase_needed: 'The vault is locked',
  not_tried: 'The vault is locked',
  keychain_unavailable: 'There is no keychain to open the vault with',
  keychain_refused: 'The keychain did not give the key',
  keychain_timed_out: 'The keychain does not answer',
  key_missing: 'The keychain does not hold the key of this vault',
  key_garbled: 'What the keychain holds is no key',
  key_foreign: 'The keychain holds the key of another vault',
  memory_gone: 'What was in the vault is gone',
  damaged: 'The vault cannot be read',
};

const wished: ReadonlySet<LockReason> = new Set([
  'by_hand',
  'idle',
  'screen_locked',
  'suspended',
  'quit',
  'passphrase_needed',
  'not_tried',
]);

/** True where somebody wished it locked; else something stands in the way. */
export function isWished(reason: LockReason): boolean {
  return wished.has(reason);
}

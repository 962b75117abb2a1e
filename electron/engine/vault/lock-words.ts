import type { LockReason } from '../../../shared/vault.ts';

/** What a technician reads where the lock itself is the whole story; what stands in the way tells its own. */
export const lockWords: Readonly<Record<LockReason, string>> = {
  by_hand: 'It was locked by hand.',
  idle: 'Nobody was at the console for a while.',
  screen_locked: 'The screen of this computer was locked.',
  suspended: 'This computer went to sleep.',
  quit: 'It was locked when Techbench was closed.',
  passphrase_needed: 'The vault opens with its passphrase.',
  not_tried: 'It has not been opened since Techbench started.',
  keychain_unavailable: 'There is no keychain to ask.',
  keychain_refused: 'The keychain did not give the key.',
  keychain_timed_out: 'The keychain did not answer.',
  key_missing: 'The keychain holds no key of this vault.',
  key_garbled: 'What the keychain holds for this vault is no key.',
  key_foreign: 'The keychain holds the key of another vault.',
  memory_gone: 'This vault was kept in memory only, and ended with it.',
  damaged: 'The key of the vault cannot be read.',
};

/** Trying once more changes nothing about these. */
const hopeless: ReadonlySet<LockReason> = new Set(['memory_gone', 'damaged']);

export const mayRetry = (reason: LockReason): boolean => !hopeless.has(reason);

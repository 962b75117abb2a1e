import { createSecretKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';

export interface KeptKey {
  /** @throws AppError `locked` once it is wiped */
  key(): KeyObject;
  wipe(): void;
}

/**
 * A key in OpenSSL's own memory, which it clears when the last that refers to it is collected: nothing may keep what
 * `key` returns. Handing OpenSSL the bytes anew each time costs several times what is done with them.
 */
export function keepKey(bytes: Uint8Array): KeptKey {
  let held: KeyObject | null = createSecretKey(bytes);
  return {
    key() {
      if (held) return held;
      throw new AppError('locked', 'The vault is locked.');
    },
    wipe() {
      held = null;
    },
  };
}

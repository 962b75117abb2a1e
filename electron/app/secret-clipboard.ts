import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Long enough to change windows and paste, short enough to be forgotten by nobody's leave. */
export const clearAfterMs = 20_000;

/** The two things asked of Electron's clipboard; synchronous in Electron 33, promises since 44. */
export interface PlainClipboard {
  readText(): string | Promise<string>;
  writeText(text: string): void | Promise<void>;
}

export interface SecretClipboard {
  /** Puts a secret there; answers when it goes again, in epoch ms. */
  copy(secret: string): Promise<number>;
  /** Takes it away now, if it is still ours. */
  clear(): Promise<void>;
}

const digestOf = (key: Buffer, text: string) => createHash('sha256').update(key).update(text).digest();

/**
 * A clipboard for secrets: what was put there goes after 20 seconds, when the vault is locked and when the
 * application ends, unless somebody copied something else meanwhile. Only a keyed digest of it stays here.
 */
export function createSecretClipboard(target: PlainClipboard, now: () => number = Date.now): SecretClipboard {
  let ours: { readonly key: Buffer; readonly digest: Buffer } | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function clear(): Promise<void> {
    clearTimeout(timer);
    const held = ours;
    ours = null;
    if (!held) return;
    const text = await target.readText();
    if (timingSafeEqual(digestOf(held.key, text), held.digest)) await target.writeText('');
  }

  return {
    clear,
    async copy(secret) {
      clearTimeout(timer);
      const key = randomBytes(16);
      ours = { key, digest: digestOf(key, secret) };
      await target.writeText(secret);
      timer = setTimeout(() => void clear(), clearAfterMs);
      return now() + clearAfterMs;
    },
  };
}

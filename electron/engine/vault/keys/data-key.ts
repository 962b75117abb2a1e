import { createHmac, hkdfSync } from 'node:crypto';
import { keepKey } from './kept-key.ts';
import { createSealer, keyBytes, type Sealer } from './seal.ts';

/** Everything that follows from the data key. Wiped as a whole: what is sealed cannot be read afterwards. */
export interface OpenKeys {
  /** The data key itself, to wrap it anew. */
  readonly dataKey: Buffer;
  /** Entries and all that belongs to them. */
  readonly entries: Sealer;
  /** Equal for equal texts, and of no use to anybody who does not hold the key. */
  fingerprint(text: string | Uint8Array): Buffer;
  /** The key of what the engine itself works with; it outlives the lock, and nothing above follows from it. */
  readonly services: ServiceKeys;
  wipe(): void;
}

/** Credentials of connections and webhooks, which go on while the vault is locked. */
export interface ServiceKeys {
  readonly sealer: Sealer;
  wipe(): void;
}

const fingerprintBytes = 16;

/** @param dataKey 32 bytes, which belong to what is returned from here on */
export function openKeys(dataKey: Buffer): OpenKeys {
  const entries = keyed(dataKey, 'entries', createSealer);
  const fingerprints = keyed(dataKey, 'fingerprints', keepKey);
  return {
    dataKey,
    entries,
    fingerprint: (text) =>
      createHmac('sha256', fingerprints.key()).update(text).digest().subarray(0, fingerprintBytes),
    services: serviceKeys(dataKey),
    wipe() {
      dataKey.fill(0);
      entries.wipe();
      fingerprints.wipe();
    },
  };
}

/** Only what outlives the lock; the data key stays the caller's. */
export function serviceKeys(dataKey: Buffer): ServiceKeys {
  const sealer = keyed(dataKey, 'services', createSealer);
  return { sealer, wipe: () => sealer.wipe() };
}

/** What is made of the key of one purpose; its bytes are wiped as soon as it is made. */
function keyed<T>(dataKey: Uint8Array, purpose: string, make: (key: Uint8Array) => T): T {
  const key = derive(dataKey, purpose);
  try {
    return make(key);
  } finally {
    key.fill(0);
  }
}

/** HKDF-SHA256 (RFC 5869): keys of one purpose tell nothing of those of another. */
export function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `techbench vault ${purpose} 1`, keyBytes));
}

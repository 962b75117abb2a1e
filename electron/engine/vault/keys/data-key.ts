import { createHmac, hkdfSync } from 'node:crypto';
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
  const entriesKey = derive(dataKey, 'entries');
  const fingerprintKey = derive(dataKey, 'fingerprints');
  return {
    dataKey,
    entries: createSealer(entriesKey),
    fingerprint: (text) =>
      createHmac('sha256', fingerprintKey).update(text).digest().subarray(0, fingerprintBytes),
    services: serviceKeys(dataKey),
    wipe() {
      for (const key of [dataKey, entriesKey, fingerprintKey]) key.fill(0);
    },
  };
}

/** Only what outlives the lock; the data key stays the caller's. */
export function serviceKeys(dataKey: Buffer): ServiceKeys {
  const key = derive(dataKey, 'services');
  return { sealer: createSealer(key), wipe: () => void key.fill(0) };
}

/** HKDF-SHA256 (RFC 5869): keys of one purpose tell nothing of those of another. */
export function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `techbench vault ${purpose} 1`, keyBytes));
}

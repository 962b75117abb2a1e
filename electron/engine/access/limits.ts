import { groupLimit, type KeyLimit } from '../../../shared/api-key.ts';
import { createRateLimiter, type BucketPolicy, type Decision, type RateLimiter } from './rate-limiter.ts';

export interface Limits extends Pick<
  RateLimiter,
  'lacking' | 'spentSince' | 'written' | 'refill' | 'forgetFull'
> {
  /** One request of a key, and of its endpoint group where the dialect has such groups. */
  takeForKey(keyId: number, limit: KeyLimit, group: string | null): LimitedRequest;
  /** One request of an address that showed no valid key. */
  takeForAddress(address: string): LimitedRequest;
  /** One request of an address for an open document. */
  takeForDocument(address: string): LimitedRequest;
}

export interface LimitedRequest extends Decision {
  readonly policy: BucketPolicy;
  readonly groupPolicy: BucketPolicy | null;
}

/**
 * Guessing 190 bits is hopeless at any rate; this limit is for the log and the processor. All programs of the
 * machine share one address, so the open documents have a bucket of their own: a misconfigured integration
 * does not lock a technician out of the browsable API.
 */
const addressPolicy: BucketPolicy = { perMinute: 60, burst: 300 };

export function createLimits(...clockAndKeep: Parameters<typeof createRateLimiter>): Limits {
  const limiter = createRateLimiter(...clockAndKeep);
  const takeOpen = (name: string): LimitedRequest => ({
    ...limiter.take(name, addressPolicy),
    policy: addressPolicy,
    groupPolicy: null,
  });
  return {
    takeForKey(keyId, policy, group) {
      const name = `key:${keyId}`;
      if (group === null) return { ...limiter.take(name, policy), policy, groupPolicy: null };
      const second = groupLimit(policy);
      return { ...limiter.take(name, policy, `${name}:${group}`, second), policy, groupPolicy: second };
    },
    takeForAddress: (address) => takeOpen(`address:${address}`),
    takeForDocument: (address) => takeOpen(`document:${address}`),
    lacking: () => limiter.lacking(),
    spentSince: () => limiter.spentSince(),
    written: () => limiter.written(),
    refill: (bucket, resetMs) => limiter.refill(bucket, resetMs),
    forgetFull: () => limiter.forgetFull(),
  };
}

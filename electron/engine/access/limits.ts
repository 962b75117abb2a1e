import { groupLimit, type KeyLimit } from '../../../shared/api-key.ts';
import { createRateLimiter, type BucketPolicy, type Decision, type RateLimiter } from './rate-limiter.ts';

export interface Limits extends Pick<RateLimiter, 'lacking' | 'written' | 'refill' | 'forgetFull'> {
  /** One request of a key, and of its endpoint group where the dialect has such groups. */
  takeForKey(keyId: number, limit: KeyLimit, group: string | null): LimitedRequest;
  /** One request of an address that showed no valid key. */
  takeForAddress(address: string): LimitedRequest;
}

export interface LimitedRequest extends Decision {
  readonly policy: BucketPolicy;
  readonly groupPolicy: BucketPolicy | null;
}

/**
 * Guessing 190 bits is hopeless at any rate; this limit is for the log and the processor. It is wide enough
 * that a misconfigured integration on the machine does not lock out a technician who tries things by hand.
 */
const addressPolicy: BucketPolicy = { perMinute: 60, burst: 300 };

export function createLimits(...clockAndKeep: Parameters<typeof createRateLimiter>): Limits {
  const limiter = createRateLimiter(...clockAndKeep);
  return {
    takeForKey(keyId, policy, group) {
      const name = `key:${keyId}`;
      if (group === null) return { ...limiter.take(name, policy), policy, groupPolicy: null };
      const second = groupLimit(policy);
      return { ...limiter.take(name, policy, `${name}:${group}`, second), policy, groupPolicy: second };
    },
    takeForAddress: (address) => ({
      ...limiter.take(`address:${address}`, addressPolicy),
      policy: addressPolicy,
      groupPolicy: null,
    }),
    lacking: () => limiter.lacking(),
    written: () => limiter.written(),
    refill: (bucket, resetMs) => limiter.refill(bucket, resetMs),
    forgetFull: () => limiter.forgetFull(),
  };
}

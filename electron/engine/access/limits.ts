import { tierLimits, type KeyTier } from '../../../shared/api-key.ts';
import { createRateLimiter, type BucketPolicy, type Decision } from './rate-limiter.ts';

export interface Limits {
  /** One request of a key, and of its endpoint group where the dialect has such groups. */
  takeForKey(keyId: number, tier: KeyTier, group: string | null): LimitedRequest;
  /** One request of an address that showed no valid key. */
  takeForAddress(address: string): LimitedRequest;
  unfilled(): IterableIterator<readonly [bucket: string, resetMs: number]>;
  refill(bucket: string, resetMs: number): void;
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

const groupPolicies: Readonly<Record<KeyTier, BucketPolicy>> = {
  standard: groupPolicy('standard'),
  professional: groupPolicy('professional'),
  enterprise: groupPolicy('enterprise'),
};

function groupPolicy(tier: KeyTier): BucketPolicy {
  const { perGroupPerMinute } = tierLimits[tier];
  return { perMinute: perGroupPerMinute, burst: perGroupPerMinute };
}

export function createLimits(monotonicMs: () => number): Limits {
  const limiter = createRateLimiter(monotonicMs);
  return {
    takeForKey(keyId, tier, group) {
      const policy = tierLimits[tier];
      const name = `key:${keyId}`;
      if (group === null) return { ...limiter.take(name, policy), policy, groupPolicy: null };
      const second = groupPolicies[tier];
      return { ...limiter.take(name, policy, `${name}:${group}`, second), policy, groupPolicy: second };
    },
    takeForAddress: (address) => ({
      ...limiter.take(`address:${address}`, addressPolicy),
      policy: addressPolicy,
      groupPolicy: null,
    }),
    unfilled: () => limiter.unfilled(),
    refill: (bucket, resetMs) => limiter.refill(bucket, resetMs),
  };
}

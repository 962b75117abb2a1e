import type { BucketPolicy, BucketState, LimitedRequest } from './access-door.ts';

/**
 * The limit as The One Stack words it (`X-RateLimit-*`, the reset in Unix seconds) and as the IETF draft
 * does (draft-ietf-httpapi-ratelimit-headers-10: what a full bucket holds, and the seconds it takes to fill).
 * The former has one bucket only: of two it tells the one that refuses first.
 * @returns header names and values in turn
 */
export function limitHeaders(limit: LimitedRequest, now: number): string[] {
  const { policy, groupPolicy, first, second } = limit;
  const key = `"key";r=${first.remaining};t=${Math.ceil(first.resetMs / 1000)}`;
  const headers = [
    'X-RateLimit-Limit',
    String(policy.perMinute),
    'X-RateLimit-Remaining',
    String(scarcer(limit).remaining),
    'X-RateLimit-Reset',
    String(resetAt(limit, now)),
    'RateLimit-Policy',
    groupPolicy
      ? `${policyText('key', policy)}, ${policyText('group', groupPolicy)}`
      : policyText('key', policy),
    'RateLimit',
    second ? `${key}, "group";r=${second.remaining};t=${Math.ceil(second.resetMs / 1000)}` : key,
  ];
  if (!limit.allowed) headers.push('Retry-After', String(retryAfterSeconds(limit, now)));
  return headers;
}

/** Whole seconds from now that reach at least to the reset, however the present second is rounded. */
export function retryAfterSeconds(limit: LimitedRequest, now: number): number {
  return resetAt(limit, now) - Math.floor(now / 1000);
}

function resetAt(limit: LimitedRequest, now: number): number {
  return Math.ceil((now + scarcer(limit).resetMs) / 1000);
}

/** Of two that hold as little, the one that takes longer to fill: an answer in its time is never too early. */
function scarcer({ first, second }: LimitedRequest): BucketState {
  if (!second || first.remaining < second.remaining) return first;
  return first.remaining === second.remaining && first.resetMs > second.resetMs ? first : second;
}

function policyText(name: string, policy: BucketPolicy): string {
  return `"${name}";q=${policy.burst};w=${Math.ceil((policy.burst * 60) / policy.perMinute)}`;
}

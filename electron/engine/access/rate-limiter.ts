/** A token bucket: `burst` tokens at most, refilled at `perMinute`. */
export interface BucketPolicy {
  readonly perMinute: number;
  readonly burst: number;
}

export interface BucketState {
  /** Whole requests that the bucket still holds. */
  readonly remaining: number;
  /** Milliseconds until it is full again. */
  readonly resetMs: number;
}

export interface Decision {
  readonly allowed: boolean;
  readonly first: BucketState;
  readonly second: BucketState | null;
  /** Milliseconds until the buckets that refused are full again; 0 where none did. */
  readonly retryAfterMs: number;
}

export interface RateLimiter {
  /** Takes one request from one bucket or from two: from both or from neither. */
  take(first: string, firstPolicy: BucketPolicy, second?: string, secondPolicy?: BucketPolicy): Decision;
  /** All buckets, with the milliseconds that each needs to be full. */
  lacking(): (readonly [name: string, resetMs: number])[];
  /** The same of those buckets only that were taken from since `written`. */
  spentSince(): (readonly [name: string, resetMs: number])[];
  /** What the last of these told has been written down: a crash puts it back whole. */
  written(): void;
  /** Puts back what was written down before a restart. */
  refill(name: string, resetMs: number): void;
  /** Lets go of the buckets that are full again: they are as good as never used. */
  forgetFull(): void;
}

/**
 * GCRA: for each bucket one number, the moment at which it will be full again. That is a token bucket
 * without a timer and without rounding (ITU-T I.371; the same arithmetic as redis-cell).
 * @param monotonicMs milliseconds that never go back, so that no clock change grants or burns anything
 * @param keep writes down for a restart how long a bucket needs to be full, whenever a crash would give back more
 *   than a tenth of it: few requests pay for a write, and none does for the first use of a key.
 *   @returns whether it is kept
 */
export function createRateLimiter(
  monotonicMs: () => number,
  keep: (name: string, resetMs: number) => boolean = () => true,
): RateLimiter {
  const fullAt = new Map<string, number>();
  /** What a crash would put back. */
  const keptAt = new Map<string, number>();
  let spent = new Set<string>();

  function look(name: string, policy: BucketPolicy, now: number): BucketState {
    const resetMs = Math.max(0, (fullAt.get(name) ?? now) - now);
    // A hair's breadth of rounding must not cost a whole request.
    const remaining = Math.floor(policy.burst - (resetMs * policy.perMinute) / 60_000 + 1e-6);
    return { remaining: Math.max(0, remaining), resetMs };
  }

  function spend(name: string, policy: BucketPolicy, now: number): BucketState {
    const oneMs = 60_000 / policy.perMinute;
    const at = Math.max(fullAt.get(name) ?? now, now) + oneMs;
    fullAt.set(name, at);
    spent.add(name);
    const givenBackMs = at - Math.max(keptAt.get(name) ?? now, now);
    if (givenBackMs > (policy.burst / 10) * oneMs && keep(name, at - now)) keptAt.set(name, at);
    return look(name, policy, now);
  }

  function lackOf(names: Iterable<string>): (readonly [name: string, resetMs: number])[] {
    const now = monotonicMs();
    return [...names].map((name) => [name, Math.max(0, (fullAt.get(name) ?? now) - now)] as const);
  }

  return {
    take(firstName, firstPolicy, secondName, secondPolicy) {
      const now = monotonicMs();
      const first = look(firstName, firstPolicy, now);
      const second =
        secondName === undefined || secondPolicy === undefined ? null : look(secondName, secondPolicy, now);
      if (first.remaining < 1 || (second && second.remaining < 1)) {
        const waits = [first, second].map((bucket) => (bucket && bucket.remaining < 1 ? bucket.resetMs : 0));
        return { allowed: false, first, second, retryAfterMs: Math.max(...waits) };
      }
      return {
        allowed: true,
        first: spend(firstName, firstPolicy, now),
        second: second && spend(secondName!, secondPolicy!, now),
        retryAfterMs: 0,
      };
    },
    lacking: () => lackOf(fullAt.keys()),
    spentSince: () => lackOf(spent),
    written() {
      for (const name of spent) keptAt.set(name, fullAt.get(name) ?? 0);
      spent = new Set();
    },
    refill(name, resetMs) {
      const at = monotonicMs() + resetMs;
      fullAt.set(name, at);
      keptAt.set(name, at);
    },
    forgetFull() {
      const now = monotonicMs();
      for (const [name, at] of fullAt) {
        if (at > now) continue;
        fullAt.delete(name);
        keptAt.delete(name);
      }
    },
  };
}

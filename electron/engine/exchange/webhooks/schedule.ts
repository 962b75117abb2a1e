const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each failed attempt the next one is due, jitter aside. */
export const retryDelaysMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

export const maxAttempts = retryDelaysMs.length + 1;

/** Up to so much is added or taken, so that what failed together does not return together. */
export const jitter = 0.1;
const longestRetryAfterMs = 24 * hour;

/**
 * When to try again after the nth attempt failed; undefined where that was the last one.
 * @param retryAfterMs what the receiver asked for, if it did: never sooner, but for no longer than a day
 * @param random from 0 to 1
 */
export function nextAttemptIn(
  attempts: number,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  const delay = retryDelaysMs[attempts - 1];
  if (delay === undefined) return undefined;
  const spread = Math.round(delay * (1 - jitter + 2 * jitter * random));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, longestRetryAfterMs));
}

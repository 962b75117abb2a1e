const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** After so many failures in a row a service is left alone for longer. */
export const failuresToRest = 5;
export const longestRestMs = 15 * minuteMs;
const delaysMs = [5 * secondMs, 20 * secondMs, 80 * secondMs, 5 * minuteMs];

/** Up to so much is added or taken, so that many do not return together. */
const jitter = 0.1;
const spread = (ms: number, random: number): number => Math.round(ms * (1 - jitter + 2 * jitter * random));

/**
 * Milliseconds to wait after the nth failure in a row.
 * @param random from 0 to 1
 */
export function afterFailure(failures: number, random: number): number {
  return spread(delaysMs[failures - 1] ?? longestRestMs, random);
}

/** Milliseconds from a whole run to the next one. */
export function nextRunIn(intervalMinutes: number, random: number): number {
  return spread(intervalMinutes * minuteMs, random);
}

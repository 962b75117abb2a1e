const dayMs = 86_400_000;

/** Whole days that remain, below zero where it is over; both times in epoch ms. */
export function wholeDaysLeft(end: number, now: number): number {
  return Math.floor((end - now) / dayMs);
}

/**
 * `has expired`, `expires within a day`, `expires in 10 days`: never more than remains, and of a last day not that
 * it is today, which depends on where one stands.
 */
export function expiryWords(daysLeft: number): string {
  if (daysLeft < 0) return 'has expired';
  if (daysLeft === 0) return 'expires within a day';
  return `expires in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
}

/** What of a key its expiry is told by. Apart from its schema, so that the window's start brings none along. */
interface Expiring {
  readonly state: string;
  /** Epoch ms; null for never. */
  readonly expiresAt: number | null;
}

const dayMs = 86_400_000;

/** Days before its expiry on which a key warns. */
export const expiryWarningDays = [14, 3, 1] as const;

/** The threshold (14, 3 or 1 days) that a key's expiry has come to; null while it is further off, or nothing to tell. */
export function expiryThreshold(key: Expiring, now: number): number | null {
  if (key.state !== 'active' || key.expiresAt === null) return null;
  const left = Math.ceil((key.expiresAt - now) / dayMs);
  return expiryWarningDays.findLast((days) => left <= days) ?? null;
}

/** That threshold where nobody has been told of it yet: each is told once, until somebody says that it was read. */
export function untoldExpiry(
  key: Expiring & { readonly warnedDays: number | null },
  now: number,
): number | null {
  const threshold = expiryThreshold(key, now);
  return threshold !== null && threshold < (key.warnedDays ?? Infinity) ? threshold : null;
}

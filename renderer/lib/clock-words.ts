/** A clock that is wrong by more makes one-time codes that are refused. */
const clockWarningMs = 5000;

/** How wrong this computer's clock is, where it is so wrong that codes are refused; else null. */
export function clockTrouble(aheadMs: number | null): string | null {
  if (aheadMs === null || Math.abs(aheadMs) <= clockWarningMs) return null;
  return `${lengthOf(Math.abs(aheadMs) / 1000)} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}

function lengthOf(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}

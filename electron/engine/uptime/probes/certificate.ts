import type { PeerCertificate } from 'node:tls';

const dayMs = 86_400_000;

/** When a certificate ends, in epoch ms; null without one. */
export function certificateEnd(certificate: PeerCertificate | null): number | null {
  const end = certificate?.valid_to === undefined ? Number.NaN : Date.parse(certificate.valid_to);
  return Number.isNaN(end) ? null : end;
}

/** Whole days that are left, below zero where it is over. */
export function daysUntil(end: number | null, now: number): number | null {
  return end === null ? null : Math.floor((end - now) / dayMs);
}

/** Says where something ends too soon; null where it does not. */
export function endsSoon(what: string, end: number, now: number, wantedDays: number): string | null {
  const days = daysUntil(end, now)!;
  if (days < 0) return `${what} has expired`;
  if (days >= wantedDays) return null;
  return days === 0 ? `${what} expires today` : `${what} expires in ${days} ${days === 1 ? 'day' : 'days'}`;
}

import type { PeerCertificate } from 'node:tls';
import { expiryWords, wholeDaysLeft } from '../../../../shared/expiry-words.ts';

/** When a certificate ends, in epoch ms; null without one. */
export function certificateEnd(certificate: PeerCertificate | null): number | null {
  const end = certificate?.valid_to === undefined ? Number.NaN : Date.parse(certificate.valid_to);
  return Number.isNaN(end) ? null : end;
}

/** Whole days that are left, below zero where it is over. */
export function daysUntil(end: number | null, now: number): number | null {
  return end === null ? null : wholeDaysLeft(end, now);
}

/** Says where something ends too soon; null where it does not. */
export function endsSoon(what: string, end: number, now: number, wantedDays: number): string | null {
  const days = wholeDaysLeft(end, now);
  return days >= wantedDays ? null : `${what} ${expiryWords(days)}`;
}

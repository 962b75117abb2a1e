import { randomInt } from 'node:crypto';

/** Without letters that look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const markerLine = /\s*\[Techbench ([2-9A-HJKMNP-TV-Z]{12})\]\s*$/;

/** The name of one queued change; it stands below the text of a ticket that is opened at a service. */
export function newMarker(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}

/** For services that know no idempotency key: the ticket itself says which change opened it. */
export function withMarker(description: string, marker: string): string {
  return `${description}\n\n[Techbench ${marker}]`;
}

export function splitMarker(description: string): { text: string; marker: string | null } {
  const found = markerLine.exec(description.slice(-200));
  if (!found) return { text: description, marker: null };
  const start = Math.max(0, description.length - 200) + found.index;
  return { text: description.slice(0, start), marker: found[1]! };
}

import { randomInt } from 'node:crypto';

/** Without letters that look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const markerLine = /\[Techbench ([2-9A-HJKMNP-TV-Z]{12})\]$/;

/** The name of one queued change; it stands below the text of a ticket that is opened at a service. */
export function newMarker(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}

/** For services that know no idempotency key: the ticket itself says which change opened it. */
export function withMarker(description: string, marker: string): string {
  return `${description}\n\n[Techbench ${marker}]`;
}

export function splitMarker(description: string): { text: string; marker: string | null } {
  const trimmed = description.trimEnd();
  const found = markerLine.exec(trimmed);
  if (!found) return { text: description, marker: null };
  return { text: trimmed.slice(0, found.index).trimEnd(), marker: found[1]! };
}

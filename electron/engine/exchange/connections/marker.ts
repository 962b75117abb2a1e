import { randomInt } from 'node:crypto';

/** Without letters that look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const label = '[Techbench ';
const named = /^([2-9A-HJKMNP-TV-Z]{12})\]$/;
/** What stands between a text and its marker, as it was sent and as some services write lines. */
const gaps = ['\n\n', '\r\n\r\n'];

/** The name of one queued change; it stands below the text of a ticket that is opened at a service. */
export function newMarker(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}

/** For services that know no idempotency key: the ticket itself says which change opened it. */
export function withMarker(description: string, marker: string): string {
  return `${description}${gaps[0]}${label}${marker}]`;
}

export function splitMarker(description: string): { text: string; marker: string | null } {
  const at = description.lastIndexOf(label);
  const marker =
    at < 0 ? undefined : named.exec(description.slice(at + label.length, at + 40).trimEnd())?.[1];
  if (marker === undefined || description.slice(at + 40).trim() !== '')
    return { text: description, marker: null };
  const text = description.slice(0, at);
  const gap = gaps.toReversed().find((each) => text.endsWith(each)) ?? '';
  return { text: text.slice(0, text.length - gap.length), marker };
}

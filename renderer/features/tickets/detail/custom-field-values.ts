import type { CustomFields } from '../../../../shared/ticket.ts';

/** What was typed as the value it most likely is; text stays text when in doubt. */
export function readValue(text: string): CustomFields[string] {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  // A leading zero or plus is part of a number that is a name: a phone, a serial.
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(trimmed)) return Number(trimmed);
  return text;
}

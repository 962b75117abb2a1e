/** What a custom field may hold, as the contract has it. */
export type FieldValue = string | number | boolean | null;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What was typed as the value it most likely is; text stays text when in doubt. */
export function readValue(text: string): FieldValue {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  // A leading zero or plus is part of a number that is a name: a phone, a serial.
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(trimmed)) return Number(trimmed);
  return text;
}

/** Lines of `Name: value` as custom fields; a line without a name is skipped. */
export function parseFieldLines(text: string): Record<string, FieldValue> {
  const fields: [string, FieldValue][] = [];
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name !== '') fields.push([name, readValue(line.slice(colon + 1).trim())]);
  }
  return Object.fromEntries(fields);
}

import { absoluteTime } from './format.ts';

/** A field of a record that was changed, as the engine tells it. */
export interface ChangedField {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The same in the technician's words. */
export interface FieldWords {
  readonly name: string;
  /** Null where something was told rather than changed from one value to another. */
  readonly from: string | null;
  readonly to: string;
}

const longestShown = 120;

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** A value that needs no knowledge of its field: nothing, a number, a text in quotes, anything else as JSON. */
export function plainValueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return `“${shorten(value)}”`;
  return shorten(JSON.stringify(value));
}

/** Both values of a change by the same words. */
export function wordsOf(
  { field, from, to }: ChangedField,
  names: Readonly<Record<string, string>>,
  valueText: (field: string, value: unknown) => string,
): FieldWords {
  return { name: names[field] ?? field, from: valueText(field, from), to: valueText(field, to) };
}

/** Names that fields of every record have. */
const usualNames: Readonly<Record<string, string>> = {
  name: 'Name',
  title: 'Title',
  status: 'Status',
  organizationId: 'Organization',
  customFields: 'Custom fields',
  description: 'Description',
  priority: 'Priority',
  dueDate: 'Due',
  startDate: 'Start',
  lastSeenAt: 'Last seen',
  locationAt: 'Location known since',
};

/** A changed field of a record: by the words that its kind gives, else by what the value itself says. */
export function recordWords(
  field: ChangedField,
  names: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, (value: unknown) => string>>,
): FieldWords {
  return wordsOf(field, { ...usualNames, ...names }, (name, value) => {
    if (value === null || value === undefined || value === '') return 'nothing';
    const text = texts[name];
    if (text) return text(value);
    if (typeof value === 'number' && name.endsWith('At')) return absoluteTime(value);
    return plainValueText(value);
  });
}

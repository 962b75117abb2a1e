import { dayText } from '../../shared/day-words.ts';

/** A field of a record that is written as text, whatever it is kept as. */
export interface RecordField<Row, Patch> {
  readonly id: string;
  readonly label: string;
  readonly maxLength: number;
  readonly type: 'text' | 'date' | 'number' | 'long';
  /** Codes, addresses and serial numbers, in which every character counts. */
  readonly mono: boolean;
  readonly hint?: string | undefined;
  /** What stands in the field; null for nothing. */
  readonly read: (row: Row) => string | null;
  /** The change that keeps a text; null takes the value away. */
  readonly patch: (text: string | null) => Patch;
  /** How the text reads while nobody writes. */
  readonly shown?: (text: string) => string;
}

type KeysOf<Row, Value> = { [K in keyof Row]-?: Row[K] extends Value ? K : never }[keyof Row] & string;

interface Options {
  readonly mono?: boolean;
  readonly hint?: string;
}

/** The constructors of one kind's fields: `const { text, date } = fieldsOf<Asset, AssetPatch>()`. */
export function fieldsOf<Row, Patch>() {
  // A patch holds the row's own fields by their own names; a computed key hides that from the compiler.
  const patchOf = (id: string, value: string | number | null) => ({ [id]: value }) as Patch;
  const readText = (id: string) => (row: Row) => (row as Record<string, string | null>)[id] || null;
  return {
    /** Text, or nothing. */
    text: (id: KeysOf<Row, string | null>, label: string, maxLength: number, options: Options = {}) => ({
      id,
      label,
      maxLength,
      type: 'text' as const,
      mono: options.mono ?? false,
      hint: options.hint,
      read: readText(id),
      patch: (text: string | null) => patchOf(id, text),
    }),
    /** One line; nothing is kept as an empty text. */
    line: (id: KeysOf<Row, string>, label: string, maxLength: number) => ({
      id,
      label,
      maxLength,
      type: 'text' as const,
      mono: false,
      read: readText(id),
      patch: (text: string | null) => patchOf(id, text ?? ''),
    }),
    /** Lines of text; nothing is kept as an empty text. */
    long: (id: KeysOf<Row, string>, label: string, maxLength: number) => ({
      id,
      label,
      maxLength,
      type: 'long' as const,
      mono: false,
      read: readText(id),
      patch: (text: string | null) => patchOf(id, text ?? ''),
    }),
    /** A day, `2026-03-23`. */
    date: (id: KeysOf<Row, string | null>, label: string) => ({
      id,
      label,
      maxLength: 10,
      type: 'date' as const,
      mono: false,
      read: readText(id),
      patch: (text: string | null) => patchOf(id, text),
      shown: dayText,
    }),
    number: (id: KeysOf<Row, number | null>, label: string, options: Options = {}) => ({
      id,
      label,
      maxLength: 20,
      type: 'number' as const,
      mono: false,
      hint: options.hint,
      read(row: Row) {
        const value = (row as Record<string, number | null>)[id];
        return value === null || value === undefined ? null : String(value);
      },
      patch: (text: string | null) => patchOf(id, text === null ? null : Number(text)),
    }),
  };
}

/** What has been filled in, as the start of a new record. */
export function filledIn<Row, Patch extends object>(
  fields: readonly RecordField<Row, Patch>[],
  values: Readonly<Record<string, string>>,
): Patch {
  const parts = fields.flatMap((field) => {
    const text = values[field.id] ?? '';
    return text.trim() === '' ? [] : [field.patch(text)];
  });
  return Object.assign({}, ...parts) as Patch;
}

/** An empty form of these fields. */
export function emptyTexts(fields: readonly { readonly id: string }[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ id }) => [id, '']));
}

export function fieldLabels(
  fields: readonly { readonly id: string; readonly label: string }[],
): Record<string, string> {
  return Object.fromEntries(fields.map(({ id, label }) => [id, label]));
}

import type { SqlValue } from '../db.ts';

/** Every kind of record has these. */
export interface AnyRecord {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A record before and after a change; the same where what was asked for was so already. */
export interface AppliedChange<R> {
  readonly before: R;
  readonly record: R;
  readonly changed: boolean;
}

/** How a kind of record lies in its table. Each field stands in the column of its name in snake case. */
export interface RecordTable<R extends AnyRecord> {
  /** Of the table, of its entries in the history, and of its kept counts. */
  readonly name: string;
  readonly fields: readonly (keyof R & string)[];
  /** Fields that are kept as JSON. */
  readonly json: readonly (keyof R & string)[];
  /** Yes or no, kept as 1 or 0. */
  readonly flags: readonly (keyof R & string)[];
  /** Moments: equal means within the same second, which is all that the outside knows of them. */
  readonly moments: readonly (keyof R & string)[];
  /** Sorted without case although their columns compare with it. */
  readonly folded: readonly (keyof R & string)[];
  /** Fields that stand in no column, each with the SQL that gives it, on the table as `t`. */
  readonly computed: Readonly<Record<string, string>>;
  /** A table of the same rows that is written apart from the records, joined to `t`; computed fields may stand in it. */
  readonly joined: string;
  /** The field that says whose it is; null for what belongs to the whole workspace. */
  readonly organization: (keyof R & string) | null;
  /** The field that says in which project it lies, if any: project tokens are held to it. */
  readonly project: (keyof R & string) | null;
  /** One or two fields whose values are counted in `record_count`, beside the organization; none: no count is kept. */
  readonly counted: readonly (keyof R & string)[];
  /** Fields without an index of their own: a list in their order is sorted. */
  readonly unordered: readonly (keyof R & string)[];
  /** Kept by the database itself from other tables. */
  readonly derived: readonly (keyof R & string)[];
  /** Left out of lists: too long to be read for a line. */
  readonly unlisted: readonly (keyof R & string)[];
}

type Options<R extends AnyRecord> = Pick<RecordTable<R>, 'name' | 'fields'> &
  Partial<Omit<RecordTable<R>, 'name' | 'fields'>>;

export function recordTable<R extends AnyRecord>(options: Options<R>): RecordTable<R> {
  return {
    json: [],
    flags: [],
    moments: ['createdAt', 'updatedAt'],
    folded: [],
    computed: {},
    joined: '',
    organization: null,
    project: null,
    counted: [],
    unordered: [],
    derived: [],
    unlisted: [],
    ...options,
  };
}

export function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What gives a field's value in a statement about the table as `t`. */
export function valueOf<R extends AnyRecord>({ computed }: RecordTable<R>, field: string): string {
  return computed[field] ?? `t.${columnOf(field)}`;
}

/** The columns of these fields, each under its field's name. */
export function selected<R extends AnyRecord>(
  table: RecordTable<R>,
  fields: readonly (keyof R & string)[],
): string {
  return fields.map((field) => `${valueOf(table, field)} AS "${field}"`).join(', ');
}

/** A row as `selected` gave it, as the record it stands for. */
export function toRecord<R extends AnyRecord>(
  table: RecordTable<R>,
  row: Readonly<Record<string, unknown>>,
): R {
  const record: Record<string, unknown> = { ...row };
  for (const field of table.json) if (field in record) record[field] = JSON.parse(String(record[field]));
  for (const field of table.flags) if (field in record) record[field] = record[field] === 1;
  // The columns are the record's own fields, written by `toValue`.
  return record as unknown as R;
}

/** A field's value as its column holds it. */
export function toValue<R extends AnyRecord>(
  table: RecordTable<R>,
  field: keyof R & string,
  value: unknown,
): SqlValue {
  if (table.json.includes(field)) return JSON.stringify(value);
  if (table.flags.includes(field)) return Number(value);
  return value as SqlValue;
}

import type { SqlValue } from '../db.ts';

/** A condition of a domain's own, on the table as `t`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export type FieldValue = string | number | boolean | null;

export interface SortKey<R> {
  readonly field: keyof R & string;
  readonly descending: boolean;
  /** By the name of the organization that the field leads to; only for the first key. */
  readonly named?: true | undefined;
}

export interface RecordQuery<R> {
  /** Each field has exactly this value; null where nothing is noted. */
  readonly equals: Readonly<Partial<Record<keyof R & string, FieldValue | undefined>>>;
  /** Each field has one of these. */
  readonly among: Readonly<Partial<Record<keyof R & string, readonly string[]>>>;
  readonly conditions: readonly Condition[];
  /** Full text; blank for no search. */
  readonly search: string;
  readonly sort: readonly SortKey<R>[];
  readonly offset: number;
  readonly limit: number;
}

/** A patch without what was left out of it. */
export function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}

/** Of a record, the fields that a patch names. */
export function namedIn<T extends object>(patch: Partial<T>, record: T): Partial<T> {
  const fields = Object.keys(patch) as (keyof T)[];
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Partial<T>;
}

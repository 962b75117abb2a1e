import type { ReadableDb } from '../db.ts';
import type { RecordQuery } from './record-query.ts';
import type { AnyRecord, RecordTable } from './record-table.ts';

/**
 * Kept by triggers on each table: every record is counted once under each combination of its organization
 * (0 for any) and of up to two of its values (`=` before the value; empty for any), so that a list's total is
 * a look-up or a small sum.
 */
const cellSql =
  'SELECT n FROM record_count WHERE noun = ? AND organization_id = ? AND first = ? AND second = ?';

/** What a query comes to, where only counted fields narrow it; undefined where it must be counted. */
export function keptCount<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  query: Pick<RecordQuery<R>, 'equals' | 'among' | 'conditions' | 'search'>,
): number | undefined {
  if (table.counted.length === 0 || query.conditions.length > 0 || query.search.trim() !== '')
    return undefined;
  const { equals, among } = query;
  const kept = new Set<string>([...table.counted, ...(table.organization ? [table.organization] : [])]);
  if (![...Object.keys(equals), ...Object.keys(among)].every((field) => kept.has(field))) return undefined;

  const [first, second] = table.counted;
  const organization = table.organization === null ? undefined : equals[table.organization];
  let total = 0;
  for (const one of valuesOf(query, first)) {
    for (const two of valuesOf(query, second)) {
      const row = db.get<{ n: number }>(cellSql, [table.name, Number(organization ?? 0), one, two]);
      total += row?.n ?? 0;
    }
  }
  return total;
}

function valuesOf<R extends AnyRecord>(
  { equals, among }: Pick<RecordQuery<R>, 'equals' | 'among'>,
  field: (keyof R & string) | undefined,
): string[] {
  if (field === undefined) return [''];
  const one = equals[field];
  const several = among[field];
  if (one === undefined && several === undefined) return [''];
  const wanted = new Set(several ?? [String(one)]);
  return [...wanted]
    .filter((value) => one === undefined || value === String(one))
    .map((value) => `=${value}`);
}

/** How many records have each value of the first or second counted field, most frequent first. */
export function countsByValue<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  which: 'first' | 'second',
  organizationId: number | null,
): { value: string; count: number }[] {
  const other = which === 'first' ? 'second' : 'first';
  return db.all(
    `SELECT substr(${which}, 2) AS value, n AS count FROM record_count
     WHERE noun = ? AND organization_id = ? AND ${which} <> '' AND ${other} = '' AND n > 0
     ORDER BY n DESC, value`,
    [table.name, organizationId ?? 0],
  );
}

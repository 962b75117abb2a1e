import { hidden, hiddenNumber, type ReadableDb, type SqlValue } from '../db.ts';
import { matchWords } from '../full-text.ts';
import { columnOf, selected, toRecord, valueOf, type AnyRecord, type RecordTable } from './record-table.ts';
import { keptCount } from './record-counts.ts';
import type { Condition, FieldValue, RecordQuery, SortKey } from './record-query.ts';

export interface RecordPage<R> {
  readonly rows: R[];
  readonly total: number;
}

/** Up to so many matches are fetched and sorted; more are met soon enough along the order's own index. */
const fewMatches = 2000;

/**
 * One page and the exact number of all. Numbers that are kept are read; others are counted once and held until
 * anything is written. Knowing the number decides the way: few matches are looked up by the filter's index and
 * sorted, many are met while walking the order's index, so that neither a page nor its depth costs a sort of
 * the whole table.
 */
export function listRecords<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  query: RecordQuery<R>,
): RecordPage<R> {
  const where = conditionsOf(table, query);
  if (where === 'nothing') return { rows: [], total: 0 };
  const total = keptCount(db, table, query) ?? counted(db, table, where);
  if (query.offset >= total) return { rows: [], total };
  const walks = where.length === 0 || total > fewMatches;
  const fields = table.fields.filter((field) => !table.unlisted.includes(field));
  const index = walks ? indexOf(table, query.sort[0]?.field) : '';
  const sql = `SELECT ${selected(table, fields)} FROM ${source(table, query, index)} ${table.joined} ${clause(where)}
    ORDER BY ${orderOf(table, query.sort, walks)} LIMIT ${hiddenNumber} OFFSET ${hiddenNumber}`;
  const rows = db.all<Record<string, unknown>>(sql, [...valuesOf(where), query.limit, query.offset]);
  return { rows: rows.map((row) => toRecord(table, row)), total };
}

/** Clients in the order of their names, each with its own in the order of the index: no page sorts more than one client's. */
function source<R extends AnyRecord>(
  table: RecordTable<R>,
  { sort: [first] }: Pick<RecordQuery<R>, 'sort'>,
  index: string,
): string {
  const own = `${table.name} t ${index}`;
  return first && isNamed(table, first)
    ? `organization o CROSS JOIN ${own} ON t.organization_id = o.id`
    : own;
}

function isNamed<R extends AnyRecord>(table: RecordTable<R>, { field, named }: SortKey<R>): boolean {
  return named === true && field === table.organization && field !== 'id';
}

/** How many match, without a page. */
export function countRecords<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  query: Pick<RecordQuery<R>, 'equals' | 'among' | 'conditions' | 'search'>,
): number {
  const where = conditionsOf(table, query);
  return where === 'nothing' ? 0 : (keptCount(db, table, query) ?? counted(db, table, where));
}

function counted<R extends AnyRecord>(
  db: ReadableDb,
  table: RecordTable<R>,
  where: readonly Condition[],
): number {
  const sql = `SELECT count(*) AS n FROM ${table.name} t ${table.joined} ${clause(where)}`;
  const values = valuesOf(where);
  const count = (): number => db.get<{ n: number }>(sql, values)!.n;
  // What is joined is written aside, which makes nothing that is remembered stale.
  return table.joined === '' ? db.remember(`${sql} ${JSON.stringify(values)}`, count) : count();
}

/** The index that walks in this order; the table itself lies in the order of its ids. */
function indexOf<R extends AnyRecord>(table: RecordTable<R>, field: (keyof R & string) | undefined): string {
  if (field === undefined || field === 'id') return 'NOT INDEXED';
  return table.unordered.includes(field) ? '' : `INDEXED BY ${table.name}_${columnOf(field)}`;
}

/** A unary plus keeps the order's index from being taken where the filter's is to be used. */
function orderOf<R extends AnyRecord>(
  table: RecordTable<R>,
  sort: RecordQuery<R>['sort'],
  walks: boolean,
): string {
  const last: SortKey<R> = { field: 'id', descending: sort.at(-1)?.descending ?? false };
  const keys = sort.some(({ field }) => field === 'id') ? sort : [...sort, last];
  return keys
    .map((key, place) => {
      const { field, descending } = key;
      if (place === 0 && isNamed(table, key)) return `o.name COLLATE NOCASE ${descending ? 'DESC' : 'ASC'}`;
      const folded = table.folded.some((each) => each === field) ? ' COLLATE NOCASE' : '';
      return `${walks ? '' : '+'}${valueOf(table, field)}${folded} ${descending ? 'DESC' : 'ASC'}`;
    })
    .join(', ');
}

function conditionsOf<R extends AnyRecord>(
  table: RecordTable<R>,
  query: Pick<RecordQuery<R>, 'equals' | 'among' | 'conditions' | 'search'>,
): Condition[] | 'nothing' {
  const where: Condition[] = [];
  for (const field of table.fields) {
    const value = query.equals[field];
    if (value !== undefined) where.push(equality(table, field, value));
    const among = query.among[field];
    if (among)
      where.push({
        sql: `${valueOf(table, field)} IN (${among.map(() => hidden).join(', ')})`,
        values: among,
      });
  }
  where.push(...query.conditions);
  if (query.search.trim() === '') return where;
  const match = matchWords(query.search);
  if (match === undefined) return 'nothing';
  const name = `${table.name}_search`;
  where.push({ sql: `t.id IN (SELECT rowid FROM ${name} WHERE ${name} MATCH ?)`, values: [match] });
  return where;
}

function equality<R extends AnyRecord>(
  table: RecordTable<R>,
  field: keyof R & string,
  value: FieldValue,
): Condition {
  const column = valueOf(table, field);
  if (value === null) return { sql: `${column} IS NULL`, values: [] };
  if (typeof value === 'number' && table.moments.includes(field)) {
    const second = Math.floor(value / 1000) * 1000;
    return { sql: `${column} BETWEEN ${hidden} AND ${hidden}`, values: [second, second + 999] };
  }
  if (typeof value === 'string') {
    // Columns compare without case, so that names sort as people read them; equal means the same letters.
    return { sql: `${column} = ${hidden} AND ${column} = ${hidden} COLLATE BINARY`, values: [value, value] };
  }
  return { sql: `${column} = ${hidden}`, values: [Number(value)] };
}

function clause(where: readonly Condition[]): string {
  return where.length === 0 ? '' : `WHERE ${where.map(({ sql }) => sql).join(' AND ')}`;
}

function valuesOf(where: readonly Condition[]): SqlValue[] {
  return where.flatMap(({ values }) => values);
}

import type { CsvTable } from './importer.ts';

/** Which column holds which field, found by the heads that a field is known under (in lower case). */
export interface ColumnMap<F extends string> {
  readonly columns: ReadonlyMap<F, number>;
  /** Indexes of the columns that stay unknown. */
  readonly unknown: readonly number[];
}

export function mapColumns<F extends string>(
  table: CsvTable,
  heads: Readonly<Record<F, readonly string[]>>,
): ColumnMap<F> {
  const columns = new Map<F, number>();
  const unknown: number[] = [];
  for (const [index, head] of table.heads.entries()) {
    const field = (Object.keys(heads) as F[]).find((candidate) =>
      heads[candidate].includes(head.toLowerCase()),
    );
    if (field !== undefined && !columns.has(field)) columns.set(field, index);
    else unknown.push(index);
  }
  return { columns, unknown };
}

export function hasHeads(table: CsvTable, heads: readonly string[]): boolean {
  const known = new Set(table.heads.map((head) => head.toLowerCase()));
  return heads.every((head) => known.has(head));
}

/** One row, by the names of its fields. */
export interface RowCells<F extends string> {
  /** As it stands there; empty where there is no such column. */
  cell(field: F): string;
  /** Without blanks around it; null where nothing stands there. */
  optional(field: F): string | null;
  /** What is wrong with the row as a whole, if anything. */
  readonly refused: string | null;
  /** Columns that no field takes, by their heads. */
  readonly others: Readonly<Record<string, string>>;
}

export function readCells<F extends string>(
  table: CsvTable,
  map: ColumnMap<F>,
  row: readonly string[],
): RowCells<F> {
  const cell = (field: F): string => {
    const index = map.columns.get(field);
    return index === undefined ? '' : (row[index] ?? '');
  };
  const extra = row.slice(table.heads.length).some((each) => each !== '');
  return {
    cell,
    optional: (field) => cell(field).trim() || null,
    refused: extra ? `has ${row.length} cells, the header ${table.heads.length}` : null,
    others: othersOf(table, map.unknown, row),
  };
}

function othersOf(
  table: CsvTable,
  unknown: readonly number[],
  row: readonly string[],
): Record<string, string> {
  const others: Record<string, string> = {};
  for (const index of unknown) {
    const head = table.heads[index];
    const value = row[index];
    if (!head || !value || ['__proto__', 'constructor', 'prototype'].includes(head)) continue;
    others[head.slice(0, 100)] = value.slice(0, 4000);
  }
  return others;
}

/** The heads of the columns that no field takes. */
export function unknownHeads(table: CsvTable, map: ColumnMap<string>): string[] {
  return map.unknown.map((index) => table.heads[index] ?? '').filter((head) => head !== '');
}

export function lookUp<T>(words: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Caller } from '../../../shared/caller.ts';
import type { ImportPlan, PlannedRow, WrittenRecord } from './importer.ts';

/** What importing asks of the directory. */
export interface ImportOrganizations {
  find(name: string): number | undefined;
  nameOf(id: number): string | undefined;
  create(caller: Caller, name: string): number;
  /** Removes one that holds nothing; answers whether it did. */
  removeEmpty(caller: Caller, id: number): boolean;
}

/** What one row says, read but not yet matched with what the workspace holds. */
interface Item {
  /** The client that it names; null where it names none. */
  readonly client: string | null;
}

/** One kind of record in a file; a row is its cells, or whatever a format makes of it. */
export interface RowKind<T extends Item, E extends { readonly id: number }, Row = readonly string[]> {
  /** `ticket` */
  readonly noun: string;
  read(row: Row): T | { readonly refused: string };
  title(item: T): string;
  /** What tells it from others of its organization, with the name of that; null where nothing does. */
  identity(item: T): { readonly key: string; readonly words: string } | null;
  find(organizationId: number, item: T): E | undefined;
  /** Only what the file says otherwise; what it leaves out stays. */
  patch(existing: E, item: T): Readonly<Record<string, unknown>>;
  insert(item: T, organizationId: number): WrittenRecord;
  change(existing: E, patch: Readonly<Record<string, unknown>>): WrittenRecord;
}

export interface PlanOptions {
  readonly caller: Caller;
  readonly organizationId: number;
}

/** So many rows are planned in a few milliseconds; then whoever waits gets in between. */
const perTurn = 200;

/** Decides what becomes of each row, and how to do it. Organizations that are named and missing are made. */
export async function planRows<T extends Item, E extends { readonly id: number }, Row = readonly string[]>(
  rows: readonly Row[],
  options: PlanOptions,
  organizations: ImportOrganizations,
  kind: RowKind<T, E, Row>,
): Promise<Pick<ImportPlan, 'rows' | 'newOrganizations'>> {
  const newOrganizations = new Map<string, string>();
  const seen = new Set<string>();
  const home = organizations.nameOf(options.organizationId) ?? '';

  function planRow(cells: Row, index: number): PlannedRow {
    const row = index + 1;
    const item = kind.read(cells);
    if ('refused' in item) {
      return { row, outcome: 'refused', title: '', organization: '', reason: item.refused, write: null };
    }
    const client = item.client;
    const organizationId = client === null ? options.organizationId : organizations.find(client);
    if (client !== null && organizationId === undefined) newOrganizations.set(client.toLowerCase(), client);
    const shown = { row, title: kind.title(item), organization: client ?? home };
    const identity = kind.identity(item);
    if (identity !== null) {
      const key = JSON.stringify([(client ?? home).toLowerCase(), identity.key.toLowerCase()]);
      if (seen.has(key)) {
        const reason = `${identity.words} stands in the file twice`;
        return { ...shown, outcome: 'duplicate', reason, write: null };
      }
      seen.add(key);
    }
    const existing = organizationId === undefined ? undefined : kind.find(organizationId, item);
    if (!existing) {
      return { ...shown, outcome: 'new', reason: null, write: () => insert(item, organizationId) };
    }
    const patch = kind.patch(existing, item);
    const named = `${kind.noun} ${existing.id}`;
    if (Object.keys(patch).length === 0) {
      return { ...shown, outcome: 'duplicate', reason: `is ${named} already`, write: null };
    }
    const reason = `changes ${Object.keys(patch).join(', ')} of ${named}`;
    return { ...shown, outcome: 'changed', reason, write: () => [kind.change(existing, patch)] };
  }

  function insert(item: T, known: number | undefined): WrittenRecord[] {
    const written: WrittenRecord[] = [];
    let organizationId = known ?? organizations.find(item.client!);
    if (organizationId === undefined) {
      organizationId = organizations.create(options.caller, item.client!);
      const after = { name: item.client };
      written.push({ entity: 'organization', entityId: organizationId, before: null, after });
    }
    written.push(kind.insert(item, organizationId));
    return written;
  }

  const planned: PlannedRow[] = [];
  for (const [index, row] of rows.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other is the point
    if (index > 0 && index % perTurn === 0) await nextTurn();
    planned.push(planRow(row, index));
  }
  return { rows: planned, newOrganizations: [...newOrganizations.values()] };
}

/** Fields of a changed record that still hold what the import wrote, with the values to give them back. */
export function untouchedFields(
  record: WrittenRecord,
  current: (field: string) => unknown,
): { readonly patch: Readonly<Record<string, unknown>>; readonly all: boolean } {
  const before = record.before ?? {};
  const untouched = Object.keys(before).filter(
    (field) => JSON.stringify(current(field)) === JSON.stringify(record.after[field]),
  );
  const patch = Object.fromEntries(untouched.map((field) => [field, before[field]]));
  return { patch, all: untouched.length === Object.keys(before).length };
}

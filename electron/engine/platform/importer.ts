import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat, ImportOutcome } from '../../../shared/import.ts';

/** A file of rows, read once: heads as written, cells as text. */
export interface CsvTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What would become of one row. `write` does it, inside a transaction, and says which record it was. */
export interface PlannedRow {
  readonly row: number;
  readonly outcome: ImportOutcome;
  readonly title: string;
  readonly organization: string;
  readonly reason: string | null;
  readonly write: (() => WrittenRecord[]) | null;
}

/** Enough to take it back: `before` is null for a new record, else the values that were replaced. */
export interface WrittenRecord {
  readonly entity: 'ticket' | 'asset' | 'organization';
  readonly entityId: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly newOrganizations: readonly string[];
  readonly unknownColumns: readonly string[];
  /** How what could be read in two ways was read. */
  readonly notes: readonly string[];
}

/** One file format. Recognised by content, never by the file's name. */
export interface Importer {
  readonly format: ImportFormat;
  recognises(table: CsvTable): boolean;
  plan(table: CsvTable, options: { readonly caller: Caller; readonly organizationId: number }): ImportPlan;
  /** Takes one record back inside a transaction; `kept` where somebody changed it since. */
  takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept';
}

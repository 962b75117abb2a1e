import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat, ImportOutcome, TableFormat } from '../../../shared/import.ts';

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
  readonly entity:
    | 'ticket'
    | 'asset'
    | 'software'
    | 'entry'
    | 'monitor'
    | 'maintenance'
    | 'incident'
    | 'organization';
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

export interface PlanFileOptions {
  readonly caller: Caller;
  readonly organizationId: number;
  /** Of an encrypted file. */
  readonly password: string | null;
}

/** Files that are more than a table: read, and some of them opened, by the room that takes their contents. */
export interface FileImporter {
  readonly formats: readonly ImportFormat[];
  /** Whether a table belongs here although others could read it too. */
  claims(table: CsvTable): boolean;
  /** Undefined where no format fits. @throws AppError where a password is wrong or missing, or the room is locked */
  plan(
    path: string,
    options: PlanFileOptions,
  ): Promise<{ readonly format: ImportFormat; readonly plan: ImportPlan } | undefined>;
  takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept';
}

/** One format of a table. Recognised by content, never by the file's name. */
export interface Importer {
  readonly format: TableFormat;
  recognises(table: CsvTable): boolean;
  plan(
    table: CsvTable,
    options: { readonly caller: Caller; readonly organizationId: number },
  ): Promise<ImportPlan>;
  /** Takes one record back inside a transaction; `kept` where somebody changed it since. */
  takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept';
}

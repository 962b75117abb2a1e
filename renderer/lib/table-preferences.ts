import type { Preferences } from '../../shared/preferences.ts';
import { setPreferences, usePreference, usePreferences } from './preferences.ts';
import type { RecordSort } from './record-session.ts';

type Tables = Preferences['tables'];
export type TableName = keyof Tables;
type Table = NonNullable<Tables[TableName]>;

const untouched: Table = { columns: null, sort: null };

/** How the technician arranged a table: columns and order; nulls for the built-in ones. */
export function useTable(name: TableName): Table {
  return usePreference('tables')[name] ?? untouched;
}

export function setTable(name: TableName, patch: Partial<Table>): void {
  const tables = usePreferences.getState().preferences?.tables ?? {};
  setPreferences({ tables: { ...tables, [name]: { ...untouched, ...tables[name], ...patch } } });
}

/** The same order again turns it round. */
export function turnSort(name: TableName, by: string, now: RecordSort): void {
  setTable(name, { sort: { by, descending: now.by === by ? !now.descending : false } });
}

import type { Alert, AlertState } from '../../../shared/alert.ts';
import type { ReadableDb } from '../database/db.ts';
import { selected, toRecord } from '../database/records/record-table.ts';
import { alertTable } from './alert-table.ts';

const columns = selected(alertTable, alertTable.fields);

/** Alerts that were raised after this one, in order: for whoever follows them. */
export function alertsAfter(db: ReadableDb, id: number, limit: number): Alert[] {
  return db
    .all<Record<string, unknown>>(`SELECT ${columns} FROM alert t WHERE t.id > ? ORDER BY t.id LIMIT ?`, [
      id,
      limit,
    ])
    .map((row) => toRecord(alertTable, row));
}

export function alertState(db: ReadableDb, id: number): AlertState | null {
  return db.get<{ state: AlertState }>('SELECT state FROM alert WHERE id = ?', [id])?.state ?? null;
}

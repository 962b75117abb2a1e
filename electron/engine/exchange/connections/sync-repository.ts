import type { SyncReport } from '../../../../shared/remote.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

/** What is kept about asking one connection. */
export interface StoredSync {
  readonly intervalMinutes: number | null;
  readonly sendsNew: boolean;
  readonly keyRefusedAt: number | null;
  readonly failures: number;
  readonly detail: string | null;
  readonly restsUntil: number | null;
  readonly nextAt: number | null;
  readonly lastCompleteAt: number | null;
  readonly runs: number;
  readonly lastReport: SyncReport | null;
}

export const standardSync: StoredSync = {
  intervalMinutes: 5,
  sendsNew: true,
  keyRefusedAt: null,
  failures: 0,
  detail: null,
  restsUntil: null,
  nextAt: null,
  lastCompleteAt: null,
  runs: 0,
  lastReport: null,
};

const columns = {
  intervalMinutes: 'interval_minutes',
  sendsNew: 'sends_new',
  keyRefusedAt: 'key_refused_at',
  failures: 'failures',
  detail: 'detail',
  restsUntil: 'rests_until',
  nextAt: 'next_at',
  lastCompleteAt: 'last_complete_at',
  runs: 'runs',
  lastReport: 'last_report',
} as const satisfies Record<keyof StoredSync, string>;

const names = Object.keys(columns) as (keyof StoredSync)[];
const selectSql = `SELECT ${names.map((name) => `${columns[name]} AS ${name}`).join(', ')}
  FROM remote_sync WHERE connection_id = ?`;

type SyncRow = Omit<StoredSync, 'sendsNew' | 'lastReport'> & {
  readonly sendsNew: number;
  readonly lastReport: string | null;
};

export function readSync(db: ReadableDb, connectionId: number): StoredSync {
  const row = db.get<SyncRow>(selectSql, [connectionId]);
  if (!row) return standardSync;
  const lastReport = row.lastReport === null ? null : (JSON.parse(row.lastReport) as SyncReport);
  return { ...row, sendsNew: row.sendsNew === 1, lastReport };
}

export function writeSync(db: WritableDb, connectionId: number, changed: Partial<StoredSync>): void {
  const next = { ...readSync(db, connectionId), ...changed };
  const values = names.map((name) => {
    if (name === 'sendsNew') return Number(next.sendsNew);
    return name === 'lastReport' ? next.lastReport && JSON.stringify(next.lastReport) : next[name];
  });
  db.run(
    `INSERT INTO remote_sync (connection_id, ${names.map((name) => columns[name]).join(', ')})
     VALUES (?, ${names.map(() => '?').join(', ')})
     ON CONFLICT DO UPDATE SET ${names.map((name) => `${columns[name]} = excluded.${columns[name]}`).join(', ')}`,
    [connectionId, ...values],
  );
}

import type { ReadableDb, WritableDb } from './db.ts';

/** Small facts of one installation that belong to the data, not to the window. */
export function readSetting(db: ReadableDb, key: string): string | undefined {
  return db.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', [key])?.value;
}

export function writeSetting(db: WritableDb, key: string, value: string): void {
  db.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
    key,
    value,
  ]);
}

import type { ReadableDb, WritableDb } from './db.ts';

/** Small facts of one installation that belong to the data, not to the window. */
export function readSetting(db: ReadableDb, key: string): string | undefined {
  return db.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', [key])?.value;
}

/** A setting that is more than a text: its name, what makes sense of it, and what holds where nothing is stored. */
export interface Setting<T> {
  readonly key: string;
  readonly schema: { safeParse(value: unknown): { data?: T | undefined } };
  readonly standard: T;
}

export function readSettingAs<T>(db: ReadableDb, setting: Setting<T>): T {
  const stored = readSetting(db, setting.key);
  return stored === undefined ? setting.standard : (understood(setting, stored) ?? setting.standard);
}

/**
 * Puts settings of which no sense can be made aside under another name, so that an engine starts in spite of them.
 * @returns the names of those
 */
export function setAsideUnreadable(db: WritableDb, settings: readonly Setting<unknown>[]): string[] {
  const unreadable = settings.filter((setting) => {
    const stored = readSetting(db, setting.key);
    return stored !== undefined && understood(setting, stored) === undefined;
  });
  for (const { key } of unreadable) {
    db.transaction(() => {
      writeSetting(db, `${key}.unreadable`, readSetting(db, key)!);
      db.run('DELETE FROM setting WHERE key = ?', [key]);
    });
  }
  return unreadable.map(({ key }) => key);
}

function understood<T>({ schema }: Setting<T>, stored: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined; // no JSON at all
  }
}

export function writeSetting(db: WritableDb, key: string, value: string): void {
  db.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
    key,
    value,
  ]);
}

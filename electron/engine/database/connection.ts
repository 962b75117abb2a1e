import BetterSqlite3 from 'better-sqlite3';

export interface ConnectionOptions {
  readonly readonly?: boolean;
  /** Path of a native addon to use instead of the bundled one (old test runtimes only). */
  readonly nativeBinding?: string | undefined;
}

/** What must be true of every connection that writes. `synchronous` 2 is FULL: no acknowledged commit is lost. */
const wanted: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 5000,
};

/**
 * Opens a database file with the settings that Techbench promises, and refuses to go on where one did not
 * take. They are set on every open: SQLite builds lower `synchronous` to NORMAL when a WAL file is reopened.
 */
export function openConnection(file: string, options: ConnectionOptions = {}): BetterSqlite3.Database {
  const raw = new BetterSqlite3(file, {
    readonly: options.readonly ?? false,
    fileMustExist: options.readonly ?? false,
    ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
  });
  try {
    if (options.readonly) {
      raw.pragma('trusted_schema = OFF');
      raw.pragma('cell_size_check = ON');
      raw.pragma('busy_timeout = 5000');
      return raw;
    }
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('trusted_schema = OFF');
    raw.pragma('cell_size_check = ON');
    raw.pragma('busy_timeout = 5000');
    raw.pragma('fullfsync = ON'); // macOS: fsync alone leaves data in the drive's cache
    raw.pragma('checkpoint_fullfsync = ON');
    raw.pragma('cache_size = -64000');
    for (const [name, value] of Object.entries(wanted)) {
      const actual = raw.pragma(name, { simple: true });
      if (actual !== value)
        throw new Error(`SQLite kept ${name} = ${String(actual)}, ${value} was asked for`);
    }
    return raw;
  } catch (error) {
    raw.close();
    throw error;
  }
}

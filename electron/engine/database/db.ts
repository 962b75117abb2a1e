import type BetterSqlite3 from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../platform/log.ts';
import { createSyncBehind } from './sync-behind.ts';

export type SqlValue = string | number | bigint | Buffer | null;
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/**
 * Bound values that SQLite's planner cannot look into. Where it can it does (at every plain `?` behind LIMIT, and at
 * many in comparisons), and then compiles the statement anew with each value that is bound to it, which takes longer
 * than a page takes to read. `hidden` is for comparisons, `hiddenNumber` for LIMIT and OFFSET.
 */
export const hidden = '+?';
export const hiddenNumber = '(? + 0)';

/** What a repository function that only reads may ask for. */
export interface ReadableDb {
  /** First row, or undefined. */
  get<Row>(sql: string, parameters?: SqlParameters): Row | undefined;
  all<Row>(sql: string, parameters?: SqlParameters): Row[];
  /** Rows one at a time; stop early by leaving the loop. */
  iterate<Row>(sql: string, parameters?: SqlParameters): IterableIterator<Row>;
  /**
   * Keeps what `compute` answers until anything is written. This process is the only one that writes, so an
   * answer stays true until then; inside a transaction nothing is kept.
   */
  remember<T>(key: string, compute: () => T): T;
}

export interface WritableDb extends ReadableDb {
  run(sql: string, parameters?: SqlParameters): { changes: number; lastInsertRowid: number };
  /**
   * The same for tables that nothing remembered was read from (logs, usage, limits): what is remembered stays,
   * or each noted request would make the next one read everything afresh.
   */
  runAside(sql: string, parameters?: SqlParameters): { changes: number; lastInsertRowid: number };
  /**
   * A transaction of such tables that nobody waits for: it outlives a crash of the process at once, and a power cut
   * within a second, which is seen to behind the calls. The next ordinary commit brings it along.
   */
  transactionAside(work: () => void): void;
  /** Settles when nobody here holds the journal any more: before the database is closed, which folds it in. */
  settleAside(): Promise<void>;
  /** All or nothing. Inside another transaction it is a savepoint of that one. */
  transaction<T>(work: () => T): T;
  /** Runs once the outermost transaction has committed; never after a rollback. */
  afterCommit(work: () => void): void;
}

const slowQueryMs = 20;
const mostRemembered = 5000;

/**
 * Wraps one better-sqlite3 connection: keeps prepared statements by their text, turns a full disk into
 * `disk_full`, tells of damage that SQLite meets, logs slow queries by their opening words, and orders what follows a commit.
 */
export function createDb(
  raw: BetterSqlite3.Database,
  log: Log,
  onDamage: (reason: string) => void = () => {},
): WritableDb {
  const statements = new Map<string, BetterSqlite3.Statement>();
  const runInTransaction = raw.transaction((work: () => unknown) => work());
  let afterCommit: (() => void)[] = [];
  const remembered = new Map<string, unknown>();
  const syncBehind = createSyncBehind(`${raw.name}-wal`);

  function statement(sql: string): BetterSqlite3.Statement {
    let known = statements.get(sql);
    if (!known) {
      known = raw.prepare(sql);
      // Statement texts are literals of the code and a bounded number of filter shapes.
      if (statements.size > 2000) statements.clear();
      statements.set(sql, known);
    }
    return known;
  }

  function timed<T>(sql: string, work: () => T): T {
    const start = performance.now();
    try {
      return work();
    } catch (error) {
      throw translate(error, onDamage);
    } finally {
      const ms = performance.now() - start;
      if (ms > slowQueryMs) {
        log('warn', 'slow query', { ms: Math.round(ms), sql: sql.trim().replace(/\s+/g, ' ').slice(0, 160) });
      }
    }
  }

  const db: WritableDb = {
    get: <Row>(sql: string, parameters: SqlParameters = []) =>
      timed(sql, () => statement(sql).get(parameters) as Row | undefined),
    all: <Row>(sql: string, parameters: SqlParameters = []) =>
      timed(sql, () => statement(sql).all(parameters) as Row[]),
    iterate: <Row>(sql: string, parameters: SqlParameters = []) =>
      statement(sql).iterate(parameters) as IterableIterator<Row>,
    remember<T>(key: string, compute: () => T): T {
      if (raw.inTransaction) return compute();
      if (remembered.has(key)) return remembered.get(key) as T;
      const value = compute();
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(key, value);
      return value;
    },
    run(sql, parameters) {
      remembered.clear();
      return db.runAside(sql, parameters);
    },
    runAside: (sql, parameters = []) =>
      timed(sql, () => {
        const result = statement(sql).run(parameters);
        return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
      }),
    transactionAside(work) {
      if (raw.inTransaction) throw new Error('What nobody waits for has no place in what somebody does.');
      raw.pragma('synchronous = NORMAL');
      try {
        runInTransaction.immediate(work);
      } catch (error) {
        throw translate(error, onDamage);
      } finally {
        raw.pragma('synchronous = FULL');
      }
      syncBehind.wish();
    },
    settleAside: syncBehind.end,
    transaction<T>(work: () => T): T {
      if (raw.inTransaction) return runInTransaction(work) as T;
      let result: T;
      afterCommit = [];
      try {
        result = runInTransaction.immediate(work) as T;
      } catch (error) {
        afterCommit = [];
        throw translate(error, onDamage);
      }
      const committed = afterCommit;
      afterCommit = [];
      for (const next of committed) next();
      return result;
    },
    afterCommit(work) {
      if (raw.inTransaction) afterCommit.push(work);
      else work();
    },
  };
  return db;
}

/** SQLite's own words for a failure become ours where a caller can act on it; the rest are bugs. */
function translate(error: unknown, onDamage: (reason: string) => void): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  if (code === 'SQLITE_IOERR_FSYNC') {
    // What the system failed to sync it may have dropped from memory too: only a fresh look at the disk can tell.
    onDamage('the disk did not take what was written');
  }
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'disk_full',
      'The disk is full or failing; nothing was changed. Free some space and try again.',
      {
        cause: error,
      },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    onDamage((error as Error).message);
    return new AppError('unavailable', 'The database file is damaged; the engine restarts to repair it.', {
      cause: error,
    });
  }
  if (code === 'SQLITE_READONLY') {
    return new AppError('read_only', 'This database can only be read.', { cause: error });
  }
  return error;
}

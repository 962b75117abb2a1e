import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import BetterSqlite3 from 'better-sqlite3';

// Loaded before the engine by the kill test: ends the process, as a power switch would, at a named point.
// TECHBENCH_CRASH_AT is `<point>:<how many times to pass it first>`.
const [point = '', passes = '0'] = (process.env['TECHBENCH_CRASH_AT'] ?? '').split(':');
let left = Number(passes);

function reach(name: string): void {
  if (name !== point) return;
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
}

const afterStatement: readonly (readonly [name: string, start: string])[] = [
  ['between-rows', 'INSERT INTO ticket (id'],
  ['after-counts', 'INSERT INTO ticket_count'],
  ['after-search', 'INSERT INTO ticket_search (rowid'],
  ['after-audit', 'INSERT INTO audit'],
  ['after-event', 'INSERT INTO event'],
  ['after-message', 'INSERT INTO ticket_message'],
  ['after-idempotency', 'INSERT INTO idempotent_answer'],
];

const { prototype } = BetterSqlite3;
const { prepare, transaction, pragma, exec } = prototype;

prototype.prepare = function patched(this: BetterSqlite3.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const named = afterStatement.find(([, start]) => sql.trimStart().startsWith(start));
  if (named) {
    const run = statement.run as (...parameters: unknown[]) => BetterSqlite3.RunResult;
    statement.run = (...parameters: unknown[]) => {
      const result = run.apply(statement, parameters);
      reach(named[0]);
      return result;
    };
  }
  return statement;
} as typeof prepare;

/** What the negative control takes away: with it, rows are committed one by one. */
const withoutTransactions = process.env['TECHBENCH_TORN'] === '1';

prototype.transaction = function patched(
  this: BetterSqlite3.Database,
  work: (...args: unknown[]) => unknown,
) {
  const inner = (...args: unknown[]): unknown => {
    const result = work(...args);
    reach('before-commit');
    return result;
  };
  const real = transaction.call(this, inner);
  const run =
    (call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]) => {
      reach('before-begin');
      const result = withoutTransactions ? inner(...args) : call(...args);
      reach('after-commit');
      return result;
    };
  return Object.assign(run(real), { immediate: run(real.immediate), exclusive: run(real.exclusive) });
} as typeof transaction;

prototype.pragma = function patched(this: BetterSqlite3.Database, source: string, options) {
  if (source.startsWith('wal_checkpoint')) reach('before-checkpoint');
  const result = pragma.call(this, source, options);
  if (source.startsWith('wal_checkpoint')) reach('after-checkpoint');
  // Folding the journal in at every commit puts random kills into checkpoints too.
  if (source === 'journal_mode = WAL' && process.env['TECHBENCH_EAGER_CHECKPOINT']) {
    pragma.call(this, 'wal_autocheckpoint = 1');
  }
  return result;
};

prototype.exec = function patched(this: BetterSqlite3.Database, sql: string) {
  const result = exec.call(this, sql);
  if (sql.includes('CREATE TABLE')) reach('in-migration');
  return result;
};

const { renameSync } = fs;
fs.renameSync = (from, to) => {
  const isBackup = String(from).endsWith('.partial');
  if (isBackup) reach('before-backup-rename');
  renameSync(from, to);
  if (isBackup) reach('after-backup-rename');
};
syncBuiltinESMExports();

import type BetterSqlite3 from 'better-sqlite3';
import type { VerifyReport } from '../../../shared/system.ts';
import { openConnection } from './connection.ts';
import { auditHash, type HashedAudit } from './audit-hash.ts';
import { hashedRecords } from './hashed-records.ts';
import { recordHash, type HashedRow } from './migrations/0007-record-hashes.ts';
import { eventHash, type HashedEvent } from './event-hash.ts';
import { eventAnchor } from './event-retention.ts';
import { schemaVersion } from './migrate.ts';
import { messageHash, ticketHash, type HashedMessage, type HashedTicket } from './ticket-hash.ts';

export interface CheckOptions {
  readonly nativeBinding?: string | undefined;
  /** SQLite's structural check only: for deciding quickly whether a file may be trusted at all. */
  readonly structureOnly?: boolean;
}

/**
 * Reads a whole database file and reports what is wrong with it: SQLite's structure, references, the hash of
 * each ticket, message and record of the estate, and the chains of events and of the history. Opens the file for
 * reading only.
 */
export function checkDatabase(file: string, options: CheckOptions = {}): VerifyReport {
  const raw = openConnection(file, { readonly: true, nativeBinding: options.nativeBinding });
  try {
    const integrity = structureProblems(raw, 'integrity_check');
    const report = reportOf(integrity);
    if (!report.ok || options.structureOnly) return report;
    report.foreignKeys = (raw.pragma('foreign_key_check') as unknown[]).length;
    checkTickets(raw, report);
    checkMessages(raw, report);
    for (const [kind, columns] of Object.entries(hashedRecords)) checkRecords(raw, report, kind, columns);
    checkEvents(raw, report);
    checkAudit(raw, report);
    report.ok =
      report.foreignKeys === 0 &&
      report.damagedTickets.length === 0 &&
      report.damagedMessages.length === 0 &&
      report.damagedRecords.length === 0 &&
      report.brokenEvents.length === 0 &&
      report.brokenAudit.length === 0;
    return report;
  } finally {
    raw.close();
  }
}

/** What is known once the structure has been looked at, and nothing else has. */
export function reportOf(integrity: string[]): VerifyReport {
  return {
    ok: integrity.length === 0,
    integrity,
    foreignKeys: 0,
    ticketsChecked: 0,
    messagesChecked: 0,
    damagedTickets: [],
    damagedMessages: [],
    recordsChecked: 0,
    damagedRecords: [],
    eventsChecked: 0,
    brokenEvents: [],
    auditChecked: 0,
    brokenAudit: [],
    vault: null,
  };
}

export function structureProblems(
  raw: BetterSqlite3.Database,
  check: 'quick_check' | 'integrity_check',
): string[] {
  const lines = raw.pragma(`${check}(20)`) as Record<string, string>[];
  return lines.map((line) => String(Object.values(line)[0])).filter((line) => line !== 'ok');
}

const mostNamed = 1000;

function checkTickets(raw: BetterSqlite3.Database, report: VerifyReport): void {
  for (const row of raw.prepare('SELECT * FROM ticket').iterate() as Iterable<HashedTicket>) {
    report.ticketsChecked += 1;
    if (!row.row_hash.equals(ticketHash(row)) && report.damagedTickets.length < mostNamed) {
      report.damagedTickets.push(row.id);
    }
  }
}

function checkMessages(raw: BetterSqlite3.Database, report: VerifyReport): void {
  for (const row of raw.prepare('SELECT * FROM ticket_message').iterate() as Iterable<HashedMessage>) {
    report.messagesChecked += 1;
    if (!row.row_hash.equals(messageHash(row)) && report.damagedMessages.length < mostNamed) {
      report.damagedMessages.push(row.id);
    }
  }
}

/** A copy from before records had hashes has none to compare. */
function checkRecords(
  raw: BetterSqlite3.Database,
  report: VerifyReport,
  kind: string,
  columns: readonly string[],
): void {
  const known = raw.pragma(`table_info(${kind})`) as { name: string }[];
  if (!known.some(({ name }) => name === 'row_hash')) return;
  // Columns that came later stand at the end: an older copy was hashed without them.
  const own = columns.filter((column) => known.some(({ name }) => name === column));
  const rows = raw.prepare(`SELECT ${own.join(', ')}, row_hash FROM ${kind}`).iterate();
  for (const row of rows as Iterable<HashedRow & { readonly row_hash: Buffer | null }>) {
    report.recordsChecked += 1;
    const whole = row.row_hash?.equals(recordHash(own, row)) ?? false;
    if (!whole && report.damagedRecords.length < mostNamed)
      report.damagedRecords.push({ kind, id: Number(row['id']) });
  }
}

function checkEvents(raw: BetterSqlite3.Database, report: VerifyReport): void {
  const anchor = raw.prepare('SELECT value FROM setting WHERE key = ?').get(eventAnchor) as
    | { value: string }
    | undefined;
  let previous: Buffer = Buffer.from(anchor?.value ?? '', 'hex');
  for (const row of raw.prepare('SELECT * FROM event ORDER BY id').iterate() as Iterable<HashedEvent>) {
    report.eventsChecked += 1;
    if (!row.hash.equals(eventHash(previous, row)) && report.brokenEvents.length < mostNamed) {
      report.brokenEvents.push(row.id);
    }
    previous = row.hash;
  }
}

/** A copy of before the history was chained has nothing to check. */
const chainedSince = 8;

function checkAudit(raw: BetterSqlite3.Database, report: VerifyReport): void {
  if (schemaVersion(raw) < chainedSince) return;
  let previous: Buffer = Buffer.alloc(0);
  for (const row of raw.prepare('SELECT * FROM audit ORDER BY id').iterate() as Iterable<HashedAudit>) {
    report.auditChecked += 1;
    if (!row.hash.equals(auditHash(previous, row)) && report.brokenAudit.length < mostNamed) {
      report.brokenAudit.push(row.id);
    }
    previous = row.hash;
  }
}

import type { LoggedRequest, RequestFilter } from '../../../shared/usage.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../database/db.ts';

interface LogRow {
  id: number;
  at: number;
  api_key_id: number | null;
  method: string;
  path: string;
  status: number;
  duration_us: number;
  bytes: number;
  /** In hexadecimal. */
  request_id: string | null;
}

/** Newest first. Requests stand in the order of their ids, so that times need no index of their own. */
export function listRequests(
  db: ReadableDb,
  filter: RequestFilter,
  before: number | undefined,
  limit: number,
): LoggedRequest[] {
  const terms = ['l.id < ?'];
  const values: SqlValue[] = [
    Math.min(before ?? Number.MAX_SAFE_INTEGER, firstRequestFrom(db, (filter.until ?? Infinity) + 1)),
  ];
  const add = (term: string, value: SqlValue | undefined): void => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  add('l.api_key_id = ?', filter.keyId);
  add('l.endpoint_id = ?', filter.endpointId);
  add('l.id >= ?', filter.from === undefined ? undefined : firstRequestFrom(db, filter.from));
  add('l.request_id = ?', filter.requestId && Buffer.from(filter.requestId.replaceAll('-', ''), 'hex'));
  if (filter.failed) terms.push('l.status >= 400');
  return db
    .all<LogRow>(
      `SELECT l.id, l.at, l.api_key_id, e.method, e.path, l.status, l.duration_us, l.bytes,
         hex(l.request_id) AS request_id
       FROM request_log l JOIN endpoint e ON e.id = l.endpoint_id
       WHERE ${terms.join(' AND ')} ORDER BY l.id DESC LIMIT ?`,
      [...values, limit],
    )
    .map((row) => ({
      id: row.id,
      at: row.at,
      keyId: row.api_key_id,
      method: row.method,
      path: row.path || null,
      status: row.status,
      durationMs: row.duration_us / 1000,
      bytes: row.bytes,
      requestId: row.request_id ? asUuid(row.request_id.toLowerCase()) : null,
    }));
}

function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Id of the first request at or after a moment, found by halving; one past the last where there is none. */
function firstRequestFrom(db: ReadableDb, at: number): number {
  if (at === Infinity) return Number.MAX_SAFE_INTEGER;
  const ends = db.get<{ first: number | null; last: number | null }>(
    `SELECT (SELECT min(id) FROM request_log) AS first, (SELECT max(id) FROM request_log) AS last`,
  );
  let low = ends?.first ?? 1;
  let high = (ends?.last ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = db.get<{ id: number; at: number }>(
      `SELECT id, at FROM request_log WHERE id >= ? ORDER BY id LIMIT 1`,
      [middle],
    );
    if (row && row.at < at) low = row.id + 1;
    else high = middle;
  }
  return low;
}

const rowsAtOnce = 500;

/**
 * Takes away a part of what is older than `at`, oldest first.
 * @returns whether more of it may be left
 */
export function forgetRequestsBefore(db: WritableDb, at: number): boolean {
  const [oldest] = db.all<{ at: number }>(`SELECT at FROM request_log ORDER BY id LIMIT 1`);
  if (!oldest || oldest.at >= at) return false;
  const { changes } = db.runAside(
    `DELETE FROM request_log WHERE id IN
       (SELECT id FROM (SELECT id, at FROM request_log ORDER BY id LIMIT ?) WHERE at < ?)`,
    [rowsAtOnce, at],
  );
  return changes === rowsAtOnce;
}

import type { EndpointUsage, KeySummary } from '../../../shared/usage.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import type { RequestNote } from './request-note.ts';

export interface Endpoint {
  readonly method: string;
  /** Pattern of the route; null for paths that are none. */
  readonly path: string | null;
}

export interface UsageSum {
  readonly keyId: number;
  /** Null stands for all endpoints together. */
  readonly endpoint: Endpoint | null;
  /** Whole days since 1970, UTC; -1 stands for all days together. */
  readonly day: number;
  requests: number;
  errors: number;
  durationUs: number;
}

/** Endpoints and their numbers, from memory. */
export interface Endpoints {
  /** Gives a new endpoint its row; not inside a transaction, which could take it back. */
  ensure(endpoint: Endpoint): void;
  idOf(endpoint: Endpoint): number;
}

export function createEndpoints(db: WritableDb): Endpoints {
  const known = new Map(listEndpoints(db).map((row) => [nameOf(row), row.id]));
  return {
    ensure(endpoint) {
      if (known.has(nameOf(endpoint))) return;
      const { lastInsertRowid } = db.runAside(`INSERT INTO endpoint (method, path) VALUES (?, ?)`, [
        endpoint.method,
        endpoint.path ?? '',
      ]);
      known.set(nameOf(endpoint), lastInsertRowid);
    },
    idOf: (endpoint) => known.get(nameOf(endpoint))!,
  };
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path ?? ''}`;
}

export function listEndpoints(db: ReadableDb): { id: number; method: string; path: string | null }[] {
  return db
    .all<{ id: number; method: string; path: string }>(
      `SELECT id, method, path FROM endpoint ORDER BY path, method`,
    )
    .map((row) => ({ ...row, path: row.path || null }));
}

/** In the order given, by one statement: called for each by itself, their way into SQLite costs more than the writing. */
export function insertRequests<N extends RequestNote & { readonly at: number }>(
  db: WritableDb,
  notes: readonly N[],
  endpointIdOf: (note: N) => number,
): void {
  const rows = notes.map((note) => [
    note.at,
    note.keyId,
    endpointIdOf(note),
    note.status,
    Math.round(note.durationMs * 1000),
    note.bytes,
    note.id.replaceAll('-', ''),
  ]);
  db.runAside(
    `INSERT INTO request_log (at, api_key_id, endpoint_id, status, duration_us, bytes, request_id)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, unhex(value ->> 6) FROM json_each(?) ORDER BY key`,
    [JSON.stringify(rows)],
  );
}

/** @param endpointId 0 for all together */
export function addUsage(db: WritableDb, sum: UsageSum, endpointId: number): void {
  const { keyId, day, requests, errors, durationUs } = sum;
  db.runAside(
    `INSERT INTO key_usage (api_key_id, endpoint_id, day, requests, errors, duration_us)
     VALUES ($keyId, $endpointId, $day, $requests, $errors, $durationUs)
     ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, errors = errors + excluded.errors,
       duration_us = duration_us + excluded.duration_us`,
    { keyId, endpointId, day, requests, errors, durationUs },
  );
}

const recentSums = `SELECT u.api_key_id, u.requests, u.errors,
    (SELECT coalesce(sum(requests), 0) FROM key_usage WHERE api_key_id = u.api_key_id AND endpoint_id = 0 AND day >= $from)
      AS recent_requests,
    (SELECT coalesce(sum(errors), 0) FROM key_usage WHERE api_key_id = u.api_key_id AND endpoint_id = 0 AND day >= $from)
      AS recent_errors
  FROM key_usage u`;

interface SummaryRow {
  api_key_id: number;
  requests: number;
  errors: number;
  recent_requests: number;
  recent_errors: number;
}

function rowToSummary(row: SummaryRow): KeySummary {
  return {
    keyId: row.api_key_id,
    requests: row.requests,
    errors: row.errors,
    recentRequests: row.recent_requests,
    recentErrors: row.recent_errors,
  };
}

/** @param from first day that counts as recent */
export function listSummaries(db: ReadableDb, from: number): KeySummary[] {
  return db
    .all<SummaryRow>(
      `${recentSums} JOIN api_key k ON k.id = u.api_key_id WHERE u.endpoint_id = 0 AND u.day = -1`,
      { from },
    )
    .map(rowToSummary);
}

export function findSummary(db: ReadableDb, keyId: number, from: number): KeySummary {
  const row = db.get<SummaryRow>(
    `${recentSums} WHERE u.api_key_id = $keyId AND u.endpoint_id = 0 AND u.day = -1`,
    { keyId, from },
  );
  return row ? rowToSummary(row) : { keyId, requests: 0, errors: 0, recentRequests: 0, recentErrors: 0 };
}

export function sumsByDay(
  db: ReadableDb,
  keyId: number,
  from: number,
): { day: number; requests: number; errors: number }[] {
  return db.all(
    `SELECT day, requests, errors FROM key_usage WHERE api_key_id = ? AND endpoint_id = 0 AND day >= ? ORDER BY day`,
    [keyId, from],
  );
}

export function sumsByEndpoint(db: ReadableDb, keyId: number, from: number): EndpointUsage[] {
  return db
    .all<{ id: number; method: string; path: string; requests: number; errors: number; duration_us: number }>(
      `SELECT e.id, e.method, e.path, sum(u.requests) AS requests, sum(u.errors) AS errors,
         sum(u.duration_us) AS duration_us
       FROM key_usage u JOIN endpoint e ON e.id = u.endpoint_id
       WHERE u.api_key_id = ? AND u.day >= ? GROUP BY e.id ORDER BY requests DESC, e.id`,
      [keyId, from],
    )
    .map((row) => ({
      endpointId: row.id,
      method: row.method,
      path: row.path || null,
      requests: row.requests,
      errors: row.errors,
      averageMs: row.duration_us / row.requests / 1000,
    }));
}

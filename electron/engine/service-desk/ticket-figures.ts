import type { Durations } from '../../../shared/health-report.ts';
import type { ReadableDb } from '../database/db.ts';

/** A span of time in epoch ms: the end is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What became of a client's tickets in a time. Every number comes from walks over an index of that client's tickets;
 * of each ticket that was opened then, one message is met: its first public one by a technician.
 */
export function ticketFigures(db: ReadableDb, organizationId: number, { from, to }: Span) {
  const opened = db.all<{ ms: number | null }>(
    `SELECT (SELECT m.created_at FROM ticket_message m
             WHERE m.ticket_id = t.id AND m.visibility = 'public' AND m.sender = 'technician' ORDER BY m.id LIMIT 1)
            - t.created_at AS ms
     FROM ticket t INDEXED BY ticket_organization
     WHERE t.organization_id = ? AND t.queue IN (0, 1, 2) AND t.created_at >= ? AND t.created_at < ?`,
    [organizationId, from, to],
  );
  const resolved = db.all<{ ms: number }>(
    `SELECT resolved_at - created_at AS ms FROM ticket INDEXED BY ticket_resolved
     WHERE organization_id = ? AND resolved_at >= ? AND resolved_at < ? AND resolved_at IS NOT NULL`,
    [organizationId, from, to],
  );
  return {
    opened: opened.length,
    resolved: resolved.length,
    openAtEnd: openAt(db, organizationId, to),
    firstResponse: durationsOf(opened.flatMap(({ ms }) => ms ?? [])),
    resolution: durationsOf(resolved.map(({ ms }) => ms)),
  };
}

/** Those that are open still, and those that were resolved only later. */
function openAt(db: ReadableDb, organizationId: number, at: number): number {
  const still = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM ticket INDEXED BY ticket_organization
     WHERE organization_id = ? AND queue IN (0, 1) AND created_at < ?`,
    [organizationId, at],
  )!;
  const later = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM ticket INDEXED BY ticket_resolved
     WHERE organization_id = ? AND resolved_at >= ? AND resolved_at IS NOT NULL AND created_at < ?`,
    [organizationId, at, at],
  )!;
  return still.n + later.n;
}

/** By the nearest rank: a figure that is told was one ticket's own. */
export function durationsOf(times: readonly number[]): Durations {
  const sorted = times.map((ms) => Math.max(0, ms)).toSorted((a, b) => a - b);
  const at = (share: number): number | null =>
    sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { count: sorted.length, medianMs: at(0.5), p90Ms: at(0.9) };
}

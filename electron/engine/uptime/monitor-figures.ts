import type { ReadableDb } from '../database/db.ts';
import { dayMs } from './history/beats.ts';
import { sumDays } from './history/history-repository.ts';
import { upShare } from './history/shares.ts';

export interface MonitorFigures {
  readonly name: string;
  /** Percent of the time that was judged; null where none was. */
  readonly uptime: number | null;
  readonly incidents: number;
  readonly downMs: number;
}

/**
 * How a client's monitors fared from one day to another (UTC, epoch ms of their midnights, the end not included), from
 * the days that are kept of each.
 */
export function monitorFigures(
  db: ReadableDb,
  organizationId: number,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
): MonitorFigures[] {
  const days: [first: number, last: number] = [Math.floor(from / dayMs), Math.floor((to - 1) / dayMs)];
  const outages = new Map(
    db
      .all<{ monitorId: number; n: number; ms: number }>(
        `SELECT monitor_id AS monitorId, count(*) AS n,
           sum(min(coalesce(closed_at, ?), ?) - max(opened_at, ?)) AS ms
         FROM incident WHERE organization_id = ? AND opened_at < ? AND coalesce(closed_at, ?) > ?
         GROUP BY monitor_id`,
        [now, to, from, organizationId, to, now, from],
      )
      .map((row) => [row.monitorId, row]),
  );
  return db
    .all<{ id: number; name: string }>(
      'SELECT id, name FROM monitor WHERE organization_id = ? ORDER BY name, id',
      [organizationId],
    )
    .map(({ id, name }) => ({
      name,
      uptime: upShare(sumDays(db, id, ...days)),
      incidents: outages.get(id)?.n ?? 0,
      downMs: Math.max(0, outages.get(id)?.ms ?? 0),
    }));
}

const ending = (what: 'certificate' | 'domain'): string =>
  `SELECT '${what}' AS what, m.name, l.${what}_expires_at AS at
     FROM monitor m JOIN monitor_live l ON l.monitor_id = m.id
     WHERE m.organization_id = ? AND l.${what}_expires_at <= ?`;

/** Certificates and domains of a client's monitors that end by then. */
export function endingNames(
  db: ReadableDb,
  organizationId: number,
  until: number,
): { what: 'certificate' | 'domain'; name: string; at: number }[] {
  return db.all(`${ending('certificate')} UNION ALL ${ending('domain')} ORDER BY at`, [
    organizationId,
    until,
    organizationId,
    until,
  ]);
}

import type { ReadableDb } from '../../database/db.ts';

/**
 * What is known of a client's addresses, and what was found of them in a time (epoch ms, the end not included).
 * `checked` counts those of which anything was ever answered; `unchecked` those of which nothing can be said now.
 */
export function breachFigures(
  db: ReadableDb,
  organizationId: number,
  { from, to }: { readonly from: number; readonly to: number },
) {
  const counts = db.get<{
    checked: number;
    breached: number;
    unchecked: number;
    lastCheckedAt: number | null;
  }>(
    `SELECT count(*) FILTER (WHERE answer <> 'none') AS checked,
       count(*) FILTER (WHERE answer = 'found') AS breached,
       count(*) FILTER (WHERE standing = 'not_checked') AS unchecked,
       max(checked_at) AS lastCheckedAt
     FROM breach_address WHERE organization_id = ?`,
    [organizationId],
  )!;
  const found = db.all<{ email: string; breach: string; date: string | null }>(
    `SELECT a.email, e.name AS breach, e.breach_date AS date
     FROM breach_address a JOIN breach_exposure e ON e.address_id = a.id
     WHERE a.organization_id = ? AND e.first_seen_at >= ? AND e.first_seen_at < ?
     ORDER BY e.first_seen_at, e.id LIMIT 200`,
    [organizationId, from, to],
  );
  const { n } = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM breach_exposure
     WHERE organization_id = ? AND first_seen_at >= ? AND first_seen_at < ?`,
    [organizationId, from, to],
  )!;
  return { ...counts, found, foundInPeriod: n };
}

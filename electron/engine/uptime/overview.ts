import type { Caller } from '../../../shared/caller.ts';
import { monitorStatus } from '../../../shared/monitor.ts';
import type { OnlineReport, UptimeOverview } from '../../../shared/uptime.ts';
import type { ReadableDb } from '../database/db.ts';
import { countsByValue } from '../database/records/record-counts.ts';
import { percentileOf } from './history/stretch.ts';
import { monitorTable } from './monitor-table.ts';
import { lastGap } from './watch/watch-repository.ts';

const soonMs = 30 * 86_400_000;
const mostShown = 20;

interface Live {
  readonly ms: number | null;
  readonly month: number | null;
  readonly observed: number | null;
}

/** What stands at the top of the screen: kept counts, and what one walk over the small rows of all monitors tells. */
export function readOverview(
  db: ReadableDb,
  caller: Caller,
  now: number,
  connection: { readonly offline: UptimeOverview['offline']; readonly lastReport: OnlineReport | null },
): UptimeOverview {
  const own = caller.organizationId;
  const counts = Object.fromEntries(
    monitorStatus.options.map((status) => [status, 0]),
  ) as UptimeOverview['counts'];
  for (const { value, count } of countsByValue(db, monitorTable, 'first', own)) {
    counts[value as keyof typeof counts] = count;
  }
  // The small rows alone, where all of them count.
  const bound = own === null ? '' : 'JOIN monitor m ON m.id = l.monitor_id WHERE m.organization_id = ?';
  const live = db.all<Live>(
    `SELECT l.response_time_ms AS ms, l.uptime_30d AS month, l.observed_30d AS observed FROM monitor_live l ${bound}`,
    own === null ? [] : [own],
  );
  const times = numbers(live.map(({ ms }) => ms)).toSorted((a, b) => a - b);
  const down = readDown(db, own);
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    acknowledged: down.filter(({ acknowledged }) => acknowledged).length,
    uptime30d: mean(numbers(live.map(({ month }) => month))),
    observed30d: mean(numbers(live.map(({ observed }) => observed))),
    medianMs: percentileOf(times, 0.5),
    p95Ms: percentileOf(times, 0.95),
    expiring: readExpiring(db, own, now),
    ...connection,
    lastGap: lastGap(db),
    down: down.slice(0, mostShown),
  };
}

function readDown(db: ReadableDb, own: number | null): UptimeOverview['down'] {
  const rows = db.all<Omit<UptimeOverview['down'][number], 'acknowledged'> & { state: string | null }>(
    `SELECT m.id AS monitorId, m.organization_id AS organizationId, m.name, m.error, m.since,
       m.incident_id AS incidentId, i.state, i.quiet_until AS quietUntil
     FROM monitor m LEFT JOIN incident i ON i.id = m.incident_id
     WHERE m.status = 'down' AND (? IS NULL OR m.organization_id = ?) ORDER BY m.since DESC, m.id`,
    [own, own],
  );
  return rows.map(({ state, ...row }) => ({
    ...row,
    acknowledged: state === 'acknowledged' || state === 'muted' || state === 'closed',
  }));
}

function readExpiring(db: ReadableDb, own: number | null, now: number): UptimeOverview['expiring'] {
  return db.all(
    `SELECT monitorId, name, what, expiresAt FROM (${endingSql('certificate')} UNION ALL ${endingSql('domain')})
     WHERE (? IS NULL OR organization_id = ?) ORDER BY expiresAt LIMIT ${mostShown}`,
    [now + soonMs, now + soonMs, own, own],
  );
}

function endingSql(what: 'certificate' | 'domain'): string {
  return `SELECT m.id AS monitorId, m.name, '${what}' AS what, l.${what}_expires_at AS expiresAt, m.organization_id
    FROM monitor_live l JOIN monitor m ON m.id = l.monitor_id WHERE l.${what}_expires_at < ?`;
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

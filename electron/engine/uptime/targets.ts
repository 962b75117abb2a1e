import type { Caller } from '../../../shared/caller.ts';
import type { Monitor } from '../../../shared/monitor.ts';
import { addressOf } from './incidents/incident-words.ts';
import type { ReadableDb } from '../database/db.ts';

/** As much of a monitor as a status page shows. */
export type Target = Pick<Monitor, 'id' | 'name' | 'status' | 'responseTimeMs' | 'uptime30d'> & {
  readonly address: string;
};

/** Every monitor that the caller may know of, from the first one made. */
export function listTargets(db: ReadableDb, { organizationId }: Caller): Target[] {
  const rows = db.all<Omit<Target, 'address'> & Parameters<typeof addressOf>[0]>(
    `SELECT m.id, m.name, m.url, m.hostname, m.port, m.status, l.response_time_ms AS responseTimeMs,
       l.uptime_30d AS uptime30d
     FROM monitor m CROSS JOIN monitor_live l ON l.monitor_id = m.id
     WHERE (? IS NULL OR m.organization_id = ?) ORDER BY m.id`,
    [organizationId, organizationId],
  );
  return rows.map((row) => ({ ...row, address: addressOf(row) }));
}

/** Whether any monitor has this token, also one that is of another type now. */
export function hasToken(db: ReadableDb, token: string): boolean {
  return db.get('SELECT 1 FROM monitor WHERE push_token = ?', [token]) !== undefined;
}

/** The monitor that waits to be called with this token. */
export function findByToken(db: ReadableDb, token: string): number | undefined {
  return db.get<{ id: number }>("SELECT id FROM monitor WHERE push_token = ? AND type = 'push'", [token])?.id;
}

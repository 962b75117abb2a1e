import type { Gap } from '../../../../shared/uptime.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { MonitorState } from '../decide.ts';
import type { Watched } from './watched.ts';

/**
 * What the decision remembered when this engine last ran; evidence of then is none now. Null for a monitor that is
 * new, or came back after it was removed.
 */
export function readMemory(db: ReadableDb, id: number): MonitorState | null {
  const row = db.get<{ memory: string | null; status: MonitorState['status']; since: number }>(
    'SELECT memory, status, since FROM monitor WHERE id = ?',
    [id],
  );
  if (!row || row.memory === null) return null;
  const known = JSON.parse(row.memory) as MonitorState;
  return { ...known, status: row.status, since: row.since, failures: 0, successes: 0 };
}

/** What is said of it, where that changed. */
export function writeStatus(db: WritableDb, { id, state, error, incidentId }: Watched): void {
  const { status, since, failures: _failures, successes: _successes, ...memory } = state;
  db.run('UPDATE monitor SET status = ?, since = ?, error = ?, incident_id = ?, memory = ? WHERE id = ?', [
    status,
    since,
    error,
    incidentId,
    JSON.stringify(memory),
    id,
  ]);
}

/** What each check changes; aside, for nobody waits for it. */
export function writeLive(db: WritableDb, watched: Watched): void {
  const { shares } = watched;
  db.runAside(
    `UPDATE monitor_live SET last_checked_at = ?, response_time_ms = ?, beats = ?, uptime_24h = ?, uptime_30d = ?,
       uptime_1y = ?, observed_30d = ?, certificate_expires_at = ?, domain_expires_at = ? WHERE monitor_id = ?`,
    [
      watched.lastCheckedAt,
      watched.responseTimeMs,
      watched.beats,
      shares.uptime24h,
      shares.uptime30d,
      shares.uptime1y,
      shares.observed30d,
      watched.certificateExpiresAt,
      watched.domainExpiresAt,
      watched.id,
    ],
  );
}

export function writeGap(db: WritableDb, { from, to, reason }: Gap): void {
  db.runAside(
    `INSERT INTO unobserved (from_at, to_at, reason) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET to_at = max(to_at, excluded.to_at)`,
    [from, to, reason],
  );
}

export function lastGap(db: ReadableDb): Gap | null {
  return (
    db.get<Gap>(
      'SELECT from_at AS "from", to_at AS "to", reason FROM unobserved ORDER BY from_at DESC LIMIT 1',
    ) ?? null
  );
}

export function forgetGaps(db: WritableDb, before: number): void {
  db.runAside('DELETE FROM unobserved WHERE from_at < ?', [before]);
}

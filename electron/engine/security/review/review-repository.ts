import type { ReviewScore } from '../../../../shared/security-review.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { StoredPorts } from './port-checks.ts';

interface PortsRow {
  readonly asset_id: number;
  readonly address: string;
  readonly checked_at: number;
  readonly open: string;
  readonly filtered: number;
}

export function getPorts(db: ReadableDb, assetId: number): StoredPorts | undefined {
  const row = db.get<PortsRow>(
    'SELECT asset_id, address, checked_at, open, filtered FROM port_check WHERE asset_id = ?',
    [assetId],
  );
  return (
    row && {
      assetId: row.asset_id,
      address: row.address,
      checkedAt: row.checked_at,
      open: JSON.parse(row.open) as number[],
      filtered: row.filtered,
    }
  );
}

export function putPorts(db: WritableDb, ports: StoredPorts): void {
  db.run(
    `INSERT INTO port_check (asset_id, address, checked_at, open, filtered) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (asset_id) DO UPDATE SET
       address = excluded.address, checked_at = excluded.checked_at, open = excluded.open, filtered = excluded.filtered`,
    [ports.assetId, ports.address, ports.checkedAt, JSON.stringify(ports.open), ports.filtered],
  );
}

interface ScoreRow {
  readonly at: number;
  readonly score: number | null;
  readonly categories: string;
}

const toScore = (row: ScoreRow): ReviewScore => ({
  at: row.at,
  score: row.score,
  categories: JSON.parse(row.categories) as ReviewScore['categories'],
});

/** The last `limit` days with a score, newest first. */
export function listScores(db: ReadableDb, organizationId: number, limit: number): ReviewScore[] {
  return db
    .all<ScoreRow>(
      `SELECT at, score, categories FROM review_score WHERE organization_id = ? ORDER BY day DESC LIMIT ?`,
      [organizationId, limit],
    )
    .map(toScore);
}

export function getScore(db: ReadableDb, organizationId: number, day: string): ReviewScore | undefined {
  const row = db.get<ScoreRow>(
    'SELECT at, score, categories FROM review_score WHERE organization_id = ? AND day = ?',
    [organizationId, day],
  );
  return row && toScore(row);
}

export function putScore(db: WritableDb, organizationId: number, day: string, score: ReviewScore): void {
  db.run(
    `INSERT INTO review_score (organization_id, day, at, score, categories) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (organization_id, day) DO UPDATE SET
       at = excluded.at, score = excluded.score, categories = excluded.categories`,
    [organizationId, day, score.at, score.score, JSON.stringify(score.categories)],
  );
}

/** One that has no score of this day yet. */
export function organizationWithoutScore(db: ReadableDb, day: string): number | undefined {
  return db.get<{ id: number }>(
    `SELECT id FROM organization
     WHERE NOT EXISTS (SELECT 1 FROM review_score WHERE organization_id = organization.id AND day = ?) LIMIT 1`,
    [day],
  )?.id;
}

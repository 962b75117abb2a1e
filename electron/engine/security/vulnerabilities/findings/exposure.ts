import { assetExposure, type AssetExposure } from '../../../../../shared/vulnerability.ts';
import type { WritableDb } from '../../../database/db.ts';
import { recordTable } from '../../../database/records/record-table.ts';

export const exposureTable = recordTable<AssetExposure>({
  name: 'asset_exposure',
  fields: Object.keys(assetExposure.shape) as (keyof AssetExposure)[],
  organization: 'organizationId',
  counted: ['ransomware'],
  computed: { assetName: 'a.name', assetType: 'a.type' },
  joined: 'JOIN asset a ON a.id = t.id',
  derived: ['assetName', 'assetType'],
  unordered: ['assetName', 'assetType', 'ransomware', 'createdAt', 'updatedAt'],
});

/** Sums up what is open on one asset, or takes it off the list. */
export function keepExposure(db: WritableDb, assetId: number, now: number): void {
  const { open, ...sums } = db.get<{
    open: number;
    organizationId: number;
    ransomware: string;
    due: string;
    cvss: number | null;
    since: number;
  }>(
    `SELECT count(*) AS open, f.organization_id AS organizationId,
       CASE WHEN sum(v.ransomware = 'known') > 0 THEN 'known' ELSE 'unknown' END AS ransomware,
       min(v.due_date) AS due, max(v.cvss) AS cvss, min(f.created_at) AS since
     FROM finding f JOIN vulnerability v ON v.id = f.vulnerability_id WHERE f.asset_id = ? AND f.state = 'open'`,
    [assetId],
  )!;
  if (open === 0) {
    db.run('DELETE FROM asset_exposure WHERE id = ?', [assetId]);
    return;
  }
  db.run(
    `INSERT INTO asset_exposure (id, organization_id, open, ransomware, earliest_due, worst_cvss, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, open = excluded.open,
       ransomware = excluded.ransomware, earliest_due = excluded.earliest_due, worst_cvss = excluded.worst_cvss,
       created_at = excluded.created_at, updated_at = max(excluded.updated_at, asset_exposure.updated_at)`,
    [assetId, sums.organizationId, open, sums.ransomware, sums.due, sums.cvss, sums.since, now],
  );
}

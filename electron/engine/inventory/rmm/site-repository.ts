import type { RmmSite } from '../../../../shared/rmm.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { VendorSite } from './connector.ts';

export interface StoredSite {
  readonly id: number;
  readonly integrationId: number;
  readonly externalId: string;
  readonly name: string;
  readonly decision: RmmSite['decision'];
  readonly organizationId: number | null;
}

const columns = `id, integration_id AS integrationId, external_id AS externalId, name, decision,
  organization_id AS organizationId`;

export function getSite(db: ReadableDb, id: number): StoredSite | undefined {
  return db.get<StoredSite>(`SELECT ${columns} FROM rmm_site WHERE id = ?`, [id]);
}

export function findSite(db: ReadableDb, integrationId: number, externalId: string): StoredSite | undefined {
  return db.get<StoredSite>(`SELECT ${columns} FROM rmm_site WHERE integration_id = ? AND external_id = ?`, [
    integrationId,
    externalId,
  ]);
}

/** What it is called may change; whose it is stays as people said. */
export function putSite(db: WritableDb, integrationId: number, site: VendorSite, now: number): void {
  db.run(
    `INSERT INTO rmm_site (integration_id, external_id, name, decision, seen_at) VALUES (?, ?, ?, 'open', ?)
     ON CONFLICT (integration_id, external_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at`,
    [integrationId, site.externalId, site.name, now],
  );
}

export function decideSite(
  db: WritableDb,
  id: number,
  decision: RmmSite['decision'],
  organizationId: number | null,
): void {
  db.run('UPDATE rmm_site SET decision = ?, organization_id = ? WHERE id = ?', [
    decision,
    organizationId,
    id,
  ]);
}

/** One whose organization was deleted is open again. */
const decision = `CASE WHEN s.decision = 'mapped' AND s.organization_id IS NULL THEN 'open' ELSE s.decision END`;

/** Open ones first, each with the organization of the same name. */
export function shownSites(db: ReadableDb, integrationId: number): RmmSite[] {
  return db.all<RmmSite>(
    `SELECT s.id, s.external_id AS externalId, s.name, ${decision} AS decision, s.organization_id AS organizationId,
       CASE WHEN ${decision} = 'open' THEN
         (SELECT o.id FROM organization o WHERE o.name = s.name COLLATE NOCASE ORDER BY o.id LIMIT 1) END AS proposedId,
       (SELECT count(*) FROM rmm_device d
         WHERE d.integration_id = s.integration_id AND d.site_external_id = s.external_id) AS devices
     FROM rmm_site s WHERE s.integration_id = ? ORDER BY ${decision} <> 'open', s.name, s.id`,
    [integrationId],
  );
}

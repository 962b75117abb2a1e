import type { RmmVendor } from '../../../../shared/rmm-vendor.ts';
import type {
  RmmDevice,
  RmmFacts,
  RmmLink,
  RmmPresence,
  RmmQuestion,
} from '../../../../shared/rmm-device.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../database/db.ts';
import type { Candidate } from './link.ts';
import type { DueDevice } from './connector.ts';

export interface StoredDevice {
  readonly id: number;
  readonly integrationId: number;
  readonly externalId: string;
  readonly siteExternalId: string | null;
  readonly assetId: number | null;
  readonly link: RmmLink;
  readonly presence: RmmPresence;
  readonly facts: RmmFacts;
  readonly raw: string;
}

type DeviceRow = Omit<StoredDevice, 'facts'> & { readonly facts: string };

const columns = `id, integration_id AS integrationId, external_id AS externalId, site_external_id AS siteExternalId,
  asset_id AS assetId, link, presence, facts, raw`;

const toStored = (row: DeviceRow): StoredDevice => ({ ...row, facts: JSON.parse(row.facts) as RmmFacts });

export function findDevice(
  db: ReadableDb,
  integrationId: number,
  externalId: string,
): StoredDevice | undefined {
  const row = db.get<DeviceRow>(
    `SELECT ${columns} FROM rmm_device WHERE integration_id = ? AND external_id = ?`,
    [integrationId, externalId],
  );
  return row && toStored(row);
}

export function getDevice(db: ReadableDb, id: number): StoredDevice | undefined {
  const row = db.get<DeviceRow>(`SELECT ${columns} FROM rmm_device WHERE id = ?`, [id]);
  return row && toStored(row);
}

export interface MetDevice {
  readonly integrationId: number;
  readonly externalId: string;
  readonly siteExternalId: string | null;
  readonly presence: RmmPresence;
  readonly facts: RmmFacts;
  readonly raw: string;
  readonly detailKey: string | null;
  readonly runId: number;
}

/** A device as a list has it now; whose asset it is stays. @returns its id */
export function putDevice(db: WritableDb, met: MetDevice, now: number): number {
  return db.get<{ id: number }>(
    `INSERT INTO rmm_device (integration_id, external_id, site_external_id, link, presence, facts, raw, detail_key,
       run_id, first_seen_at, seen_at)
     VALUES (:integrationId, :externalId, :siteExternalId, 'waiting', :presence, :facts, :raw, :detailKey, :runId, :now, :now)
     ON CONFLICT (integration_id, external_id) DO UPDATE SET
       site_external_id = coalesce(excluded.site_external_id, site_external_id), presence = excluded.presence,
       misses = 0, facts = excluded.facts, raw = excluded.raw, detail_key = excluded.detail_key,
       run_id = excluded.run_id, seen_at = excluded.seen_at
     RETURNING id`,
    { ...met, facts: JSON.stringify(met.facts), now },
  )!.id;
}

export function setFacts(db: WritableDb, id: number, facts: RmmFacts, raw: string, now: number): void {
  db.run(
    'UPDATE rmm_device SET facts = ?, raw = ?, detail_at = ?, detail_read_key = detail_key WHERE id = ?',
    [JSON.stringify(facts), raw, now, id],
  );
}

export function setLink(
  db: WritableDb,
  id: number,
  link: {
    readonly link: RmmLink;
    readonly assetId?: number | null;
    readonly question?: RmmQuestion | null;
    readonly candidates?: readonly number[];
  },
): void {
  db.run('UPDATE rmm_device SET link = ?, asset_id = ?, question = ?, candidates = ? WHERE id = ?', [
    link.link,
    link.assetId ?? null,
    link.question ?? null,
    JSON.stringify((link.candidates ?? []).slice(0, 20)),
    id,
  ]);
}

/** Devices whose details were never read, were read for another key, or not for a day. */
export function dueForDetails(db: ReadableDb, integrationId: number, before: number): DueDevice[] {
  return dueDevices(db, `(detail_at IS NULL OR detail_at < ? OR detail_key IS NOT detail_read_key)`, [
    integrationId,
    before,
  ]);
}

/** Devices that are assets here and whose software was not read for a day. */
export function dueForSoftware(db: ReadableDb, integrationId: number, before: number): DueDevice[] {
  return dueDevices(db, `link = 'linked' AND (software_at IS NULL OR software_at < ?)`, [
    integrationId,
    before,
  ]);
}

function dueDevices(db: ReadableDb, condition: string, values: readonly SqlValue[]): DueDevice[] {
  return db.all<DueDevice>(
    `SELECT external_id AS externalId, detail_key AS detailKey FROM rmm_device
     WHERE integration_id = ? AND presence = 'present' AND ${condition} ORDER BY id`,
    values,
  );
}

export function noteSoftwareRead(db: WritableDb, id: number, now: number): void {
  db.run('UPDATE rmm_device SET software_at = ? WHERE id = ?', [now, id]);
}

/** Devices that a complete sync did not meet: missing, and stale the second time. @returns how many */
export function markMissing(db: WritableDb, integrationId: number, runId: number): number {
  return db.run(
    `UPDATE rmm_device SET misses = misses + 1, presence = CASE WHEN misses = 0 THEN 'missing' ELSE 'stale' END
     WHERE integration_id = ? AND run_id <> ? AND presence <> 'removed'`,
    [integrationId, runId],
  ).changes;
}

/** Assets of an organization by serial number, host name or name, all by their indexes. */
export function candidatesFor(
  db: ReadableDb,
  organizationId: number,
  integrationId: number,
  facts: RmmFacts,
): Candidate[] {
  const wanted: [string, SqlValue[]][] = [];
  if (facts.serialNumber !== undefined) wanted.push(['serial_number = ?', [facts.serialNumber]]);
  for (const name of new Set([facts.hostname, facts.name])) {
    if (name === undefined) continue;
    const short = name.split('.')[0]!;
    for (const each of new Set([name, short].filter((text) => text !== '')))
      wanted.push(['hostname = ?', [each]], ['name = ?', [each]]);
    // With a domain behind it.
    if (short !== '') wanted.push(['hostname BETWEEN ? AND ?', [`${short}.`, `${short}/`]]);
  }
  const found = new Map<number, Candidate>();
  for (const [condition, values] of wanted) {
    const rows = db.all<Omit<Candidate, 'taken'> & { taken: number }>(
      `SELECT id, name, hostname, serial_number AS serialNumber,
         EXISTS (SELECT 1 FROM rmm_device d WHERE d.asset_id = asset.id AND d.integration_id = ? AND d.presence <> 'removed') AS taken
       FROM asset WHERE ${condition} AND +organization_id = ? ORDER BY id LIMIT 20`,
      [integrationId, ...values, organizationId],
    );
    for (const row of rows) found.set(row.id, { ...row, taken: row.taken === 1 });
  }
  return [...found.values()];
}

interface ShownRow {
  readonly id: number;
  readonly integrationId: number;
  readonly integrationName: string;
  readonly vendor: RmmVendor;
  readonly externalId: string;
  readonly siteName: string | null;
  readonly organizationId: number | null;
  readonly assetId: number | null;
  readonly link: RmmLink;
  readonly question: RmmQuestion | null;
  readonly candidates: string;
  readonly presence: RmmPresence;
  readonly facts: string;
  readonly firstSeenAt: number;
  readonly seenAt: number;
  readonly softwareAt: number | null;
}

/** Devices as people see them. @param where a condition on the device as `d` */
export function shownDevices(db: ReadableDb, where: string, values: readonly SqlValue[]): RmmDevice[] {
  return db
    .all<ShownRow>(
      `SELECT d.id, d.integration_id AS integrationId, i.name AS integrationName, i.vendor, d.external_id AS externalId,
         s.name AS siteName, s.organization_id AS organizationId, d.asset_id AS assetId, d.link, d.question, d.candidates,
         d.presence, d.facts, d.first_seen_at AS firstSeenAt, d.seen_at AS seenAt, d.software_at AS softwareAt
       FROM rmm_device d JOIN rmm_integration i ON i.id = d.integration_id
       LEFT JOIN rmm_site s ON s.integration_id = d.integration_id AND s.external_id = d.site_external_id
       WHERE ${where}`,
      values,
    )
    .map((row) => ({
      ...row,
      facts: JSON.parse(row.facts) as RmmFacts,
      candidates: namesOf(db, JSON.parse(row.candidates) as number[]),
    }));
}

/** Those that are still there. */
function namesOf(db: ReadableDb, ids: readonly number[]): RmmDevice['candidates'] {
  return ids.flatMap(
    (id) =>
      db.get<RmmDevice['candidates'][number]>(
        'SELECT id, name, serial_number AS serialNumber FROM asset WHERE id = ?',
        [id],
      ) ?? [],
  );
}

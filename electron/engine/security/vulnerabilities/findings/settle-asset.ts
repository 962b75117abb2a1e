import { systemCaller } from '../../../../../shared/caller.ts';
import type { Finding } from '../../../../../shared/vulnerability.ts';
import { newChangeId } from '../../../database/journal.ts';
import { getRecord } from '../../../database/records/record-repository.ts';
import type { WritableDb } from '../../../database/db.ts';
import type { Clock } from '../../../platform/clock.ts';
import { internBuild, putSoftware, removeSoftware } from '../inventory/software-repository.ts';
import type { Matcher } from '../matching/matcher.ts';
import { operatingSystemOf } from '../matching/operating-system.ts';
import { keepExposure } from './exposure.ts';
import type { FindingRecords } from './finding-records.ts';
import { findingTable } from './finding-table.ts';

export interface SettleDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly matcher: Matcher;
  readonly records: FindingRecords;
  /** A finding asks for nobody any more: its alert is over. */
  readonly calm: (finding: Finding) => void;
}

interface AssetRow {
  readonly organizationId: number;
  readonly osName: string | null;
  readonly osVersion: string | null;
  readonly manufacturer: string | null;
}

/**
 * Brings the findings of one asset up to what is known of its software, in the caller's transaction. It may run as
 * often as it likes: what is so already is left alone, and each finding is made, and told, once.
 */
export function createSettleAsset({ db, clock, matcher, records, calm }: SettleDeps) {
  /** The system that the asset's own fields name is software like any other. */
  function noteSystem(assetId: number, asset: AssetRow): void {
    const held = db.all<{ id: number; buildId: number }>(
      `SELECT id, build_id AS buildId FROM asset_software WHERE asset_id = ? AND source = 'asset'`,
      [assetId],
    );
    const system = operatingSystemOf(asset.osName, asset.osVersion, asset.manufacturer);
    const build = system && internBuild(db, { kind: 'system', ...system }, clock.now());
    if (build?.isNew) matcher.matchBuild(build.productId, build);
    for (const { id, buildId } of held) if (buildId !== build?.id) removeSoftware(db, id);
    if (build && !held.some(({ buildId }) => buildId === build.id)) {
      const { organizationId } = asset;
      putSoftware(db, { assetId, organizationId, buildId: build.id, source: 'asset', seenAt: clock.now() });
    }
  }

  function confirmedOn(assetId: number): Map<number, number> {
    const rows = db.all<{ vulnerabilityId: number; buildId: number }>(
      `SELECT m.vulnerability_id AS vulnerabilityId, min(m.build_id) AS buildId
       FROM asset_software s JOIN vulnerability_match m ON m.build_id = s.build_id AND m.state = 'confirmed'
       WHERE s.asset_id = ? GROUP BY m.vulnerability_id`,
      [assetId],
    );
    return new Map(rows.map(({ vulnerabilityId, buildId }) => [vulnerabilityId, buildId]));
  }

  function make(assetId: number, organizationId: number, vulnerabilityId: number, buildId: number): void {
    const { cve, title } = db.get<{ cve: string; title: string }>(
      'SELECT cve, title FROM vulnerability WHERE id = ?',
      [vulnerabilityId],
    )!;
    records.create(systemCaller, {
      ...undecided,
      ...computedLater,
      organizationId,
      assetId,
      vulnerabilityId,
      buildId,
      cve,
      title,
      state: 'open',
      ticketId: null,
    });
  }

  return (assetId: number): void => {
    const asset = db.get<AssetRow>(
      `SELECT organization_id AS organizationId, os_name AS osName, os_version AS osVersion, manufacturer
       FROM asset WHERE id = ?`,
      [assetId],
    );
    if (asset) noteSystem(assetId, asset);
    const confirmed = confirmedOn(assetId);
    const held = db
      .all<{ id: number }>('SELECT id FROM finding WHERE asset_id = ?', [assetId])
      .map(({ id }) => getRecord(db, findingTable, id)!);
    const changeId = newChangeId();
    for (const finding of held) {
      const applied = records.apply(
        systemCaller,
        finding,
        nextOf(finding, asset && confirmed.get(finding.vulnerabilityId)),
        changeId,
        'matched',
      );
      records.tellChanges([applied]);
      if (finding.state === 'open' && applied.record.state !== 'open') calm(applied.record);
      confirmed.delete(finding.vulnerabilityId);
    }
    if (asset) {
      for (const [vulnerabilityId, buildId] of confirmed)
        make(assetId, asset.organizationId, vulnerabilityId, buildId);
    }
    keepExposure(db, assetId, clock.now());
  };
}

/** What a finding becomes when its asset has this build, or none that is affected. */
function nextOf({ state, buildId }: Finding, build: number | undefined): Partial<Finding> {
  if (build === undefined) return state === 'gone' ? {} : { state: 'gone', ...undecided };
  if (state === 'gone') return { state: 'open', buildId: build, ...undecided };
  // Evidence was of the version that it was given for.
  if (state === 'fixed' && buildId !== build) return { state: 'open', buildId: build, ...undecided };
  return { buildId: build };
}

/** What people say of a finding, as long as nobody has. */
export const undecided = {
  reason: null,
  until: null,
  decidedBy: null,
  decidedAt: null,
} as const satisfies Partial<Finding>;

/** Read from other tables, whatever a new record says. */
const computedLater = {
  assetName: null,
  softwareName: '',
  softwareVersion: '',
  dueDate: '',
  ransomware: 'unknown',
  severity: null,
  cvss: null,
  epss: null,
} as const satisfies Partial<Finding>;

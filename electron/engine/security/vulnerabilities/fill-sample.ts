import type { Finding } from '../../../../shared/vulnerability.ts';
import type { WritableDb } from '../../database/db.ts';
import { insertRecord } from '../../database/records/record-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Catalogue } from './catalogue.ts';
import { writeFeed } from './feeds/feed-repository.ts';
import { keepExposure } from './findings/exposure.ts';
import { findingTable } from './findings/finding-table.ts';
import { undecided } from './findings/settle-asset.ts';
import { internBuild, putSoftware } from './inventory/software-repository.ts';
import type { Matcher } from './matching/matcher.ts';
import { sampleEntries, sampleRelease, sampleSoftware, type SampleEntry } from './sample-catalogue.ts';

export interface SampleDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly matcher: Matcher;
}

const dayMs = 86_400_000;

/**
 * Installed software of the sample's computers, a part of the catalogue as it was that day, and one product that
 * somebody has recognised. Its findings stand as if they had been told before: nothing is told of a sample.
 */
export function fillSample({ db, clock, catalogue, matcher }: SampleDeps): void {
  const now = clock.now();
  for (const entry of sampleEntries) addEntry(entry);
  writeFeed(db, 'kev', {
    answeredAt: Date.parse(sampleRelease.day),
    version: sampleRelease.version,
    entries: sampleEntries.length,
  });
  const asked = sampleEntries.filter(({ nvd }) => nvd !== undefined).length;
  for (const name of ['nvd', 'epss'] as const) writeFeed(db, name, { answeredAt: now, entries: asked });
  installAll();
  const known = sampleEntries.filter(({ product }) => product === 'WinRAR').map(({ cve }) => idOf(cve));
  for (const id of known) recognise(id);
  for (const { cve } of sampleEntries) matcher.matchVulnerability(idOf(cve));
  addFindings();

  function addEntry({ nvd, ...entry }: SampleEntry): void {
    catalogue.writeEntry(entry);
    if (!nvd) return;
    const { cvss, severity, keys, before, epss, percentile } = nvd;
    const ends = { from: null, fromIncluded: false, to: before, toIncluded: false };
    catalogue.takeNvd(entry.cve, {
      state: 'analysed',
      severity,
      cvss,
      vector: null,
      ranges: keys.map((key) => ({ key, ...ends })),
    });
    catalogue.takeEpss([entry.cve], [{ cve: entry.cve, epss, percentile }]);
  }

  function idOf(cve: string): number {
    return db.get<{ id: number }>('SELECT id FROM vulnerability WHERE cve = ?', [cve])!.id;
  }

  function installAll(): void {
    const computers = db.all<{ id: number; organizationId: number; lastSeenAt: number | null }>(
      `SELECT id, organization_id AS organizationId, last_seen_at AS lastSeenAt FROM asset
       WHERE type IN ('laptop', 'workstation') AND os_name LIKE 'Windows%' ORDER BY id`,
    );
    for (const [at, { id, organizationId, lastSeenAt }] of computers.entries()) {
      for (const [vendor, name, version, every] of sampleSoftware) {
        if (at % every !== 0) continue;
        const build = internBuild(db, { kind: 'application', vendor, name, version }, now);
        putSoftware(db, {
          assetId: id,
          organizationId,
          buildId: build.id,
          source: 'sample',
          seenAt: lastSeenAt ?? now,
        });
      }
    }
  }

  function recognise(vulnerabilityId: number): void {
    const product = db.get<{ id: number }>(
      `SELECT s.product_id AS id FROM software_key s JOIN vulnerability_key v ON v.key = s.key
       WHERE v.vulnerability_id = ? LIMIT 1`,
      [vulnerabilityId],
    );
    if (!product) return;
    const who = db.get<{ name: string }>('SELECT name FROM technician ORDER BY id LIMIT 1')?.name ?? '';
    for (const key of matcher.sharedKeys(vulnerabilityId, product.id)) {
      db.run('INSERT OR REPLACE INTO product_rule VALUES (?, ?, ?, ?, ?)', [
        product.id,
        key,
        'same',
        who,
        now - 3 * dayMs,
      ]);
    }
  }

  function addFindings(): void {
    const found = db.all<
      Pick<Finding, 'assetId' | 'organizationId' | 'vulnerabilityId' | 'buildId' | 'cve' | 'title'>
    >(
      `SELECT s.asset_id AS assetId, s.organization_id AS organizationId, m.vulnerability_id AS vulnerabilityId,
         m.build_id AS buildId, v.cve, v.title
       FROM vulnerability_match m JOIN asset_software s ON s.build_id = m.build_id
       JOIN vulnerability v ON v.id = m.vulnerability_id WHERE m.state = 'confirmed' ORDER BY s.asset_id, v.id`,
    );
    for (const row of found) {
      const at = now - 3 * dayMs;
      // What stands in other tables is read from there.
      const stored = { ...row, ...undecided, state: 'open', ticketId: null, createdAt: at, updatedAt: at };
      insertRecord(db, findingTable, stored as unknown as Finding);
    }
    for (const id of new Set(found.map(({ assetId }) => assetId))) keepExposure(db, id, now);
  }
}

import { dayText } from '../../../../shared/day-words.ts';
import { calendarDay } from '../../../../shared/identity.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { ReadableDb } from '../../database/db.ts';
import { chunksOf, type Steps } from '../../platform/in-slices.ts';
import type { CategoryFacts } from '../review/score.ts';
import { endOfSupport } from './end-of-support.ts';
import { readFeed } from './feeds/feed-repository.ts';
import { kevAgeMs } from './feeds/sources.ts';
import { named } from './inventory/software.ts';

export interface SeenAsset {
  readonly id: number;
  readonly name: string;
}

const oldFeedMs = 7 * kevAgeMs;

const assetsPerStep = 40;

/**
 * What is known of the updates of these assets: vulnerabilities that are open or may be, and systems that nobody mends
 * any more. What nobody looked at is a gap, never fine. Names and versions are read once, whatever the number of assets.
 */
export function* updateFacts(
  db: ReadableDb,
  assets: readonly SeenAsset[],
  now: number,
): Steps<CategoryFacts> {
  const { answeredAt } = readFeed(db, 'kev');
  if (answeredAt === null) {
    const reason = 'The catalogue of exploited vulnerabilities was never fetched or imported.';
    return { status: 'not_checked', reason };
  }
  const candidates = candidateBuilds(db);
  const systems = systemBuilds(db);
  const findings: ReviewFinding[] = [];
  const seen = { assets: 0, bare: 0, at: answeredAt };
  for (const some of chunksOf(assets, assetsPerStep)) {
    const rows = softwareOn(db, some);
    const open = openOn(db, some);
    for (const asset of some) {
      const software = rows.get(asset.id) ?? [];
      if (software.length === 0) continue;
      seen.assets += 1;
      seen.bare += Number(software.every(({ buildId }) => systems.has(buildId)));
      seen.at = Math.min(
        seen.at,
        software.reduce((latest, { seenAt }) => Math.max(latest, seenAt), 0),
      );
      for (const { cve, dueDate, foundAt } of open.get(asset.id) ?? [])
        findings.push(
          findingOf('exploited_vulnerability', asset, `${cve}, to be mended by ${dayText(dueDate)}`, foundAt),
        );
      for (const { buildId, seenAt } of software) {
        const evidence = candidates.get(buildId);
        if (evidence !== undefined)
          findings.push(findingOf('unconfirmed_vulnerability', asset, evidence, seenAt));
        const system = systems.get(buildId);
        if (system?.ends != null && system.ends < calendarDay(now))
          findings.push(
            findingOf(
              'unsupported_system',
              asset,
              `${system.named}: no updates since ${system.ends}`,
              seenAt,
            ),
          );
      }
    }
    yield;
  }
  if (seen.assets === 0) return { status: 'not_checked', reason: 'No software of these assets is known.' };
  return {
    status: 'known',
    findings,
    checkedAt: seen.at,
    gaps: gapsOf(assets.length, seen, answeredAt, now),
  };
}

function gapsOf(
  total: number,
  seen: { readonly assets: number; readonly bare: number },
  answeredAt: number,
  now: number,
): string[] {
  const gaps: string[] = [];
  if (seen.assets < total) gaps.push(`Of ${total - seen.assets} of ${total} assets no software is known.`);
  if (seen.bare > 0) gaps.push(`Of ${seen.bare} of ${total} assets only the operating system is known.`);
  if (now - answeredAt > oldFeedMs)
    gaps.push(`The catalogue of exploited vulnerabilities is of ${dayText(calendarDay(answeredAt))}.`);
  return gaps;
}

/** What each version that waits for a person is told as, however many vulnerabilities it may have. */
function candidateBuilds(db: ReadableDb): Map<number, string> {
  const rows = db.all<{ buildId: number; n: number; name: string; version: string }>(
    `SELECT m.build_id AS buildId, m.n, p.name, b.version
     FROM (SELECT build_id, count(*) AS n FROM vulnerability_match WHERE state = 'candidate' GROUP BY build_id) m
     JOIN software_build b ON b.id = m.build_id JOIN software_product p ON p.id = b.product_id`,
  );
  return new Map(
    rows.map(({ buildId, n, name, version }) => [
      buildId,
      `${name} ${version || '(version not known)'}: ${n} to look at`,
    ]),
  );
}

/** Operating systems by release, each with the end of its support where that is known. */
function systemBuilds(
  db: ReadableDb,
): Map<number, { readonly named: string; readonly ends: string | undefined }> {
  const rows = db.all<{ buildId: number; name: string; version: string }>(
    `SELECT b.id AS buildId, p.name, b.version FROM software_product p JOIN software_build b ON b.product_id = p.id
     WHERE p.kind = 'system'`,
  );
  return new Map(
    rows.map(({ buildId, name, version }) => [
      buildId,
      { named: named({ name, version }), ends: endOfSupport(name, version) },
    ]),
  );
}

function softwareOn(db: ReadableDb, assets: readonly SeenAsset[]) {
  return byAsset(
    db.all<{ assetId: number; buildId: number; seenAt: number }>(
      `SELECT asset_id AS assetId, build_id AS buildId, seen_at AS seenAt FROM asset_software
       WHERE asset_id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(assets.map(({ id }) => id))],
    ),
  );
}

function openOn(db: ReadableDb, assets: readonly SeenAsset[]) {
  return byAsset(
    db.all<{ assetId: number; cve: string; dueDate: string; foundAt: number }>(
      `SELECT f.asset_id AS assetId, f.cve, v.due_date AS dueDate, f.created_at AS foundAt FROM finding f
       JOIN vulnerability v ON v.id = f.vulnerability_id
       WHERE f.asset_id IN (SELECT value FROM json_each(?)) AND f.state = 'open'`,
      [JSON.stringify(assets.map(({ id }) => id))],
    ),
  );
}

function byAsset<R extends { readonly assetId: number }>(rows: readonly R[]): Map<number, R[]> {
  const groups = new Map<number, R[]>();
  for (const row of rows) {
    const group = groups.get(row.assetId);
    if (group) group.push(row);
    else groups.set(row.assetId, [row]);
  }
  return groups;
}

function findingOf(
  rule: ReviewFinding['rule'],
  { id, name }: SeenAsset,
  evidence: string,
  evidenceAt: number,
): ReviewFinding {
  return { rule, record: { kind: 'asset', id, name }, evidence, evidenceAt };
}

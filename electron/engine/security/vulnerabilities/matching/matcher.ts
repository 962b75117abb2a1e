import type { VersionRange } from '../../../../../shared/vulnerability.ts';
import type { WritableDb } from '../../../database/db.ts';
import { judge, type Judged, type Meeting, type ProductRules } from './judge.ts';

interface Build {
  readonly id: number;
  readonly version: string;
}

const existing = 'SELECT build_id AS buildId, key, judgement, state FROM vulnerability_match';

/**
 * Finds which versions of which products meet which vulnerabilities, by names alone that both have: an index leads
 * from one to the other, and no asset is looked at. Where what is sure has changed, the assets with that version are
 * put on the list of those to look at.
 */
export function createMatcher(db: WritableDb) {
  /** What one vulnerability and one product have in common; undefined where they share no name. */
  function meetingOf(vulnerabilityId: number, productId: number): Meeting {
    const ranges = db
      .all<Omit<VersionRange, 'fromIncluded' | 'toIncluded'> & { fromIncluded: number; toIncluded: number }>(
        `SELECT r.key, from_version AS "from", from_included AS fromIncluded, to_version AS "to", to_included AS toIncluded
         FROM software_key s JOIN vulnerable_range r ON r.key = s.key AND r.vulnerability_id = ? WHERE s.product_id = ?`,
        [vulnerabilityId, productId],
      )
      .map((range) => ({
        ...range,
        fromIncluded: range.fromIncluded === 1,
        toIncluded: range.toIncluded === 1,
      }));
    const entryKeys = db
      .all<{ key: string }>(
        `SELECT v.key FROM software_key s JOIN vulnerability_key v ON v.key = s.key AND v.vulnerability_id = ?
         WHERE s.product_id = ?`,
        [vulnerabilityId, productId],
      )
      .map(({ key }) => key);
    const analysed = ranges.length > 0 || hasRanges(vulnerabilityId);
    return { entryKeys, ranges, analysed, listed: ranges.length > 0 || isListed(productId) };
  }

  const hasRanges = (vulnerabilityId: number): boolean =>
    db.get('SELECT 1 FROM vulnerable_range WHERE vulnerability_id = ? LIMIT 1', [vulnerabilityId]) !==
    undefined;

  const isListed = (productId: number): boolean =>
    db.get(
      'SELECT 1 FROM software_key s JOIN vulnerable_range r ON r.key = s.key WHERE s.product_id = ? LIMIT 1',
      [productId],
    ) !== undefined;

  function rulesOf(productId: number): ProductRules {
    const rows = db.all<{ key: string; verdict: 'same' | 'other' }>(
      'SELECT key, verdict FROM product_rule WHERE product_id = ?',
      [productId],
    );
    return new Map(rows.map(({ key, verdict }) => [key, verdict]));
  }

  function said(buildId: number, vulnerabilityId: number): 'affected' | 'not_affected' | undefined {
    return db.get<{ verdict: 'affected' | 'not_affected' }>(
      'SELECT verdict FROM build_rule WHERE build_id = ? AND vulnerability_id = ?',
      [buildId, vulnerabilityId],
    )?.verdict;
  }

  /** Writes what was found where it is another than before, and has the assets looked at whose truth has changed. */
  function write(
    vulnerabilityId: number,
    productId: number,
    buildId: number,
    before: Judged | undefined,
    now: Judged | undefined,
  ): void {
    if (!now) {
      if (before) {
        db.run('DELETE FROM vulnerability_match WHERE vulnerability_id = ? AND build_id = ?', [
          vulnerabilityId,
          buildId,
        ]);
      }
    } else if (now.key !== before?.key || now.judgement !== before.judgement || now.state !== before.state) {
      db.run('INSERT OR REPLACE INTO vulnerability_match VALUES (?, ?, ?, ?, ?, ?)', [
        vulnerabilityId,
        buildId,
        productId,
        now.key,
        now.judgement,
        now.state,
      ]);
    }
    if ((before?.state === 'confirmed') !== (now?.state === 'confirmed')) {
      db.run('INSERT OR IGNORE INTO match_work SELECT asset_id FROM asset_software WHERE build_id = ?', [
        buildId,
      ]);
    }
  }

  function matchProduct(
    vulnerabilityId: number,
    productId: number,
    builds: readonly Build[],
    before: Map<number, Judged>,
  ): void {
    const meeting = meetingOf(vulnerabilityId, productId);
    const rules = rulesOf(productId);
    for (const { id, version } of builds) {
      write(
        vulnerabilityId,
        productId,
        id,
        before.get(id),
        judge(meeting, rules, version, said(id, vulnerabilityId)),
      );
      before.delete(id);
    }
  }

  const buildsOf = (productId: number): Build[] =>
    db.all<Build>('SELECT id, version FROM software_build WHERE product_id = ?', [productId]);

  /** Everything that one vulnerability meets. */
  function matchVulnerability(vulnerabilityId: number): void {
    const row = db.get<{ withdrawn: number }>(
      'SELECT withdrawn_at IS NOT NULL AS withdrawn FROM vulnerability WHERE id = ?',
      [vulnerabilityId],
    );
    const before = byBuild(db.all(`${existing} WHERE vulnerability_id = ?`, [vulnerabilityId]));
    const products =
      row?.withdrawn === 0
        ? db.all<{ id: number }>(
            `SELECT s.product_id AS id FROM vulnerability_key v JOIN software_key s ON s.key = v.key
             WHERE v.vulnerability_id = ?
             UNION SELECT s.product_id FROM vulnerable_range r JOIN software_key s ON s.key = r.key
             WHERE r.vulnerability_id = ?`,
            [vulnerabilityId, vulnerabilityId],
          )
        : [];
    for (const { id } of products) matchProduct(vulnerabilityId, id, buildsOf(id), before);
    // What is left met it before, and does so no more.
    for (const [buildId, was] of before) write(vulnerabilityId, 0, buildId, was, undefined);
    // Lists show its day and its score beside what is open.
    db.run(
      `INSERT OR IGNORE INTO match_work SELECT asset_id FROM finding WHERE vulnerability_id = ? AND state = 'open'`,
      [vulnerabilityId],
    );
  }

  /** Everything that these versions of one product meet. */
  function matchBuilds(productId: number, builds: readonly Build[]): void {
    const met = db.all<{ id: number }>(
      `SELECT v.vulnerability_id AS id FROM software_key s JOIN vulnerability_key v ON v.key = s.key WHERE s.product_id = ?
       UNION SELECT r.vulnerability_id FROM software_key s JOIN vulnerable_range r ON r.key = s.key WHERE s.product_id = ?`,
      [productId, productId],
    );
    for (const { id } of met) {
      const current = db.get<{ withdrawn: number }>(
        'SELECT withdrawn_at IS NOT NULL AS withdrawn FROM vulnerability WHERE id = ?',
        [id],
      )!;
      if (current.withdrawn === 1) continue;
      const before = byBuild(
        builds.flatMap((build) =>
          db.all<Judged & { buildId: number }>(`${existing} WHERE vulnerability_id = ? AND build_id = ?`, [
            id,
            build.id,
          ]),
        ),
      );
      matchProduct(id, productId, builds, before);
    }
  }

  return {
    matchVulnerability,
    matchBuild: (productId: number, build: Build): void => matchBuilds(productId, [build]),
    matchProduct: (productId: number): void => matchBuilds(productId, buildsOf(productId)),
    /** The names that a product and a vulnerability share: what a person decides on. */
    sharedKeys(vulnerabilityId: number, productId: number): string[] {
      const { entryKeys, ranges } = meetingOf(vulnerabilityId, productId);
      return [...new Set([...entryKeys, ...ranges.map(({ key }) => key)])];
    },
  };
}

function byBuild(rows: readonly (Judged & { readonly buildId: number })[]): Map<number, Judged> {
  return new Map(rows.map(({ buildId, key, judgement, state }) => [buildId, { key, judgement, state }]));
}

export type Matcher = ReturnType<typeof createMatcher>;

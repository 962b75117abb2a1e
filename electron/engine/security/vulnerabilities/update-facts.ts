import { calendarDay } from '../../../../shared/identity.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { ReadableDb } from '../../database/db.ts';
import type { CategoryFacts } from '../review/score.ts';
import { endOfSupport } from './end-of-support.ts';
import { readFeed } from './feeds/feed-repository.ts';
import { kevAgeMs } from './feeds/sources.ts';
import { named } from './inventory/software.ts';
import { softwareOf, type SoftwareRow } from './inventory/software-repository.ts';

export interface SeenAsset {
  readonly id: number;
  readonly name: string;
}

const oldFeedMs = 7 * kevAgeMs;

/**
 * What is known of the updates of these assets: vulnerabilities that are open or may be, and systems that nobody mends
 * any more. What nobody looked at is a gap, never fine.
 */
export function updateFacts(db: ReadableDb, assets: readonly SeenAsset[], now: number): CategoryFacts {
  const { answeredAt } = readFeed(db, 'kev');
  if (answeredAt === null) {
    const reason = 'The catalogue of exploited vulnerabilities was never fetched or imported.';
    return { status: 'not_checked', reason };
  }
  const looked = assets.map((asset) => ({ asset, software: softwareOf(db, asset.id) }));
  const known = looked.filter(({ software }) => software.length > 0);
  if (known.length === 0) return { status: 'not_checked', reason: 'No software of these assets is known.' };
  const findings = known.flatMap(({ asset, software }) => [
    ...openOn(db, asset),
    ...candidatesOn(db, asset, software),
    ...unsupportedOn(asset, software, now),
  ]);
  const seen = known.map(({ software }) => Math.max(...software.map(({ seenAt }) => seenAt)));
  return {
    status: 'known',
    findings,
    checkedAt: seen.reduce((oldest, at) => Math.min(oldest, at), answeredAt),
    gaps: gapsOf(looked, answeredAt, now),
  };
}

interface Looked {
  readonly asset: SeenAsset;
  readonly software: readonly SoftwareRow[];
}

function gapsOf(looked: readonly Looked[], answeredAt: number, now: number): string[] {
  const gaps: string[] = [];
  const unknown = looked.filter(({ software }) => software.length === 0).length;
  if (unknown > 0) gaps.push(`Of ${unknown} of ${looked.length} assets no software is known.`);
  const bare = looked.filter(({ software }) => software.length > 0 && isBare(software)).length;
  if (bare > 0) gaps.push(`Of ${bare} of ${looked.length} assets only the operating system is known.`);
  if (now - answeredAt > oldFeedMs)
    gaps.push(`The catalogue of exploited vulnerabilities is of ${calendarDay(answeredAt)}.`);
  return gaps;
}

const isBare = (software: readonly SoftwareRow[]): boolean => software.every(({ kind }) => kind === 'system');

function openOn(db: ReadableDb, asset: SeenAsset): ReviewFinding[] {
  return db
    .all<{ cve: string; dueDate: string; foundAt: number }>(
      `SELECT f.cve, v.due_date AS dueDate, f.created_at AS foundAt FROM finding f
       JOIN vulnerability v ON v.id = f.vulnerability_id WHERE f.asset_id = ? AND f.state = 'open' ORDER BY f.cve`,
      [asset.id],
    )
    .map(({ cve, dueDate, foundAt }) =>
      findingOf('exploited_vulnerability', asset, `${cve}, to be mended by ${dueDate}`, foundAt),
    );
}

/** One for each version that waits for a person, however many vulnerabilities it may have. */
function candidatesOn(db: ReadableDb, asset: SeenAsset, software: readonly SoftwareRow[]): ReviewFinding[] {
  return software.flatMap(({ buildId, name, version, seenAt }) => {
    const { n } = db.get<{ n: number }>(
      `SELECT count(*) AS n FROM vulnerability_match WHERE build_id = ? AND state = 'candidate'`,
      [buildId],
    )!;
    if (n === 0) return [];
    const evidence = `${name} ${version || '(version not known)'}: ${n} to look at`;
    return [findingOf('unconfirmed_vulnerability', asset, evidence, seenAt)];
  });
}

function unsupportedOn(asset: SeenAsset, software: readonly SoftwareRow[], now: number): ReviewFinding[] {
  return software.flatMap(({ kind, name, version, seenAt }) => {
    const ends = kind === 'system' ? endOfSupport(name, version) : undefined;
    if (ends === undefined || ends >= calendarDay(now)) return [];
    return [
      findingOf('unsupported_system', asset, `${named({ name, version })}: no updates since ${ends}`, seenAt),
    ];
  });
}

function findingOf(
  rule: ReviewFinding['rule'],
  { id, name }: SeenAsset,
  evidence: string,
  evidenceAt: number,
): ReviewFinding {
  return { rule, record: { kind: 'asset', id, name }, evidence, evidenceAt };
}

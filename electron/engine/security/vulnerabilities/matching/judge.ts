import type { Judgement, VersionRange } from '../../../../../shared/vulnerability.ts';
import { isWithin } from './version-order.ts';

/** What meets: names of one product that a vulnerability is known under too. */
export interface Meeting {
  /** Names that the catalogue's entry has. */
  readonly entryKeys: readonly string[];
  /** Names that NVD lists, and the versions behind them. */
  readonly ranges: readonly VersionRange[];
  /** NVD has ranges for this vulnerability at all. */
  readonly analysed: boolean;
  /** NVD is known to list this product under one of its names, here or elsewhere. */
  readonly listed: boolean;
}

/** What people have said of a product's names. */
export type ProductRules = ReadonlyMap<string, 'same' | 'other'>;

export interface Judged {
  readonly key: string;
  readonly judgement: Judgement;
  readonly state: 'candidate' | 'confirmed';
}

const proven: ReadonlySet<Judgement> = new Set(['in_range', 'all_versions', 'said']);

/**
 * Whether a version of a product is affected, as far as that is known. A product that nobody has recognised and a
 * version of which nothing is known are candidates: never passed over, never taken for sure.
 * @returns undefined where it is not affected
 */
export function judge(
  meeting: Meeting,
  rules: ProductRules,
  version: string,
  said: 'affected' | 'not_affected' | undefined,
): Judged | undefined {
  const counts = (key: string): boolean => rules.get(key) !== 'other';
  const ranges = meeting.ranges.filter(({ key }) => counts(key));
  const entryKeys = meeting.entryKeys.filter(counts);
  const keys = [...ranges.map(({ key }) => key), ...entryKeys];
  if (keys.length === 0 || said === 'not_affected') return undefined;
  const judgement = said === 'affected' ? 'said' : judgeVersion(meeting, ranges, version);
  if (!judgement) return undefined;
  const known = keys.some((key) => rules.get(key) === 'same');
  const state = known && proven.has(judgement) ? 'confirmed' : 'candidate';
  // The fullest name says most of what is meant.
  const key = keys.toSorted((a, b) => b.split(' ').length - a.split(' ').length)[0]!;
  return { key, judgement, state };
}

function judgeVersion(
  { analysed, listed }: Meeting,
  ranges: readonly VersionRange[],
  version: string,
): Judgement | undefined {
  if (ranges.length === 0) {
    // NVD knows the product and leaves it out here: it is not affected.
    return analysed && listed ? undefined : 'no_ranges';
  }
  const within = ranges.map((range) => ({ range, is: isWithin(version, range) }));
  const hit = within.find(({ is }) => is === true);
  if (hit) return hit.range.from === null && hit.range.to === null ? 'all_versions' : 'in_range';
  if (within.every(({ is }) => is === false)) return undefined;
  return version === '' ? 'no_version' : 'not_comparable';
}

import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { CategoryFacts } from './score.ts';

/** How the updates of assets stand, as their agents tell. */
export interface PatchFacts {
  /** Of how many assets it is known. */
  readonly known: number;
  readonly findings: readonly ReviewFinding[];
  /** The oldest of what is known; null where nothing is. */
  readonly checkedAt: number | null;
}

/** What agents tell of updates beside what is known of software: either alone is something, and says what it lacks. */
export function withPatches(updates: CategoryFacts, patches: PatchFacts, assets: number): CategoryFacts {
  const { known, findings, checkedAt } = patches;
  if (checkedAt === null) return updates;
  const gaps =
    known < assets ? [`How updates stand is not known of ${assets - known} of ${assets} assets.`] : [];
  if (updates.status === 'not_checked')
    return { status: 'known', findings, checkedAt, gaps: [updates.reason, ...gaps] };
  return {
    status: 'known',
    findings: [...updates.findings, ...findings],
    checkedAt: Math.min(updates.checkedAt, checkedAt),
    gaps: [...updates.gaps, ...gaps],
  };
}

import { reviewCategory } from '../../../shared/review-rules.ts';
import type { ReviewScore, SecurityReview } from '../../../shared/security-review.ts';

const all = reviewCategory.options;

/** How many categories a kept score rests on. */
export const checkedIn = ({ categories }: ReviewScore): number =>
  all.filter((each) => categories[each] !== null).length;

/** The score that counts, what it rests on, and how much of that a look now leaves out. */
export interface StandingScore {
  readonly score: number | null;
  readonly checked: number;
  readonly at: number;
  /** Categories that were checked then and cannot be now. */
  readonly missing: number;
}

/**
 * A review that rests on fewer categories than the one that was kept takes not its place: what nobody could look
 * at, a locked vault above all, neither lowers a score nor raises it.
 */
export function standingScore(review: SecurityReview, kept: ReviewScore | null): StandingScore {
  const checked = review.categories.filter(({ status }) => status === 'scored').length;
  if (kept && checkedIn(kept) > checked) {
    const missing = review.categories.filter(
      ({ status, category }) => status === 'not_checked' && kept.categories[category] !== null,
    ).length;
    return { score: kept.score, checked: checkedIn(kept), at: kept.at, missing };
  }
  return { score: review.score, checked, at: review.reviewedAt, missing: 0 };
}

/** `+3` or `−12` since the day before; nothing where the two rest on different categories. */
export function scoreChange(latest: ReviewScore | null, before: ReviewScore | null): string {
  if (latest?.score == null || before?.score == null) return '';
  const isSame = all.every(
    (each) => (latest.categories[each] === null) === (before.categories[each] === null),
  );
  return isSame ? changeText(latest.score - before.score) : '';
}

/** `+3`, `−12`, or nothing where it stayed. */
export function changeText(change: number): string {
  if (change === 0) return '';
  return change > 0 ? `+${change}` : `−${-change}`;
}

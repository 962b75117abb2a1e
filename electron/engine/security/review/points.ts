import { reviewCategories, reviewRules, type ReviewRule } from '../../../../shared/review-rules.ts';
import { type ReviewedCategory } from '../../../../shared/security-review.ts';

/** The mean of what was checked, by weight, in full points: 100 means that nothing is lost. Null where nothing was. */
export function meanScore(categories: readonly ReviewedCategory[]): number | null {
  const { points, weights } = weighed(categories);
  return weights === 0 ? null : Math.floor(points / weights);
}

/** Points by weight and the weights of what was checked: whole numbers, so that nothing is lost in between. */
export function weighed(categories: readonly ReviewedCategory[]): {
  readonly points: number;
  readonly weights: number;
} {
  let points = 0;
  let weights = 0;
  for (const each of categories) {
    if (each.status === 'not_checked') continue;
    const { weight } = reviewCategories[each.category];
    points += weight * each.score;
    weights += weight;
  }
  return { points, weights };
}

/** What `count` findings of a rule cost together. */
export function costOf(rule: ReviewRule, count: number): number {
  const { points, cap } = reviewRules[rule];
  return Math.min(cap, points * count);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scoreChange, standingScore } from '../../renderer/features/security-review/standing-score.ts';
import type { ReviewCategory } from '../../shared/review-rules.ts';
import { reviewCategory } from '../../shared/review-rules.ts';
import type { ReviewScore, SecurityReview } from '../../shared/security-review.ts';

/** A kept score of these categories, and a review that checked these. */
const kept = (score: number, checked: readonly ReviewCategory[]): ReviewScore => ({
  at: 1000,
  score,
  categories: Object.fromEntries(
    reviewCategory.options.map((each) => [each, checked.includes(each) ? score : null]),
  ) as ReviewScore['categories'],
});
const review = (score: number | null, checked: readonly ReviewCategory[]): SecurityReview => ({
  score,
  categories: reviewCategory.options.map((category) =>
    checked.includes(category)
      ? { status: 'scored', category, score: score ?? 0, checkedAt: 2000, findings: [], gaps: [] }
      : { status: 'not_checked', category, reason: 'The vault is locked.' },
  ),
  steps: null,
  reviewedAt: 2000,
});
const all = reviewCategory.options;
const some = all.slice(1, 3);

describe('the score of a client', () => {
  it('is that of a look which rests on as much as the kept one', () => {
    assert.deepEqual(standingScore(review(41, all), kept(60, all)), {
      score: 41,
      checked: all.length,
      at: 2000,
      missing: 0,
    });
    assert.equal(standingScore(review(41, some), null).score, 41);
    assert.equal(standingScore(review(41, all), kept(60, some)).score, 41);
  });

  it('stands where less can be looked at now, and says how much that is', () => {
    assert.deepEqual(standingScore(review(41, some), kept(60, all)), {
      score: 60,
      checked: all.length,
      at: 1000,
      missing: all.length - some.length,
    });
    assert.equal(standingScore(review(null, []), kept(60, some)).score, 60);
  });

  it('has changed only against one of the same categories', () => {
    assert.equal(scoreChange(kept(63, all), kept(60, all)), '+3');
    assert.equal(scoreChange(kept(41, some), kept(60, all)), '');
    assert.equal(scoreChange(kept(41, some), null), '');
  });
});

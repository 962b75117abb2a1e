import {
  reviewCategory,
  reviewRules,
  type ReviewCategory,
  type ReviewRule,
} from '../../../../shared/review-rules.ts';
import {
  type LostPoints,
  type ReviewedCategory,
  type ReviewFinding,
  type SecurityReview,
} from '../../../../shared/security-review.ts';
import { atOnce, type Steps } from '../../platform/in-slices.ts';
import { cheapestSteps } from './cheapest-steps.ts';
import { costOf, meanScore } from './points.ts';

/** What is known in one category, or why nothing is. */
export type CategoryFacts =
  | {
      readonly status: 'known';
      readonly findings: readonly ReviewFinding[];
      /** The oldest look that it rests on. */
      readonly checkedAt: number;
      readonly gaps: readonly string[];
    }
  | { readonly status: 'not_checked'; readonly reason: string };

export type ReviewFacts = Readonly<Record<ReviewCategory, CategoryFacts>>;

/** The same facts give the same review, in whatever order they come. */
export const scoreFacts = (facts: ReviewFacts, reviewedAt: number): SecurityReview =>
  atOnce(scoreInSteps(facts, reviewedAt));

/** The same in steps: a client may have findings by the hundred thousand. */
export function* scoreInSteps(facts: ReviewFacts, reviewedAt: number): Steps<SecurityReview> {
  const categories: ReviewedCategory[] = [];
  for (const category of reviewCategory.options) {
    categories.push(yield* scoreCategory(category, facts[category]));
    yield;
  }
  return { score: meanScore(categories), categories, steps: yield* cheapestSteps(categories), reviewedAt };
}

function* scoreCategory(category: ReviewCategory, facts: CategoryFacts): Steps<ReviewedCategory> {
  if (facts.status === 'not_checked') return { status: 'not_checked', category, reason: facts.reason };
  const seen = new Map<ReviewRule, number>();
  const sorted = facts.findings.toSorted(byRuleAndRecord);
  yield;
  const findings = sorted.map((finding): LostPoints => {
    const count = (seen.get(finding.rule) ?? 0) + 1;
    seen.set(finding.rule, count);
    return { ...finding, points: costOf(finding.rule, count) - costOf(finding.rule, count - 1) };
  });
  const lost = findings.reduce((sum, { points }) => sum + points, 0);
  const { checkedAt, gaps } = facts;
  return { status: 'scored', category, score: 100 - lost, checkedAt, findings, gaps: [...gaps] };
}

const ruleOrder = new Map(Object.keys(reviewRules).map((rule, at) => [rule, at]));

function byRuleAndRecord(a: ReviewFinding, b: ReviewFinding): number {
  return (
    ruleOrder.get(a.rule)! - ruleOrder.get(b.rule)! ||
    compare(a.record.kind, b.record.kind) ||
    a.record.id - b.record.id ||
    compare(a.record.name, b.record.name) ||
    compare(a.evidence, b.evidence) ||
    a.evidenceAt - b.evidenceAt
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

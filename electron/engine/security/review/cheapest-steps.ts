import { reviewCategories, reviewRules, type ReviewRule } from '../../../../shared/review-rules.ts';
import {
  findingsByRule,
  type ReviewedCategory,
  type ReviewSteps,
} from '../../../../shared/security-review.ts';
import { costOf, meanScore, weighed } from './points.ts';

/** By how much the score is to rise. */
const wantedRise = 10;

/** Mending `count` findings of one rule: what it takes, and what it brings in points by weight. */
interface Choice {
  readonly rule: ReviewRule;
  readonly count: number;
  readonly minutes: number;
  readonly gain: number;
}

/**
 * The least minutes of work that raise the score by ten, or to all that can be had where that is less. Exact: a
 * grouped knapsack over whole points by weight, one group for each rule. Findings of one rule cost the same, and
 * past its cap the first ones bring nothing, so only their number matters.
 */
export function cheapestSteps(categories: readonly ReviewedCategory[]): ReviewSteps | null {
  const scored = categories.filter((each) => each.status === 'scored');
  const { points, weights } = weighed(scored);
  const score = meanScore(scored);
  if (score === null || score === 100) return null;
  const needed = Math.min(100, score + wantedRise) * weights - points;
  const byRule = findingsByRule(scored.flatMap(({ findings }) => findings));
  const chosen = leastWork(
    [...byRule].map(([rule, findings]) => choicesOf(rule, findings.length)),
    needed,
  );
  const findings = chosen.flatMap(({ rule, count }) => byRule.get(rule)!.slice(-count));
  return {
    score: Math.floor((points + chosen.reduce((sum, { gain }) => sum + gain, 0)) / weights),
    minutes: chosen.reduce((sum, { minutes }) => sum + minutes, 0),
    findings: findings.map(({ points: _points, ...finding }) => finding),
  };
}

/** Every number of findings of a rule that brings more than one fewer would. */
function choicesOf(rule: ReviewRule, findings: number): Choice[] {
  const { category, minutes } = reviewRules[rule];
  const { weight } = reviewCategories[category];
  const choices: Choice[] = [];
  let gain = 0;
  for (let count = 1; count <= findings; count += 1) {
    const next = weight * (costOf(rule, findings) - costOf(rule, findings - count));
    if (next > gain) choices.push({ rule, count, minutes: minutes * count, gain: next });
    gain = next;
  }
  return choices;
}

/** One choice at most of each group, together at least `needed` for the least minutes; of equal ones the fewer. */
function leastWork(groups: readonly (readonly Choice[])[], needed: number): Choice[] {
  type Plan = { readonly minutes: number; readonly chosen: readonly Choice[] } | undefined;
  // best[g]: the cheapest way to exactly g points, everything above `needed` counted as `needed`.
  let best: Plan[] = Array.from({ length: needed + 1 });
  best[0] = { minutes: 0, chosen: [] };
  for (const choices of groups) {
    const next = [...best];
    for (const [gained, plan] of best.entries()) {
      if (!plan) continue;
      for (const choice of choices) {
        const at = Math.min(needed, gained + choice.gain);
        const minutes = plan.minutes + choice.minutes;
        const known = next[at];
        if (known && known.minutes <= minutes) continue;
        next[at] = { minutes, chosen: [...plan.chosen, choice] };
      }
    }
    best = next;
  }
  return [...(best.findLast((plan) => plan !== undefined)?.chosen ?? [])];
}

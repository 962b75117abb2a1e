import {
  reviewCategories,
  reviewRules,
  reviewWorks,
  type ReviewRule,
  type ReviewWork,
} from '../../../../shared/review-rules.ts';
import type {
  LostPoints,
  ReviewedCategory,
  ReviewStep,
  ReviewSteps,
} from '../../../../shared/security-review.ts';
import { chunksOf, type Steps } from '../../platform/in-slices.ts';
import { costOf, meanScore, weighed } from './points.ts';

const findingsPerStep = 2000;

/** By how much the score is to rise. */
const wantedRise = 10;

/** Some steps of one kind of work: what they take, and what they bring in points by weight. */
interface Choice {
  readonly minutes: number;
  readonly gain: number;
  /** The first so many of an order: named only when they are chosen, for there may be tens of thousands. */
  readonly order: readonly { readonly step: ReviewStep }[];
  readonly count: number;
}

/** Choices of several kinds of work, one after another. */
interface Plan {
  readonly minutes: number;
  readonly gain: number;
  readonly last: Choice | null;
  readonly before: Plan | null;
}

/**
 * The least minutes of work that raise the score by ten, or by all that can be had where that is less. Exact. Kinds
 * of work mend different rules, so each is looked at by itself: how much any number of its steps can bring. What to
 * take of which kind is a grouped knapsack over whole points by weight.
 */
export function* cheapestSteps(categories: readonly ReviewedCategory[]): Steps<ReviewSteps | null> {
  const scored = categories.filter((each) => each.status === 'scored');
  const { points, weights } = weighed(scored);
  const score = meanScore(scored);
  if (score === null || score === 100) return null;
  const needed = Math.min(100, score + wantedRise) * weights - points;
  const findings = scored.flatMap((each) => each.findings);
  const groups: Choice[][] = [];
  for (const [work, steps] of yield* stepsByWork(findings)) groups.push(yield* bestOf(work, steps));
  const plan = leastWork(groups, needed);
  const { gain, minutes } = plan;
  return { score: Math.floor((points + gain) / weights), minutes, steps: stepsOf(plan) };
}

/** A step for each record that a kind of work can be done for; for each finding where it is done singly. */
function* stepsByWork(findings: readonly LostPoints[]): Steps<Map<ReviewWork, ReviewStep[]>> {
  const steps = new Map<string, ReviewStep>();
  for (const some of chunksOf(findings, findingsPerStep)) {
    for (const { points: _points, ...finding } of some) {
      const { record, evidence, rule } = finding;
      const { work } = reviewRules[rule];
      const what = reviewWorks[work].single ? `${rule}/${evidence}` : '';
      const key = `${work}/${record.kind}/${record.id}/${record.name}/${what}`;
      const known = steps.get(key);
      if (known) known.findings.push(finding);
      else steps.set(key, { work, record, findings: [finding] });
    }
    yield;
  }
  const byWork = new Map<ReviewWork, ReviewStep[]>();
  for (const step of steps.values()) {
    const same = byWork.get(step.work);
    if (same) same.push(step);
    else byWork.set(step.work, [step]);
  }
  return byWork;
}

/**
 * For each number of steps of one kind the most that so many can bring, where that is more than fewer do.
 *
 * Mending m findings of a rule brings max(0, points * m - whatever it has beyond its cap). That is the larger of two
 * straight lines, so the best selection is the best one for some set of rules that are counted as if they had no
 * cap and the others as nothing; for such a set it is those steps that weigh most. There are at most four rules.
 */
function* bestOf(work: ReviewWork, steps: readonly ReviewStep[]): Steps<Choice[]> {
  const counts = new Map<ReviewRule, number>();
  for (const { findings } of steps) {
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  const orders: { readonly order: Choice['order'] & readonly { readonly weight: number }[]; gain: number }[] =
    [];
  for (const rules of subsetsOf([...counts.keys()])) {
    const weigh = ({ findings }: ReviewStep): number =>
      findings.reduce((sum, { rule }) => sum + (rules.has(rule) ? weightOf(rule) : 0), 0);
    const weighedSteps = steps.map((step) => ({ step, weight: weigh(step) }));
    yield;
    const order = weighedSteps.toSorted((a, b) => b.weight - a.weight);
    orders.push({
      order,
      gain: -[...rules].reduce((sum, rule) => sum + beyondCap(rule, counts.get(rule)!), 0),
    });
    yield;
  }
  const { minutes } = reviewWorks[work];
  const choices: Choice[] = [];
  let most = 0;
  for (let count = 1; count <= steps.length; count += 1) {
    for (const each of orders) each.gain += each.order[count - 1]!.weight;
    const best = orders.reduce((a, b) => (b.gain > a.gain ? b : a));
    if (best.gain <= most) continue;
    most = best.gain;
    choices.push({ minutes: minutes * count, gain: most, order: best.order, count });
  }
  return choices;
}

function weightOf(rule: ReviewRule): number {
  const { category, points } = reviewRules[rule];
  return points * reviewCategories[category].weight;
}

/** What `count` findings would cost beyond the cap of their rule. */
function beyondCap(rule: ReviewRule, count: number): number {
  const { category } = reviewRules[rule];
  return weightOf(rule) * count - costOf(rule, count) * reviewCategories[category].weight;
}

function subsetsOf(rules: readonly ReviewRule[]): Set<ReviewRule>[] {
  return rules.reduce<Set<ReviewRule>[]>(
    (subsets, rule) => subsets.flatMap((subset) => [subset, new Set([...subset, rule])]),
    [new Set()],
  );
}

/** One choice at most of each group, together at least `needed`, or all there is, for the least minutes. */
function leastWork(groups: readonly (readonly Choice[])[], needed: number): Plan {
  // best[g]: the cheapest way to exactly g points, everything above `needed` counted as `needed`.
  let best: (Plan | undefined)[] = Array.from({ length: needed + 1 });
  best[0] = { minutes: 0, gain: 0, last: null, before: null };
  for (const choices of groups) {
    const next = [...best];
    for (const plan of best) {
      if (!plan) continue;
      for (const choice of choices) {
        const gain = plan.gain + choice.gain;
        const minutes = plan.minutes + choice.minutes;
        const known = next[Math.min(needed, gain)];
        if (known && known.minutes <= minutes) continue;
        next[Math.min(needed, gain)] = { minutes, gain, last: choice, before: plan };
      }
    }
    best = next;
  }
  return best.findLast((plan) => plan !== undefined)!;
}

function stepsOf(plan: Plan): ReviewStep[] {
  const steps = plan.before ? stepsOf(plan.before) : [];
  for (const { step } of plan.last?.order.slice(0, plan.last.count) ?? []) steps.push(step);
  return steps;
}

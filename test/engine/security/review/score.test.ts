import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  reviewCategories,
  reviewCategory,
  reviewRule,
  reviewRules,
  reviewWorks,
  type ReviewRule,
} from '../../../../shared/review-rules.ts';
import type { ReviewFinding, ReviewSteps } from '../../../../shared/security-review.ts';
import {
  scoreFacts,
  type CategoryFacts,
  type ReviewFacts,
} from '../../../../electron/engine/security/review/score.ts';

const now = Date.UTC(2026, 10, 22, 12);

const finding = (rule: ReviewRule, id: number): ReviewFinding => ({
  rule,
  record: { kind: 'entry', id, name: `Entry ${id}` },
  evidence: `seen ${id}`,
  evidenceAt: now - id,
});

const known = (findings: readonly ReviewFinding[]): CategoryFacts => ({
  status: 'known',
  findings,
  checkedAt: now,
  gaps: [],
});

function factsOf(counts: Partial<Record<ReviewRule, number>>): ReviewFacts {
  const of = (category: string): CategoryFacts =>
    known(
      reviewRule.options
        .filter((rule) => reviewRules[rule].category === category)
        .flatMap((rule) => Array.from({ length: counts[rule] ?? 0 }, (_, at) => finding(rule, at + 1))),
    );
  return Object.fromEntries(reviewCategory.options.map((name) => [name, of(name)])) as ReviewFacts;
}

const facts = fc
  .record(Object.fromEntries(reviewRule.options.map((rule) => [rule, fc.integer({ min: 0, max: 12 })])))
  .map((counts) => factsOf(counts as Record<ReviewRule, number>))
  .chain((all) =>
    fc
      .subarray(reviewCategory.options, { minLength: 1 })
      .map(
        (checked) =>
          Object.fromEntries(
            reviewCategory.options.map((name) => [
              name,
              checked.includes(name) ? all[name] : { status: 'not_checked', reason: 'Nobody looked.' },
            ]),
          ) as ReviewFacts,
      ),
  );

/** The same facts with these findings mended. */
function without(all: ReviewFacts, mended: readonly ReviewFinding[]): ReviewFacts {
  const gone = new Set(mended.map((each) => JSON.stringify(each)));
  return Object.fromEntries(
    Object.entries(all).map(([name, each]) => [
      name,
      each.status === 'known'
        ? { ...each, findings: each.findings.filter((found) => !gone.has(JSON.stringify(found))) }
        : each,
    ]),
  ) as ReviewFacts;
}

describe('the score of a security review', () => {
  it('has rules whose caps make a whole of each category, and categories that make a whole', () => {
    for (const category of reviewCategory.options) {
      const caps = Object.values(reviewRules).filter((rule) => rule.category === category);
      assert.equal(
        caps.reduce((sum, { cap }) => sum + cap, 0),
        100,
        category,
      );
    }
    const weights = Object.values(reviewCategories).reduce((sum, { weight }) => sum + weight, 0);
    assert.equal(weights, 100);
  });

  it('is a hundred without a finding, and has no steps then', () => {
    const review = scoreFacts(factsOf({}), now);
    assert.equal(review.score, 100);
    assert.equal(review.steps, null);
  });

  it('takes what each finding costs, to the cap of its rule', () => {
    const { categories } = scoreFacts(factsOf({ weak_password: 3, breached_password: 5 }), now);
    const [passwords] = categories;
    assert.ok(passwords?.status === 'scored');
    assert.equal(passwords.score, 100 - 3 * 4 - 30);
    assert.deepEqual(
      passwords.findings.map(({ rule, points }) => [rule, points]),
      [
        ...[10, 10, 10, 0, 0].map((points) => ['breached_password', points]),
        ...[4, 4, 4].map((points) => ['weak_password', points]),
      ],
    );
  });

  it('leaves out what was not checked, and says nothing where nothing was', () => {
    const nothing = { status: 'not_checked', reason: 'The vault is locked.' } as const;
    const clean = factsOf({});
    assert.equal(scoreFacts({ ...factsOf({ weak_password: 25 }), passwords: nothing }, now).score, 100);
    const none = scoreFacts(
      Object.fromEntries(Object.keys(clean).map((name) => [name, nothing])) as ReviewFacts,
      now,
    );
    assert.equal(none.score, null);
    assert.equal(none.steps, null);
  });

  it('is the same for the same facts, in whatever order they come', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.double({ noNaN: true })), (all, order) => {
        const shuffled = Object.fromEntries(
          Object.entries(all).map(([name, each]) => [
            name,
            each.status === 'known'
              ? {
                  ...each,
                  findings: each.findings
                    .map((found) => ({ found, at: order.next().value as number }))
                    .toSorted((a, b) => a.at - b.at)
                    .map(({ found }) => found),
                }
              : each,
          ]),
        ) as ReviewFacts;
        assert.deepEqual(scoreFacts(shuffled, now), scoreFacts(all, now));
      }),
    );
  });

  it('accounts for each lost point, and stays between 0 and 100', () => {
    fc.assert(
      fc.property(facts, (all) => {
        for (const each of scoreFacts(all, now).categories) {
          if (each.status === 'not_checked') continue;
          const lost = each.findings.reduce((sum, { points }) => sum + points, 0);
          assert.equal(each.score, 100 - lost);
          assert.ok(each.score >= 0 && each.score <= 100);
        }
      }),
    );
  });
});

describe('the cheapest steps', () => {
  it('bring the score that they promise when they are done', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const { score, steps } = scoreFacts(all, now);
        if (!steps || score === null) return;
        assert.equal(scoreFacts(without(all, mendedBy(steps)), now).score, steps.score);
        const best = scoreFacts(without(all, everything(all)), now).score!;
        assert.ok(steps.score >= Math.min(score + 10, best), `${score} rises to ${steps.score}`);
      }),
      { numRuns: 300 },
    );
  });

  it('are no more work than any other way, tried one by one', () => {
    fc.assert(
      fc.property(few, (all) => {
        const { score, steps } = scoreFacts(all, now);
        assert.ok(score !== null);
        if (!steps) return;
        const best = scoreFacts(without(all, everything(all)), now).score!;
        assert.equal(steps.minutes, leastByTrying(all, Math.min(score + 10, best)));
      }),
      { numRuns: 300 },
    );
  });

  it('count a password once, whatever changing it mends', () => {
    const rules = ['weak_password', 'reused_password', 'old_password'] as const;
    const all = { ...factsOf({}), passwords: known(rules.map((rule) => finding(rule, 1))) };
    const { steps } = scoreFacts(all, now);
    assert.deepEqual(
      [steps?.minutes, steps?.steps.map(({ work, findings }) => [work, findings.length])],
      [10, [['change_password', 3]]],
    );
  });

  it('would be found out where they are not the cheapest (control)', () => {
    // Four passwords bring the ten points by what is reused alone; each of them for itself would be twice the work.
    const all = {
      ...factsOf({}),
      passwords: known(
        [1, 2, 3, 4, 5, 6].flatMap((id) => [finding('weak_password', id), finding('reused_password', id)]),
      ),
    };
    const { score } = scoreFacts(all, now);
    assert.ok(leastByTrying(all, score! + 10) < 6 * reviewWorks.change_password.minutes);
  });
});

/** A few findings on few records, so that every way can be tried. */
const few = fc
  .uniqueArray(
    fc.record({ rule: fc.constantFrom(...reviewRule.options), id: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 1, maxLength: 10, selector: ({ rule, id }) => `${rule}/${id}` },
  )
  .map((wanted): ReviewFacts => {
    const of = (category: string) =>
      known(
        wanted.flatMap(({ rule, id }) =>
          reviewRules[rule].category === category ? [finding(rule, id)] : [],
        ),
      );
    return Object.fromEntries(reviewCategory.options.map((name) => [name, of(name)])) as ReviewFacts;
  });

const mendedBy = ({ steps }: ReviewSteps): ReviewFinding[] => steps.flatMap(({ findings }) => findings);

function everything(all: ReviewFacts): ReviewFinding[] {
  return Object.values(all).flatMap((each) => (each.status === 'known' ? each.findings : []));
}

/** Minutes of the cheapest way to at least this score: all subsets of all pieces of work are tried. */
function leastByTrying(all: ReviewFacts, wanted: number): number {
  const pieces = new Map<string, { minutes: number; findings: ReviewFinding[] }>();
  for (const found of everything(all)) {
    const { work } = reviewRules[found.rule];
    const { minutes, single } = reviewWorks[work];
    const key = `${work} ${found.record.id} ${single ? found.rule : ''}`;
    const piece = pieces.get(key) ?? { minutes, findings: [] };
    pieces.set(key, { minutes, findings: [...piece.findings, found] });
  }
  const list = [...pieces.values()];
  let least = Infinity;
  for (let chosen = 0; chosen < 2 ** list.length; chosen += 1) {
    const done = list.filter((_piece, at) => (chosen >> at) % 2 === 1);
    const minutes = done.reduce((sum, piece) => sum + piece.minutes, 0);
    if (minutes >= least) continue;
    const mended = done.flatMap(({ findings }) => findings);
    if (scoreOf(without(all, mended)) >= wanted) least = minutes;
  }
  return least;
}

/** By the rules alone, without the code that is looked at. */
function scoreOf(all: ReviewFacts): number {
  let points = 0;
  for (const category of reviewCategory.options) {
    const facts = all[category];
    assert.ok(facts.status === 'known');
    const counts = new Map<ReviewRule, number>();
    for (const { rule } of facts.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const lost = [...counts].reduce(
      (sum, [rule, count]) => sum + Math.min(reviewRules[rule].cap, reviewRules[rule].points * count),
      0,
    );
    points += reviewCategories[category].weight * (100 - lost);
  }
  return Math.floor(points / 100);
}

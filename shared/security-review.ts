import { z } from 'zod';
import { id, nullableTimestamp, optionalText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { reviewCategory, reviewRule, reviewRules, reviewWork, type ReviewRule } from './review-rules.ts';

/** What a finding is about. */
export const reviewRecordKind = z.enum(['entry', 'asset', 'address', 'key']);

/** One thing that is wrong with one record, and since when that is known. */
export const reviewFinding = z.object({
  rule: reviewRule,
  record: z.object({ kind: reviewRecordKind, id: z.int(), name: z.string() }),
  /** What was seen: `same password as …`, `CVE-2024-1234, to be mended by 2026-12-01`, `port 3389`. */
  evidence: z.string(),
  /** When it was seen, or true since. */
  evidenceAt: timestamp,
});
export type ReviewFinding = z.infer<typeof reviewFinding>;

/** A finding with what it costs; 0 where its rule has cost all it may already. */
export const lostPoints = reviewFinding.extend({ points: z.int() });
export type LostPoints = z.infer<typeof lostPoints>;

/** Findings of each rule, in the order in which they came. */
export function findingsByRule<F extends ReviewFinding>(findings: readonly F[]): Map<ReviewRule, F[]> {
  const byRule = new Map<ReviewRule, F[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.rule);
    if (known) known.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  return byRule;
}

/** `3 reused passwords`. */
export function countedFindings(rule: ReviewRule, count: number): string {
  const { one, many } = reviewRules[rule];
  return `${count} ${count === 1 ? one : many}`;
}

/** A category is scored from what is known, or not at all: what nobody looked at is never fine. */
export const reviewedCategory = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('scored'),
    category: reviewCategory,
    /** 0 to 100. */
    score: z.int(),
    /** The oldest look that it rests on. */
    checkedAt: timestamp,
    findings: z.array(lostPoints),
    /** What it could not tell, in words: the score is an upper bound as long as there is any. */
    gaps: z.array(z.string()),
  }),
  z.object({ status: z.literal('not_checked'), category: reviewCategory, reason: z.string() }),
]);
export type ReviewedCategory = z.infer<typeof reviewedCategory>;

/** One piece of work, and what it mends. */
export const reviewStep = z.object({
  work: reviewWork,
  record: reviewFinding.shape.record,
  findings: z.array(reviewFinding),
});
export type ReviewStep = z.infer<typeof reviewStep>;

/** The least work that raises the score by ten; `score` is what it is at least afterwards. */
export const reviewSteps = z.object({ score: z.int(), minutes: z.int(), steps: z.array(reviewStep) });
export type ReviewSteps = z.infer<typeof reviewSteps>;

export const securityReview = z.object({
  /** 0 to 100; null where nothing could be checked. */
  score: z.int().nullable(),
  /** All five, in the order of `reviewCategories`. */
  categories: z.array(reviewedCategory),
  /** Null where no work that is named here raises it: nothing lost, or nothing checked. */
  steps: reviewSteps.nullable(),
  reviewedAt: timestamp,
});
export type SecurityReview = z.infer<typeof securityReview>;

/** The score of a day, as it was kept. */
export const reviewScore = z.object({
  at: timestamp,
  score: z.int().nullable(),
  /** Null for what was not checked. */
  categories: z.record(reviewCategory, z.int().nullable()),
});
export type ReviewScore = z.infer<typeof reviewScore>;

/** `filtered`: nothing answered, which a firewall and a machine that is off have in common. */
export const portState = z.enum(['open', 'closed', 'filtered']);
export type PortState = z.infer<typeof portState>;

export const portCheck = z.object({
  assetId: id,
  name: z.string(),
  /** Null where the asset has no address that could be asked. */
  address: optionalText(255),
  checkedAt: nullableTimestamp,
  /** Open ones only. */
  open: z.array(z.int()),
  /** How many did not answer at all. */
  filtered: z.int(),
  /** Why it could not be checked. */
  error: z.string().nullable(),
});
export type PortCheck = z.infer<typeof portCheck>;

const organization = z.strictObject({ organizationId: id });

export const reviewsContract = {
  /** The last kept score of each organization; those that were never reviewed have none. */
  overview: procedure(
    z.strictObject({}),
    z.array(
      z.object({
        organizationId: id,
        name: z.string(),
        latest: reviewScore.nullable(),
        /** The last one of a day before it. */
        before: reviewScore.nullable(),
      }),
    ),
  ),
  /** Worked out now, from all that is known of the organization; the score of the day is kept. */
  review: procedure(organization, securityReview),
  /** Days with a score, oldest first. */
  history: procedure(organization, z.array(reviewScore)),
  /** Assets with what is known of their ports. */
  ports: procedure(organization, z.array(portCheck)),
  /**
   * Connects to each watched port of these assets' own addresses, from this computer. Whoever calls says that the
   * client agreed; that is recorded for each asset.
   */
  checkPorts: procedure(
    z.strictObject({ assetIds: z.array(id).min(1).max(50), agreed: z.literal(true) }),
    z.array(portCheck),
  ),
};

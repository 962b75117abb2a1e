import { z } from 'zod';
import { id, nullableTimestamp, optionalText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

export const reviewCategory = z.enum(['passwords', 'updates', 'network', 'breaches', 'accounts']);
export type ReviewCategory = z.infer<typeof reviewCategory>;

export interface ReviewCategoryRule {
  readonly name: string;
  /** Its share of the score; those that were not checked are left out of the mean. */
  readonly weight: number;
}

/** The first three are named by OneClickIT's page; a script finds them by these names. */
export const reviewCategories: Readonly<Record<ReviewCategory, ReviewCategoryRule>> = {
  passwords: { name: 'Password Hygiene', weight: 30 },
  updates: { name: 'Software Updates', weight: 25 },
  network: { name: 'Network Security', weight: 20 },
  breaches: { name: 'Breach Exposure', weight: 15 },
  accounts: { name: 'Account Hygiene', weight: 10 },
};

export const reviewRule = z.enum([
  'breached_password',
  'weak_password',
  'reused_password',
  'old_password',
  'no_second_factor',
  'exploited_vulnerability',
  'unsupported_system',
  'known_vulnerability',
  'unconfirmed_vulnerability',
  'remote_control_port',
  'plain_text_port',
  'data_port',
  'leaked_password',
  'leaked_data',
  'expired_login',
  'shared_administrator',
  'unused_key',
  'endless_key',
  'old_key',
]);
export type ReviewRule = z.infer<typeof reviewRule>;

export interface ReviewRuleTerms {
  readonly category: ReviewCategory;
  /** Points of its category that each finding costs. */
  readonly points: number;
  /** What all findings of this rule cost at most; the caps of a category make 100. */
  readonly cap: number;
  /** What it usually takes to mend one, in minutes of work: what "cheapest" counts. */
  readonly minutes: number;
  /** One finding and several, after their number: `3 reused passwords`. */
  readonly one: string;
  readonly many: string;
  /** What to do, for one record: `Change the password of …`. */
  readonly step: string;
}

export const reviewRules: Readonly<Record<ReviewRule, ReviewRuleTerms>> = {
  breached_password: {
    category: 'passwords',
    points: 10,
    cap: 30,
    minutes: 10,
    one: 'password known from a breach',
    many: 'passwords known from breaches',
    step: 'Change the password of',
  },
  weak_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    minutes: 10,
    one: 'weak password',
    many: 'weak passwords',
    step: 'Change the password of',
  },
  reused_password: {
    category: 'passwords',
    points: 4,
    cap: 25,
    minutes: 10,
    one: 'reused password',
    many: 'reused passwords',
    step: 'Give a password of its own to',
  },
  old_password: {
    category: 'passwords',
    points: 1,
    cap: 10,
    minutes: 10,
    one: 'password older than a year',
    many: 'passwords older than a year',
    step: 'Change the password of',
  },
  no_second_factor: {
    category: 'passwords',
    points: 1,
    cap: 10,
    minutes: 15,
    one: 'login without a second factor',
    many: 'logins without a second factor',
    step: 'Add a second factor to',
  },
  exploited_vulnerability: {
    category: 'updates',
    points: 15,
    cap: 50,
    minutes: 30,
    one: 'update against a known attack pending',
    many: 'updates against known attacks pending',
    step: 'Update',
  },
  unsupported_system: {
    category: 'updates',
    points: 10,
    cap: 30,
    minutes: 240,
    one: 'operating system without support',
    many: 'operating systems without support',
    step: 'Replace the operating system of',
  },
  known_vulnerability: {
    category: 'updates',
    points: 2,
    cap: 10,
    minutes: 30,
    one: 'update pending',
    many: 'updates pending',
    step: 'Update',
  },
  unconfirmed_vulnerability: {
    category: 'updates',
    points: 1,
    cap: 10,
    minutes: 5,
    one: 'possible vulnerability not looked at',
    many: 'possible vulnerabilities not looked at',
    step: 'Look at',
  },
  remote_control_port: {
    category: 'network',
    points: 15,
    cap: 45,
    minutes: 20,
    one: 'open port for remote control',
    many: 'open ports for remote control',
    step: 'Close the port on',
  },
  plain_text_port: {
    category: 'network',
    points: 15,
    cap: 30,
    minutes: 20,
    one: 'open port without encryption',
    many: 'open ports without encryption',
    step: 'Close the port on',
  },
  data_port: {
    category: 'network',
    points: 10,
    cap: 25,
    minutes: 20,
    one: 'open port of files or databases',
    many: 'open ports of files or databases',
    step: 'Close the port on',
  },
  leaked_password: {
    category: 'breaches',
    points: 10,
    cap: 60,
    minutes: 20,
    one: 'address in a breach with passwords',
    many: 'addresses in breaches with passwords',
    step: 'Change the passwords of, and settle the breaches of',
  },
  leaked_data: {
    category: 'breaches',
    points: 4,
    cap: 40,
    minutes: 10,
    one: 'address in a breach',
    many: 'addresses in breaches',
    step: 'Settle the breaches of',
  },
  expired_login: {
    category: 'accounts',
    points: 5,
    cap: 30,
    minutes: 10,
    one: 'login past its date',
    many: 'logins past their date',
    step: 'Renew or remove',
  },
  shared_administrator: {
    category: 'accounts',
    points: 5,
    cap: 30,
    minutes: 15,
    one: 'administrator account without a second factor',
    many: 'administrator accounts without a second factor',
    step: 'Add a second factor to',
  },
  unused_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    minutes: 5,
    one: 'API key unused for 90 days',
    many: 'API keys unused for 90 days',
    step: 'Revoke the API key',
  },
  endless_key: {
    category: 'accounts',
    points: 5,
    cap: 15,
    minutes: 5,
    one: 'API key without an end',
    many: 'API keys without an end',
    step: 'Rotate, with an expiry, the API key',
  },
  old_key: {
    category: 'accounts',
    points: 5,
    cap: 10,
    minutes: 5,
    one: 'API key to be rotated',
    many: 'API keys to be rotated',
    step: 'Rotate the API key',
  },
};

/** What a finding is about; `address` and `port` have no screen of their own. */
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

/** The least work that raises the score by ten; `score` is what comes of it. */
export const reviewSteps = z.object({
  score: z.int(),
  minutes: z.int(),
  findings: z.array(reviewFinding),
});
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

/** A port worth knowing of, and what an open one is taken for. */
export const watchedPorts = {
  21: { name: 'FTP', rule: 'plain_text_port' },
  23: { name: 'Telnet', rule: 'plain_text_port' },
  445: { name: 'SMB', rule: 'data_port' },
  1433: { name: 'SQL Server', rule: 'data_port' },
  3306: { name: 'MySQL', rule: 'data_port' },
  3389: { name: 'RDP', rule: 'remote_control_port' },
  5432: { name: 'PostgreSQL', rule: 'data_port' },
  5900: { name: 'VNC', rule: 'remote_control_port' },
  5985: { name: 'WinRM', rule: 'remote_control_port' },
  6379: { name: 'Redis', rule: 'data_port' },
  9200: { name: 'Elasticsearch', rule: 'data_port' },
  27017: { name: 'MongoDB', rule: 'data_port' },
} as const satisfies Readonly<Record<number, { readonly name: string; readonly rule: ReviewRule }>>;

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

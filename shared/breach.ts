import { z } from 'zod';
import { alertSeverity, type AlertSeverity } from './alert.ts';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';

/** Who can say something of an address. The kept catalogue can tell what a breach is, never that an address is clean. */
export const breachSourceKind = z.enum(['hibp', 'connection']);
export type BreachSourceKind = z.infer<typeof breachSourceKind>;

/** Why an address was not checked. */
export const breachFailure = z.enum([
  'no_source',
  'vault_locked',
  'offline',
  'key_refused',
  'no_subscription',
  'refused',
  'rate_limited',
  'unavailable',
  'timed_out',
  'not_understood',
  'bad_address',
  'cancelled',
]);
export type BreachFailure = z.infer<typeof breachFailure>;

/** An e-mail address as it is kept: the case of its letters means nothing to any source. */
export const breachEmail = z
  .string()
  .max(254)
  .pipe(z.email())
  .transform((text) => text.toLowerCase());

/** An address at which no source is asked in vain: a run and a list take whatever was pasted and say what they refuse. */
export function readEmail(text: string): string | undefined {
  return breachEmail.safeParse(text.trim()).data;
}

/** What became known of an address in one breach. */
export const exposure = z.object({
  id,
  addressId: id,
  /** As people know it: its title. */
  name: z.string(),
  /** Of the breach, as `2026-03-20`; null where the source does not say. */
  date: z.iso.date().nullable(),
  /** In OneClickIT's words: `email`, `password`, `ip_address`. */
  dataTypes: z.array(z.string()),
  severity: alertSeverity,
  /** Who told of it first. */
  source: z.string(),
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
  /** When `breach.detected` went out; null for what was found of an address that nobody watches. */
  announcedAt: nullableTimestamp,
  ignored: z
    .object({ reason: z.string(), until: nullableTimestamp, by: z.string(), at: timestamp })
    .nullable(),
  /** From the kept catalogue; null where it does not know the breach. */
  about: z
    .object({
      domain: z.string(),
      /** Plain text. */
      description: z.string(),
      accounts: z.int(),
      verified: z.boolean(),
      spamList: z.boolean(),
      stealerLog: z.boolean(),
    })
    .nullable(),
});
export type Exposure = z.infer<typeof exposure>;

/** An address in a text that somebody published; what stood beside it is not known. */
export const paste = z.object({
  source: z.string(),
  pasteId: z.string(),
  title: z.string().nullable(),
  at: nullableTimestamp,
  emailCount: z.int(),
});
export type Paste = z.infer<typeof paste>;

/** What was found out of an address, and what was last tried. `checkedAt` and `source` are of the last answer. */
export const breachAddress = z.object({
  id,
  organizationId: id,
  email: z.string(),
  watched: z.boolean(),
  /** What can be said of it now: what was last answered, unless the last try failed. */
  standing: z.enum(['found', 'clean', 'not_checked']),
  /** `none`: no source ever answered. */
  answer: z.enum(['found', 'clean', 'none']),
  checkedAt: nullableTimestamp,
  source: z.string().nullable(),
  /** Why the last try brought no answer; null where it did. */
  failure: breachFailure.nullable(),
  failureDetail: z.string().nullable(),
  failedAt: nullableTimestamp,
  /** Breaches that nobody chose to ignore, and the worst of them. */
  exposures: z.int(),
  severity: alertSeverity.nullable(),
  /** The newest breach's date. */
  newestBreach: z.string().nullable(),
  pastes: z.int(),
  nextCheckAt: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type BreachAddress = z.infer<typeof breachAddress>;

/** What can be said of an address now: found, clean, or not checked and why. */
export type Standing =
  | { readonly state: 'found'; readonly checkedAt: number; readonly source: string; readonly count: number }
  | { readonly state: 'clean'; readonly checkedAt: number; readonly source: string }
  | {
      readonly state: 'not_checked';
      readonly failure: BreachFailure | null;
      readonly detail: string;
      /** What was known before. */
      readonly last: {
        readonly answer: 'found' | 'clean';
        readonly checkedAt: number;
        readonly source: string;
      } | null;
    };

/** A failed try takes nothing away, and yet what was clean before it is not called clean any more. */
export function standingOf(address: BreachAddress): Standing {
  const { standing, answer, checkedAt, source, failure } = address;
  const last = answer === 'none' || checkedAt === null ? null : { answer, checkedAt, source: source ?? '' };
  if (last && standing !== 'not_checked') {
    return last.answer === 'found'
      ? { state: 'found', count: address.exposures, checkedAt: last.checkedAt, source: last.source }
      : { state: 'clean', checkedAt: last.checkedAt, source: last.source };
  }
  return { state: 'not_checked', failure, detail: address.failureDetail ?? 'Nobody has asked yet.', last };
}

/** One try at an address. */
export const breachCheck = z.object({
  at: timestamp,
  /** Who was asked, or would have been. */
  source: z.string(),
  answer: z.enum(['found', 'clean', 'not_checked']),
  failure: breachFailure.nullable(),
  detail: z.string().nullable(),
  breaches: z.int(),
  newBreaches: z.int(),
});
export type BreachCheck = z.infer<typeof breachCheck>;

export const breachReport = breachAddress.extend({
  /** Newest first. */
  found: z.array(exposure),
  pasted: z.array(paste),
  /** Newest first. */
  checks: z.array(breachCheck),
});
export type BreachReport = z.infer<typeof breachReport>;

/** Many addresses one after the other, at the pace that the plan allows; goes on after a restart where it stopped. */
export const breachRun = z.object({
  id,
  organizationId: id,
  state: z.enum(['running', 'done', 'cancelled']),
  total: z.int(),
  done: z.int(),
  found: z.int(),
  clean: z.int(),
  notChecked: z.int(),
  startedBy: z.string(),
  startedAt: timestamp,
  finishedAt: nullableTimestamp,
  /** When it will be through at this pace; null where nobody can say. */
  endsAt: nullableTimestamp,
});
export type BreachRun = z.infer<typeof breachRun>;

const severityOf: Readonly<Record<AlertSeverity, RegExp>> = {
  critical:
    /password|passphrase|security_question|auth_token|\btokens?\b|private_key|\bpins?\b|credit_card|card_number|card_cvv|bank_account|payment_method|social_security|passport|government|tax|medical|health|biometric|mfa|stealer/,
  warning:
    /phone|address|date_of_birth|dates_of_birth|financial|income|purchase|payment|message|chat|geographic|location|ip_address|employer|job/,
  info: /(?:)/,
};

/** How bad it is what was lost: what opens accounts or an identity first, then what makes a deceit believable. */
export function breachSeverity(dataTypes: readonly string[]): AlertSeverity {
  // An e-mail address is what every breach has.
  const lost = dataTypes.filter((type) => type !== 'email' && type !== 'email_address');
  if (lost.some((type) => severityOf.critical.test(type))) return 'critical';
  return lost.some((type) => severityOf.warning.test(type)) ? 'warning' : 'info';
}

/** Whose asset, ticket or login it is, for a person whose address leaked. */
export const breachImpact = z.object({
  /** Logins with this user name; not known while the vault is locked. */
  logins: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('known'),
      entries: z.array(
        z.object({ id, title: z.string(), url: z.string().nullable(), passwordChangedAt: nullableTimestamp }),
      ),
    }),
    z.object({ state: z.literal('not_known'), reason: z.string() }),
  ]),
  assets: z.array(z.object({ id, name: z.string(), type: z.string() })),
  tickets: z.array(z.object({ id, subject: z.string(), status: z.string() })),
  /** A message to the customer about what is not ignored. */
  draft: z.object({ subject: z.string(), message: z.string() }),
});
export type BreachImpact = z.infer<typeof breachImpact>;

/** A person of an organization, and where the address was met. */
export const breachContact = z.object({
  email: z.string(),
  name: z.string().nullable(),
  from: z.array(z.enum(['technician', 'ticket', 'login', 'asset'])),
  addressId: nullableId,
});
export type BreachContact = z.infer<typeof breachContact>;

interface Advice {
  readonly when: RegExp;
  readonly what: string;
}

const advice: readonly Advice[] = [
  {
    when: /password|passphrase|stealer/,
    what: 'Change the password there, and wherever else the same one or a similar one is used. Switch on a second factor.',
  },
  {
    when: /security_question/,
    what: 'Change the answers to security questions; they open accounts as passwords do.',
  },
  {
    when: /token|private_key|mfa/,
    what: 'End all sessions of the account and make its tokens and keys anew.',
  },
  {
    when: /credit_card|card_number|card_cvv|bank_account|payment_method/,
    what: 'Tell the bank, have the card replaced, and look through the account’s movements.',
  },
  {
    when: /social_security|passport|government|tax|driver/,
    what: 'Watch for identity theft; where the country has it, put a freeze on credit reports.',
  },
  {
    when: /phone/,
    what: 'Expect deceitful calls and text messages; ask the provider for a lock against moving the number.',
  },
  {
    when: /address|date_of_birth|dates_of_birth|employer|job/,
    what: 'Expect letters and mails that know personal details, and trust none for that.',
  },
];

/** What a person should do whose data was lost, the most urgent first. */
export function breachAdvice(dataTypes: readonly string[]): string[] {
  const lost = dataTypes.filter((type) => type !== 'email' && type !== 'ip_address');
  const found = advice.filter(({ when }) => lost.some((type) => when.test(type))).map(({ what }) => what);
  return found.length > 0 ? found : ['Expect unwanted mail and attempts to get at passwords by mail.'];
}

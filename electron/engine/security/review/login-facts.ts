import type { ReviewRule } from '../../../../shared/review-rules.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { CategoryFacts } from './score.ts';

/** A login of the vault, as far as it is reviewed. */
export interface ReviewedLogin {
  readonly id: number;
  readonly title: string;
  readonly username: string | null;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly issues: readonly string[];
  /** The title of the entry whose password it shares, null where that is not looked at. */
  readonly sharedWith: string | null | undefined;
  readonly changedAt: number;
  readonly expiresAt: number | null;
  readonly breachChecked: boolean;
  readonly estimated: boolean;
}

const vaultLocked = 'The vault is locked.';

/** Passwords: null stands for a locked vault. */
export function passwordFacts(logins: readonly ReviewedLogin[] | null, now: number): CategoryFacts {
  if (!logins) return { status: 'not_checked', reason: vaultLocked };
  const passwords = logins.filter(({ hasPassword }) => hasPassword);
  if (passwords.length === 0) return { status: 'not_checked', reason: 'No password is in the vault.' };
  const unchecked = passwords.filter(({ breachChecked }) => !breachChecked).length;
  const unestimated = passwords.filter(({ estimated }) => !estimated).length;
  return {
    status: 'known',
    checkedAt: now,
    findings: passwords.flatMap(passwordFindings),
    gaps: [
      ...(unchecked > 0
        ? [`${unchecked} of ${passwords.length} passwords were not checked against breaches.`]
        : []),
      ...(unestimated > 0 ? [`The strength of ${unestimated} is not known yet.`] : []),
    ],
  };
}

function passwordFindings(login: ReviewedLogin): ReviewFinding[] {
  const { issues, sharedWith, changedAt } = login;
  const found = (rule: ReviewRule, evidence: string): ReviewFinding => ({
    rule,
    record: { kind: 'entry', id: login.id, name: login.title },
    evidence,
    evidenceAt: changedAt,
  });
  const other = sharedWith === null ? 'a login outside of this review' : sharedWith;
  return [
    ...(issues.includes('breached') ? [found('breached_password', 'known from a breach')] : []),
    ...(issues.includes('weak') ? [found('weak_password', 'soon guessed')] : []),
    ...(sharedWith === undefined ? [] : [found('reused_password', `same password as ${other}`)]),
    ...(issues.includes('old') ? [found('old_password', 'not changed since')] : []),
    ...(issues.includes('no_second_factor') ? [found('no_second_factor', 'no one-time code')] : []),
  ];
}

/** Names under which several people tend to work, with all rights. */
const administrators = /^(?:admin|administrator|root|sa|sysadmin)$/i;

/** Accounts, by what the vault tells of them; null stands for a locked vault. */
export function accountFindings(logins: readonly ReviewedLogin[], now: number): ReviewFinding[] {
  return logins.flatMap((login): ReviewFinding[] => {
    const record = { kind: 'entry', id: login.id, name: login.title } as const;
    const { expiresAt, username, changedAt } = login;
    const account = username?.split(/[@\\]/).find((part) => administrators.test(part));
    return [
      ...(expiresAt !== null && expiresAt <= now
        ? [{ rule: 'expired_login', record, evidence: 'past its date', evidenceAt: expiresAt } as const]
        : []),
      ...(account !== undefined && login.hasPassword && !login.hasSecondFactor
        ? [
            {
              rule: 'shared_administrator',
              record,
              evidence: `${account} with a password alone`,
              evidenceAt: changedAt,
            } as const,
          ]
        : []),
    ];
  });
}

/** An API key, as far as it is reviewed. */
export interface ReviewedKey {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly warnings: readonly string[];
}

export function keyFindings(keys: readonly ReviewedKey[]): ReviewFinding[] {
  return keys.flatMap((key): ReviewFinding[] => {
    const record = { kind: 'key', id: key.id, name: key.name } as const;
    const { createdAt, warnings } = key;
    return [
      ...(warnings.includes('unused')
        ? [
            {
              rule: 'unused_key',
              record,
              evidence: key.lastUsedAt === null ? 'never used' : 'not used since',
              evidenceAt: key.lastUsedAt ?? createdAt,
            } as const,
          ]
        : []),
      ...(key.expiresAt === null
        ? [{ rule: 'endless_key', record, evidence: 'it never expires', evidenceAt: createdAt } as const]
        : []),
      ...(warnings.includes('rotate')
        ? [{ rule: 'old_key', record, evidence: 'not rotated since', evidenceAt: createdAt } as const]
        : []),
    ];
  });
}

/** Keys alone tell too little of the accounts: they count beside the logins of an open vault. */
export function accountFacts(
  logins: readonly ReviewedLogin[] | null,
  keys: readonly ReviewedKey[],
  now: number,
): CategoryFacts {
  if (!logins) return { status: 'not_checked', reason: vaultLocked };
  if (logins.length === 0 && keys.length === 0) {
    return { status: 'not_checked', reason: 'Neither logins nor API keys are known.' };
  }
  return {
    status: 'known',
    checkedAt: now,
    findings: [...accountFindings(logins, now), ...keyFindings(keys)],
    gaps: [],
  };
}

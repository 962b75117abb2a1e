import type { Caller } from '../../../../shared/caller.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { ReadableDb } from '../../database/db.ts';
import type { CategoryFacts } from '../review/score.ts';

interface AddressRow {
  readonly id: number;
  readonly email: string;
  readonly standing: 'found' | 'clean' | 'not_checked';
  readonly answer: 'found' | 'clean' | 'none';
  readonly checkedAt: number | null;
}

interface ExposureRow {
  readonly name: string;
  readonly date: string | null;
  readonly dataTypes: string;
  readonly firstSeenAt: number;
}

const passwordTypes = ['password', 'password_hash'];

/**
 * What is known of the addresses of a client, or of one address as far as the caller may know of it. What was found
 * stays a finding until somebody settles it; an address that nobody could ask about is a gap, never clean.
 */
export function breachFacts(
  db: ReadableDb,
  caller: Caller,
  of: { readonly organizationId: number } | { readonly email: string },
): CategoryFacts {
  const own = caller.organizationId;
  const addresses = db.all<AddressRow>(
    `SELECT id, email, standing, answer, checked_at AS checkedAt FROM breach_address
     WHERE ${'email' in of ? 'email = ?' : 'organization_id = ?'} AND (? IS NULL OR organization_id = ?) ORDER BY id`,
    ['email' in of ? of.email.toLowerCase() : of.organizationId, own, own],
  );
  const answered = addresses.filter(({ answer }) => answer !== 'none');
  if (answered.length === 0) return { status: 'not_checked', reason: 'No address was checked.' };
  const unknown = addresses.filter(({ standing }) => standing === 'not_checked').length;
  return {
    status: 'known',
    findings: answered.flatMap((address) => findingOf(db, address)),
    checkedAt: Math.min(...answered.map(({ checkedAt }) => checkedAt ?? 0)),
    gaps: unknown === 0 ? [] : [`Of ${unknown} of ${addresses.length} addresses nothing can be said now.`],
  };
}

/** One for an address, however many breaches it is in: the worst, and how many more. */
function findingOf(db: ReadableDb, { id, email }: AddressRow): ReviewFinding[] {
  const exposures = db.all<ExposureRow>(
    `SELECT name, breach_date AS date, data_types AS dataTypes, first_seen_at AS firstSeenAt FROM breach_exposure
     WHERE address_id = ? AND ignored_reason IS NULL ORDER BY breach_date DESC NULLS LAST, id`,
    [id],
  );
  const worst = exposures.find(leaksPasswords) ?? exposures[0];
  if (!worst) return [];
  const more = exposures.length === 1 ? '' : `, and ${exposures.length - 1} more`;
  return [
    {
      rule: leaksPasswords(worst) ? 'leaked_password' : 'leaked_data',
      record: { kind: 'address', id, name: email },
      evidence: `${worst.name}${worst.date === null ? '' : ` (${worst.date})`}${more}`,
      evidenceAt: worst.firstSeenAt,
    },
  ];
}

function leaksPasswords({ dataTypes }: ExposureRow): boolean {
  return (JSON.parse(dataTypes) as string[]).some((type) => passwordTypes.includes(type));
}

import type { BreachReport } from '../../../../shared/breach.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { CategoryFacts } from './score.ts';

const dayMs = 86_400_000;
/** What was asked longer ago says little of the breaches of today. */
const staleAfterDays = 30;

export type ReviewedAddress = Pick<
  BreachReport,
  'id' | 'email' | 'standing' | 'answer' | 'checkedAt' | 'found'
>;

/** Breach exposure, by the addresses that were looked up or are watched; what is ignored is no finding. */
export function breachFacts(addresses: readonly ReviewedAddress[], now: number): CategoryFacts {
  const looked = addresses.flatMap(({ checkedAt }) => checkedAt ?? []);
  if (looked.length === 0)
    return { status: 'not_checked', reason: 'No address was checked against breaches.' };
  const oldest = Math.min(...looked);
  const unknown = addresses.filter(({ answer }) => answer === 'none').length;
  const failed = addresses.filter(
    ({ standing, answer }) => standing === 'not_checked' && answer !== 'none',
  ).length;
  return {
    status: 'known',
    checkedAt: oldest,
    findings: addresses.flatMap(findingOf),
    gaps: [
      ...(unknown > 0 ? [`${unknown} of ${addresses.length} addresses were never checked.`] : []),
      ...(failed > 0 ? [`The last check of ${failed} of ${addresses.length} addresses failed.`] : []),
      ...(now - oldest >= staleAfterDays * dayMs
        ? [`The oldest check of an address is ${Math.floor((now - oldest) / dayMs)} days old.`]
        : []),
    ],
  };
}

/** One for each address: by the worst of its breaches, however many they are. */
function findingOf({ id, email, found }: ReviewedAddress): ReviewFinding[] {
  const open = found.filter(({ ignored }) => ignored === null);
  if (open.length === 0) return [];
  const grave = open.filter(({ severity }) => severity === 'critical');
  const told = grave.length > 0 ? grave : open;
  return [
    {
      rule: grave.length > 0 ? 'leaked_password' : 'leaked_data',
      record: { kind: 'address', id, name: email },
      evidence: told.map(({ name }) => name).join(', '),
      evidenceAt: Math.min(...told.map(({ firstSeenAt }) => firstSeenAt)),
    },
  ];
}

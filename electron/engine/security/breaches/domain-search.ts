import type { BreachPlan } from '../../../../shared/breaches-contract.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Pace } from '../../platform/pace.ts';
import type { Catalogue } from './catalogue.ts';
import { recordAnswer, type RecordDeps } from './record-answer.ts';
import { hibpName, type Hibp } from './sources/hibp.ts';

export interface DomainSearchDeps extends RecordDeps {
  readonly hibp: Hibp;
  readonly pace: Pace;
  readonly catalogue: Catalogue;
  readonly plan: () => BreachPlan | null;
}

/**
 * Asks for whole domains that the key's owner has verified: once after breaches were added, as the vendor wishes. One
 * request finds what is new of all watched addresses of a domain; that nothing is found calls none of them clean, which
 * is left to their own checks.
 * @returns ids of the addresses of which something was found
 */
export async function searchDomains(deps: DomainSearchDeps): Promise<number[]> {
  const { db, hibp, pace, catalogue } = deps;
  const found: number[] = [];
  for (const domain of deps.plan()?.domains ?? []) {
    const watched = watchedOf(db, domain);
    if (watched.length === 0) continue;
    await pace.turn('patient');
    const asked = await hibp.domain(domain);
    if (!asked.ok) {
      if (asked.retryAfterMs !== null) pace.pause(asked.retryAfterMs);
      continue;
    }
    for (const { id, email } of watched) {
      const names = asked.value.get(email.slice(0, email.lastIndexOf('@'))) ?? [];
      if (names.length === 0) continue;
      const breaches = names.map((name) => catalogue.told(name));
      recordAnswer(deps, id, {
        state: 'found',
        breaches,
        pastes: [],
        sources: `${hibpName} (whole domain)`,
        missing: null,
      });
      found.push(id);
    }
  }
  return found;
}

function watchedOf(db: WritableDb, domain: string): { readonly id: number; readonly email: string }[] {
  return db.all(
    `SELECT id, email FROM breach_address WHERE watched = 1 AND substr(email, -length(:domain) - 1) = '@' || :domain`,
    { domain },
  );
}

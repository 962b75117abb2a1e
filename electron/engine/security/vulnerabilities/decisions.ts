import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Judgement, MatchRule, vulnerabilitiesContract } from '../../../../shared/vulnerability.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Matcher } from './matching/matcher.ts';
import { rulesOf } from './vulnerability-lists.ts';

export interface DecisionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly matcher: Matcher;
  /** Assets are to be looked at. */
  readonly wake: () => void;
}

type Decisions = Pick<
  SyncDomainHandlers<typeof vulnerabilitiesContract, Caller>,
  'confirm' | 'reject' | 'undecide'
>;

interface Matched {
  readonly vulnerabilityId: number;
  readonly buildId: number;
  readonly productId: number;
  readonly judgement: Judgement;
  readonly name: string;
  readonly version: string;
}

/**
 * What a technician says of a candidate. It is said of the product, or of one version of it, and so holds for every
 * asset that has it now or will have it.
 */
export function createDecisions({ db, clock, journal, matcher, wake }: DecisionDeps): Decisions {
  function requireMatch(vulnerabilityId: number, buildId: number): Matched {
    const match = db.get<Matched>(
      `SELECT m.vulnerability_id AS vulnerabilityId, m.build_id AS buildId, m.product_id AS productId, m.judgement,
         p.name, b.version
       FROM vulnerability_match m JOIN software_build b ON b.id = m.build_id JOIN software_product p ON p.id = m.product_id
       WHERE m.vulnerability_id = ? AND m.build_id = ?`,
      [vulnerabilityId, buildId],
    );
    if (!match) throw new AppError('not_found', 'That version does not meet this vulnerability any more.');
    return match;
  }

  function sayOfProduct(caller: Caller, match: Matched, verdict: 'same' | 'other'): void {
    for (const key of matcher.sharedKeys(match.vulnerabilityId, match.productId)) {
      db.run('INSERT OR REPLACE INTO product_rule VALUES (?, ?, ?, ?, ?)', [
        match.productId,
        key,
        verdict,
        caller.name,
        clock.now(),
      ]);
    }
    audit(caller, match.productId, match.name, verdict);
  }

  function sayOfBuild(caller: Caller, match: Matched, verdict: 'affected' | 'not_affected'): void {
    db.run('INSERT OR REPLACE INTO build_rule VALUES (?, ?, ?, ?, ?)', [
      match.buildId,
      match.vulnerabilityId,
      verdict,
      caller.name,
      clock.now(),
    ]);
    audit(caller, match.productId, `${match.name} ${match.version}`.trim(), verdict);
  }

  function audit(caller: Caller, productId: number, name: string, verdict: string | null): void {
    journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'software_product',
      entityId: productId,
      organizationId: null,
      action: verdict === null ? 'undecide' : 'decide',
      changes: [{ field: 'verdict', from: null, to: { name, verdict } }],
    });
  }

  /** Holds for all organizations, so that nobody who acts inside one may say it. */
  function decide(
    caller: Caller,
    vulnerabilityId: number,
    work: () => number,
  ): { matches: number; rules: MatchRule[] } {
    requireWriter(caller);
    if (caller.organizationId !== null)
      throw new AppError('forbidden', 'What software is holds for every organization.');
    return db.transaction(() => {
      matcher.matchProduct(work());
      db.afterCommit(wake);
      const { n } = db.get<{ n: number }>(
        'SELECT count(*) AS n FROM vulnerability_match WHERE vulnerability_id = ?',
        [vulnerabilityId],
      )!;
      return { matches: n, rules: rulesOf(db, vulnerabilityId) };
    });
  }

  return {
    confirm: (caller, { vulnerabilityId, buildId }) =>
      decide(caller, vulnerabilityId, () => {
        const match = requireMatch(vulnerabilityId, buildId);
        sayOfProduct(caller, match, 'same');
        const unproven: readonly Judgement[] = ['no_ranges', 'no_version', 'not_comparable'];
        if (unproven.includes(match.judgement)) sayOfBuild(caller, match, 'affected');
        return match.productId;
      }),
    reject: (caller, { vulnerabilityId, buildId, what }) =>
      decide(caller, vulnerabilityId, () => {
        const match = requireMatch(vulnerabilityId, buildId);
        if (what === 'product') sayOfProduct(caller, match, 'other');
        else sayOfBuild(caller, match, 'not_affected');
        return match.productId;
      }),
    undecide: (caller, { vulnerabilityId, productId, buildId }) =>
      decide(caller, vulnerabilityId, () => {
        if (buildId === null) {
          for (const key of matcher.sharedKeys(vulnerabilityId, productId))
            db.run('DELETE FROM product_rule WHERE product_id = ? AND key = ?', [productId, key]);
        } else {
          db.run('DELETE FROM build_rule WHERE build_id = ? AND vulnerability_id = ?', [
            buildId,
            vulnerabilityId,
          ]);
        }
        audit(caller, productId, '', null);
        return productId;
      }),
  };
}

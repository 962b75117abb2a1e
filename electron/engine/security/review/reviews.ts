import type { Asset } from '../../../../shared/asset.ts';
import type { Caller } from '../../../../shared/caller.ts';
import { systemCaller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import { calendarDay } from '../../../../shared/identity.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { ReviewCategory } from '../../../../shared/review-rules.ts';
import type {
  PortCheck,
  reviewsContract,
  ReviewScore,
  SecurityReview,
} from '../../../../shared/security-review.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import type { WritableDb } from '../../database/db.ts';
import { mayReach, requireWriter } from '../../database/tenancy.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Clock } from '../../platform/clock.ts';
import { atOnce, chunksOf, inSlices, type Steps } from '../../platform/in-slices.ts';
import { accountFacts, passwordFacts, type ReviewedKey, type ReviewedLogin } from './login-facts.ts';
import { addressOf, knownPorts, lookAtPorts } from './port-checks.ts';
import { portFacts } from './port-facts.ts';
import {
  getPorts,
  getScore,
  listScores,
  organizationWithoutScore,
  putPorts,
  putScore,
} from './review-repository.ts';
import { scoreInSteps, type CategoryFacts } from './score.ts';

/** Whose security: that of a client, or of one person and their devices. */
export type Subject =
  | { readonly kind: 'organization'; readonly organizationId: number }
  | { readonly kind: 'person'; readonly email: string; readonly assetIds: readonly number[] };

export type ReviewedAsset = Pick<Asset, 'id' | 'organizationId' | 'name' | 'ipAddress' | 'hostname'>;

export interface ReviewDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  /** Nothing can be kept: the database is of a newer version. */
  readonly readOnly: boolean;
  readonly organizations: (caller: Caller) => readonly { readonly id: number; readonly name: string }[];
  /** Assets in use, of an organization or those named; of the latter only those that the caller may know of. */
  readonly assets: (
    caller: Caller,
    wanted: { readonly organizationId: number } | { readonly ids: readonly number[] },
  ) => Steps<ReviewedAsset[]>;
  /** Null while the vault is locked. */
  readonly logins: (
    caller: Caller,
    wanted: { readonly organizationId: number } | { readonly username: string },
  ) => readonly ReviewedLogin[] | null;
  /** API keys that act inside an organization. */
  readonly keys: (organizationId: number) => readonly ReviewedKey[];
  readonly updates: (assets: readonly ReviewedAsset[]) => Steps<CategoryFacts>;
  readonly breaches: (caller: Caller, subject: Subject) => CategoryFacts;
}

const historyDays = 366;
const looksAtOnce = 4;

export function createReviews(deps: ReviewDeps) {
  const { db, clock, egress, journal, push } = deps;

  let keepingUp = false;

  /** Reads facts and scores them; changes nothing. Of a client with many assets in steps. */
  function* assess(caller: Caller, subject: Subject): Steps<SecurityReview> {
    const now = clock.now();
    const wanted =
      subject.kind === 'organization'
        ? { assets: { organizationId: subject.organizationId }, logins: subject }
        : { assets: { ids: subject.assetIds }, logins: { username: subject.email } };
    const assets = yield* deps.assets(caller, wanted.assets);
    const updates = yield* deps.updates(assets);
    const ports = yield* portsOn(assets);
    const logins = deps.logins(caller, wanted.logins);
    const keys = subject.kind === 'organization' ? deps.keys(subject.organizationId) : [];
    const unknown = subject.kind === 'person' ? subject.assetIds.length - assets.length : 0;
    return yield* scoreInSteps(
      {
        passwords: passwordFacts(logins, now),
        updates: sayUnknown(updates, unknown),
        network: sayUnknown(portFacts(ports, now), unknown),
        breaches: deps.breaches(caller, subject),
        accounts: accountFacts(logins, keys, now),
      },
      now,
    );
  }

  function* portsOn(assets: readonly ReviewedAsset[]): Steps<PortCheck[]> {
    const found: PortCheck[] = [];
    for (const some of chunksOf(assets, 200)) {
      found.push(...some.map(portsOf));
      yield;
    }
    return found;
  }

  const portsOf = (asset: ReviewedAsset): PortCheck => knownPorts(asset, getPorts(db, asset.id));

  function mustReach(caller: Caller, organizationId: number): void {
    if (deps.organizations(caller).some(({ id }) => id === organizationId)) return;
    throw new AppError('not_found', 'There is no such organization.');
  }

  /** The day's score; one that rests on fewer categories does not take the place of one that rests on more. */
  function keep(organizationId: number, review: SecurityReview): void {
    if (deps.readOnly) return;
    const day = calendarDay(review.reviewedAt);
    const score = scoreOf(review);
    const known = getScore(db, organizationId, day);
    if (known && checkedIn(known) > checkedIn(score)) return;
    if (known && JSON.stringify({ ...known, at: 0 }) === JSON.stringify({ ...score, at: 0 })) return;
    putScore(db, organizationId, day, score);
    db.afterCommit(() => push({ type: 'reviews' }));
  }

  async function review(caller: Caller, organizationId: number): Promise<SecurityReview> {
    const made = await inSlices(assess(caller, { kind: 'organization', organizationId }));
    db.transaction(() => keep(organizationId, made));
    return made;
  }

  async function look(caller: Caller, asset: ReviewedAsset): Promise<PortCheck> {
    const address = addressOf(asset);
    if (address === null) return portsOf(asset);
    const found = await lookAtPorts(egress, address);
    if (found.status === 'failed') return { ...portsOf(asset), error: found.error };
    const { open, filtered } = found;
    db.transaction(() => {
      putPorts(db, { assetId: asset.id, address, checkedAt: clock.now(), open, filtered });
      note(caller, asset, 'looked', [{ field: 'open', from: null, to: open }]);
    });
    return portsOf(asset);
  }

  function note(
    caller: Caller,
    asset: ReviewedAsset,
    action: 'agreed' | 'looked',
    changes: Parameters<Journal['audit']>[1]['changes'],
  ): void {
    const { id, organizationId } = asset;
    const changeId = newChangeId();
    journal.audit(caller, { changeId, entity: 'port_check', entityId: id, organizationId, action, changes });
  }

  const handlers: DomainHandlers<typeof reviewsContract, Caller> = {
    overview: (caller) =>
      deps.organizations(caller).map(({ id, name }) => {
        const [latest = null, before = null] = listScores(db, id, 2);
        return { organizationId: id, name, latest, before };
      }),
    review(caller, { organizationId }) {
      mustReach(caller, organizationId);
      return review(caller, organizationId);
    },
    history(caller, { organizationId }) {
      mustReach(caller, organizationId);
      return listScores(db, organizationId, historyDays).toReversed();
    },
    ports(caller, { organizationId }) {
      mustReach(caller, organizationId);
      return inSlices(deps.assets(caller, { organizationId })).then((assets) => inSlices(portsOn(assets)));
    },
    async checkPorts(caller, { assetIds }) {
      requireWriter(caller);
      const wanted = atOnce(deps.assets(caller, { ids: assetIds }));
      if (wanted.length < new Set(assetIds).size) throw new AppError('not_found', 'There is no such asset.');
      // Who said that the client agrees is on record before anything is sent.
      db.transaction(() => {
        for (const asset of wanted) {
          note(caller, asset, 'agreed', [{ field: 'address', from: null, to: addressOf(asset) }]);
        }
      });
      const checked: PortCheck[] = [];
      for (let at = 0; at < wanted.length; at += looksAtOnce) {
        checked.push(
          ...(await Promise.all(wanted.slice(at, at + looksAtOnce).map((each) => look(caller, each)))),
        );
      }
      push({ type: 'reviews' });
      return checked;
    },
  };

  return {
    handlers,
    /**
     * For one person and their devices; nothing is kept of it. Devices that the caller cannot know of count as not
     * checked, whether they exist or not.
     */
    reviewPerson: (caller: Caller, email: string, assetIds: readonly number[]): SecurityReview =>
      atOnce(assess(caller, { kind: 'person', email, assetIds: [...new Set(assetIds)] })),
    /** For reports: what the console would show now. */
    *reviewOf(caller: Caller, organizationId: number): Steps<SecurityReview | null> {
      if (!mayReach(caller, organizationId)) return null;
      return yield* assess(caller, { kind: 'organization', organizationId });
    },
    /**
     * One organization at a time that has no score of today; while the vault is open, so that no score lacks half.
     * Settles when that one has it.
     */
    async keepUp(): Promise<void> {
      if (deps.readOnly || keepingUp) return;
      const organizationId = organizationWithoutScore(db, calendarDay(clock.now()));
      if (organizationId !== undefined && deps.logins(systemCaller, { username: '' }) !== null) {
        keepingUp = true;
        await review(systemCaller, organizationId).finally(() => (keepingUp = false));
      }
    },
  };
}

/** Devices that were named and are not known leave a gap where devices are looked at. */
function sayUnknown(facts: CategoryFacts, count: number): CategoryFacts {
  if (count === 0) return facts;
  const gap = count === 1 ? 'One device is not known here.' : `${count} devices are not known here.`;
  return facts.status === 'known'
    ? { ...facts, gaps: [...facts.gaps, gap] }
    : { ...facts, reason: `${facts.reason} ${gap}` };
}

function scoreOf({ score, categories, reviewedAt }: SecurityReview): ReviewScore {
  const of = categories.map((each) => [each.category, each.status === 'scored' ? each.score : null]);
  return {
    at: reviewedAt,
    score,
    categories: Object.fromEntries(of) as Record<ReviewCategory, number | null>,
  };
}

function checkedIn({ categories }: ReviewScore): number {
  return Object.values(categories).filter((score) => score !== null).length;
}

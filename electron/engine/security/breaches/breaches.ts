import { systemCaller, type Caller } from '../../../../shared/caller.ts';
import { readEmail, standingOf, type BreachReport } from '../../../../shared/breach.ts';
import type { breachesContract } from '../../../../shared/breaches-contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import { newChangeId } from '../../database/journal.ts';
import { invalidField, mayReach, requireWriter } from '../../database/tenancy.ts';
import type { Log } from '../../platform/log.ts';
import { ensureAddress } from './address-repository.ts';
import { createBreachChanges } from './breach-changes.ts';
import { createBreachLists } from './breach-lists.ts';
import { createBreachRuns } from './breach-runs.ts';
import { createBreachSources, type BreachSourcesDeps } from './breach-sources.ts';
import { createChecks } from './checks.ts';
import { searchDomains } from './domain-search.ts';
import { readExposures } from './exposure-repository.ts';
import { contactsOf, impactOf, type People } from './impact.ts';

export interface BreachesDeps extends BreachSourcesDeps {
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  readonly random: () => number;
  readonly organizationExists: (id: number) => boolean;
  readonly isOnline: () => boolean;
  /** Whether the engine's own credentials can be read. */
  readonly secretsOpen: () => boolean;
  readonly people: People;
  /** Opens a ticket about a person and lays the message to the customer ready as its reply. @returns its id */
  readonly openTicket: (
    caller: Caller,
    ticket: {
      readonly organizationId: number;
      readonly email: string;
      readonly subject: string;
      readonly description: string;
      readonly message: string;
    },
  ) => number;
}

const dayMs = 86_400_000;
const checksKeptMs = 400 * dayMs;

/** Builds the room: who is asked, who is watched, and what was found. */
export function createBreaches(deps: BreachesDeps) {
  const { db, clock, push, log } = deps;
  const sources = createBreachSources(deps);
  const lists = createBreachLists(db);
  const checks = createChecks({
    ...deps,
    sources: sources.lookups,
    everyMs: () => sources.settings().everyDays * dayMs,
  });
  const changes = createBreachChanges({ ...deps, lists, checks });
  const runs = createBreachRuns({ ...deps, checks, changes, addressesPerMinute: sources.addressesPerMinute });
  let keepingUp: Promise<void> | null = null;

  async function check(caller: Caller, organizationId: number, text: string): Promise<BreachReport> {
    const email = readEmail(text);
    if (email === undefined) throw invalidField('email', 'must be an e-mail address');
    if (!mayReach(caller, organizationId) || !deps.organizationExists(organizationId))
      throw invalidField('organizationId', 'names no organization');
    const id = db.transaction(() => {
      const address = ensureAddress(db, organizationId, email, clock.now());
      changes.audit(caller, newChangeId(), { id: address.id, organizationId }, 'check');
      if (address.added) changes.told([address.id], 'created');
      return address.id;
    });
    await checks.now(id, email);
    return lists.report(caller, id);
  }

  const shownSources = () => sources.shown(checks.troubles, checks.hold());

  const handlers: DomainHandlers<typeof breachesContract, Caller> = {
    list: lists.list,
    counts: (caller, { organizationId }) => lists.counts(caller, organizationId),
    get: (caller, { id }) => lists.report(caller, id),
    check: (caller, { organizationId = caller.organizationId ?? mspOrganizationId, email }) =>
      check(caller, organizationId, email),
    contacts(caller, { organizationId }) {
      if (!mayReach(caller, organizationId))
        throw new AppError('not_found', 'There is no such organization.');
      return contactsOf({ db, people: deps.people, readEmail }, caller, organizationId);
    },
    startRun: (caller, input) => runs.start(caller, input),
    runs: (caller) => runs.list(caller),
    cancelRun: (caller, { id }) => runs.cancel(caller, id),
    watch: (caller, { organizationId, emails }) => changes.watch(caller, organizationId, emails),
    unwatch(caller, { ids }) {
      changes.unwatch(caller, ids);
      return {};
    },
    remove(caller, { ids }) {
      changes.remove(caller, ids);
      return {};
    },
    ignore: (caller, { ids, reason, until }) => changes.ignore(caller, ids, reason, until),
    heed: (caller, { ids }) => changes.heed(caller, ids),
    impact(caller, { id }) {
      const address = lists.reach(caller, id);
      return impactOf(deps.people, caller, address, readExposures(db, id));
    },
    openTicket(caller, { id, subject, message }) {
      requireWriter(caller);
      const { organizationId, email } = lists.reach(caller, id);
      const found = readExposures(db, id).filter(({ ignored }) => ignored === null);
      const description = [
        `Breaches in which ${email} appears:`,
        ...found.map(
          ({ name, date, dataTypes }) => `- ${name}, ${date ?? 'date not known'}: ${dataTypes.join(', ')}`,
        ),
      ].join('\n');
      return { ticketId: deps.openTicket(caller, { organizationId, email, subject, description, message }) };
    },
    timeline: (caller, { organizationId, limit }) => lists.timeline(caller, organizationId, limit),
    sources(caller) {
      refuseKeys(caller);
      return shownSources();
    },
    configure(caller, patch) {
      refuseKeys(caller);
      sources.configure(caller, patch);
      checks.wake();
      push({ type: 'breaches', ids: [], reason: 'changed' });
      return shownSources();
    },
    async testHibp(caller) {
      refuseKeys(caller);
      const asked = await sources.plan.read();
      push({ type: 'breaches', ids: [], reason: 'changed' });
      if (asked.ok === true) return { state: 'works', plan: asked.value };
      return asked.ok === 'none'
        ? { state: 'failed', failure: 'no_subscription', detail: 'The key has no active subscription.' }
        : { state: 'failed', failure: asked.failure, detail: asked.detail };
    },
  };

  function forgetOldChecks(): void {
    const before = clock.now() - checksKeptMs;
    // Asked first: a write forgets what is remembered of reads.
    if (db.get('SELECT 1 FROM breach_check WHERE at < ? LIMIT 1', [before]))
      db.run('DELETE FROM breach_check WHERE at < ?', [before]);
  }

  /** What is to be known of the service itself: the plan, the list of breaches, and domains after news in it. */
  async function followService(): Promise<void> {
    if (sources.settings().hibp) await sources.plan.keepUp();
    const { added } = await sources.catalogue.keepUp();
    if (added.length === 0 || !sources.settings().hibp) return;
    const found = await searchDomains({
      ...deps,
      ...sources,
      plan: sources.plan.get,
      pace: sources.hibpPace,
    });
    if (found.length > 0) push({ type: 'breaches', ids: found, reason: 'changed' });
  }

  return {
    handlers,
    /** For REST: what is known after every source was asked. @throws AppError `unavailable` where one could not be */
    async lookUp(caller: Caller, email: string) {
      const report = await check(caller, caller.organizationId ?? mspOrganizationId, email);
      const standing = standingOf(report);
      if (standing.state === 'not_checked')
        throw new AppError('unavailable', `Not checked. ${standing.detail}`);
      return report.found;
    },
    keepUp(): void {
      changes.heedExpired(systemCaller);
      forgetOldChecks();
      if (checks.hold()?.failure === 'vault_locked' && deps.secretsOpen()) checks.wake();
      if (keepingUp || sources.lookups().length === 0 || !deps.isOnline()) return;
      keepingUp = followService()
        .catch((error: unknown) =>
          log('warn', 'breach sources could not be followed', { reason: String(error) }),
        )
        .finally(() => (keepingUp = null));
    },
    start: checks.start,
    async stop(): Promise<void> {
      sources.stop();
      await checks.stop();
    },
  };
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Sources are managed at the console.');
}

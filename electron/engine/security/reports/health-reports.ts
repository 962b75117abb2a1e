import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import {
  longestReportDays,
  type HealthReport,
  type healthReportsContract,
  type ReportSections,
} from '../../../../shared/health-report.ts';
import { calendarDay } from '../../../../shared/identity.ts';
import type { DomainHandlers, ParsedInputOf, SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { changedFields, newChangeId, type Journal } from '../../database/journal.ts';
import { invalidField, mayReach, requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { atOnce, inSlices, type Steps } from '../../platform/in-slices.ts';
import { reportPage } from './report-page.ts';
import { getReport, insertReport, listReports } from './report-repository.ts';

/** What a report is about. Times are epoch ms of midnights in UTC, the end not included. */
export interface ReportScope {
  readonly caller: Caller;
  readonly organizationId: number;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** Whoever knows the figures of a section, or why there are none; in steps where there may be much to look at. */
export type SectionReaders = {
  readonly [S in keyof ReportSections]: (
    scope: ReportScope,
  ) => S extends 'security' ? Steps<ReportSections[S]> : ReportSections[S];
};

export interface HealthReportDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly organizationName: (id: number) => string | undefined;
  readonly sections: SectionReaders;
}

type Contract = typeof healthReportsContract;
type NewHealthReport = ParsedInputOf<Contract['create']>;
type HealthReportHandlers = Omit<SyncDomainHandlers<Contract, Caller>, 'create'> &
  Pick<DomainHandlers<Contract, Caller>, 'create'>;

const dayMs = 86_400_000;
const standardDays = 30;

/** How a client fared in a time, written down once: a report says tomorrow what it says today. */
export function createHealthReports(deps: HealthReportDeps) {
  const { db, clock } = deps;

  function reach(caller: Caller, id: number): HealthReport {
    const found = getReport(db, id);
    if (!found || !mayReach(caller, found.organizationId))
      throw new AppError('not_found', 'There is no such report.');
    return found;
  }

  function audit(caller: Caller, { id, organizationId, from, to }: HealthReport, action: string): void {
    const about = { changeId: newChangeId(), entity: 'health_report', entityId: id, organizationId };
    deps.journal.audit(caller, { ...about, action, changes: changedFields({}, { from, to }) });
    db.afterCommit(() => deps.push({ type: 'healthReports' }));
  }

  function* read(scope: ReportScope): Steps<ReportSections> {
    const { sections } = deps;
    const tickets = sections.tickets(scope);
    yield;
    const uptime = sections.uptime(scope);
    yield;
    const breaches = sections.breaches(scope);
    yield;
    const vulnerabilities = sections.vulnerabilities(scope);
    yield;
    const expiring = sections.expiring(scope);
    yield;
    const security = yield* sections.security(scope);
    return { tickets, uptime, breaches, vulnerabilities, security, expiring };
  }

  /** Reads all that a report tells. What it comes to writes the report, in the transaction of whoever calls it. */
  function* make(caller: Caller, { organizationId, ...wanted }: NewHealthReport): Steps<() => HealthReport> {
    requireWriter(caller);
    const now = clock.now();
    const to = wanted.to ?? calendarDay(now);
    const from = wanted.from ?? calendarDay(Date.parse(to) - (standardDays - 1) * dayMs);
    const organizationName = deps.organizationName(organizationId);
    if (organizationName === undefined || !mayReach(caller, organizationId))
      throw invalidField('organizationId', 'names no organization');
    const sections = yield* read({ caller, organizationId, ...spanOf(from, to, now), now });
    const score = sections.security.status === 'known' ? sections.security.score : null;
    const report = { organizationId, organizationName, from, to, score, sections };
    return () =>
      db.transaction(() => {
        const id = insertReport(db, { ...report, createdBy: caller.name, createdAt: now });
        const made = reach(caller, id);
        audit(caller, made, 'create');
        return made;
      });
  }

  const handlers: HealthReportHandlers = {
    list(caller, { organizationId, ...page }) {
      const own = organizationId ?? caller.organizationId;
      if (own !== null && !mayReach(caller, own)) return { rows: [], total: 0 };
      return listReports(db, own, page);
    },
    get: (caller, { id }) => reach(caller, id),

    create: async (caller, wanted) => (await inSlices(make(caller, wanted)))(),

    remove(caller, { id }) {
      requireWriter(caller);
      db.transaction(() => {
        const report = reach(caller, id);
        db.run('DELETE FROM health_report WHERE id = ?', [id]);
        audit(caller, report, 'remove');
      });
      return {};
    },

    page: (caller, { id }) => reportPage(reach(caller, id)),
  };
  return {
    handlers,
    /** For doors that write more in the same transaction: reads in slices, and answers how to write. */
    prepare: (caller: Caller, wanted: NewHealthReport): Promise<() => HealthReport> =>
      inSlices(make(caller, wanted)),
    /** For a client that is known to be small. */
    createAtOnce: (caller: Caller, wanted: NewHealthReport): HealthReport => atOnce(make(caller, wanted))(),
  };
}

/** @throws AppError `validation` for a period that is none, too long, or not there yet */
function spanOf(from: string, to: string, now: number): { from: number; to: number } {
  const first = Date.parse(from);
  const last = Date.parse(to);
  if (last < first) throw invalidField('to', 'must not lie before the first day');
  if ((last - first) / dayMs >= longestReportDays)
    throw invalidField('to', `must lie within ${longestReportDays} days of the first`);
  if (first > now) throw invalidField('from', 'must not lie in the future');
  return { from: first, to: last + dayMs };
}

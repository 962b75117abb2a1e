import type { ApiKey } from '../../shared/api-key.ts';
import { keyEndsAt } from '../../shared/api-key.ts';
import type { ReportSections } from '../../shared/health-report.ts';
import { dayText } from '../../shared/day-words.ts';
import { calendarDay } from '../../shared/identity.ts';
import type { SecurityReview } from '../../shared/security-review.ts';
import { endingWarranties } from './inventory/warranty.ts';
import { breachFigures } from './security/breaches/breach-figures.ts';
import type { Steps } from './platform/in-slices.ts';
import {
  createHealthReports,
  type HealthReportDeps,
  type ReportScope,
} from './security/reports/health-reports.ts';
import {
  vulnerabilityBasis,
  vulnerabilityFigures,
} from './security/vulnerabilities/vulnerability-figures.ts';
import { ticketFigures } from './service-desk/ticket-figures.ts';
import { endingNames, monitorFigures } from './uptime/monitor-figures.ts';

export interface ReportRoomDeps extends Omit<HealthReportDeps, 'sections'> {
  readonly review: (scope: ReportScope) => Steps<SecurityReview | null>;
  readonly listKeys: () => readonly ApiKey[];
  /** Entries of the vault that end by then; null while it is locked. */
  readonly endingEntries: (scope: ReportScope, until: number) => number | null;
}

const dayMs = 86_400_000;
const aheadDays = 90;

/** A long list is cut, and says so. */
const listedOf = (listed: number, total: number): string[] =>
  listed < total ? [`The first ${listed} of ${total} are listed.`] : [];

/** Joins reports to everybody who knows figures. */
export function createReportRoom(deps: ReportRoomDeps) {
  const { db } = deps;

  function vulnerabilities({ organizationId, from, to }: ReportScope): ReportSections['vulnerabilities'] {
    const { readAt, inventory } = vulnerabilityBasis(db, organizationId);
    if (readAt === null) {
      const reason = 'No catalogue of vulnerabilities was read yet.';
      return { status: 'not_checked', reason, lastCheckedAt: null };
    }
    if (!inventory) {
      const reason = 'No software of these assets is known.';
      return { status: 'not_checked', reason, lastCheckedAt: readAt };
    }
    return {
      status: 'known',
      ...vulnerabilityFigures(db, organizationId, { from, to }),
      gaps: [`The catalogue is of ${dayText(calendarDay(readAt))}; what has no inventory is not counted.`],
    };
  }

  function breaches({ organizationId, from, to }: ReportScope): ReportSections['breaches'] {
    const { checked, breached, unchecked, lastCheckedAt, found, foundInPeriod } = breachFigures(
      db,
      organizationId,
      {
        from,
        to,
      },
    );
    if (checked === 0)
      return { status: 'not_checked', reason: 'No address of this client was checked.', lastCheckedAt: null };
    return {
      status: 'known',
      addressesChecked: checked,
      addressesBreached: breached,
      foundInPeriod,
      found,
      gaps: [
        ...listedOf(found.length, foundInPeriod),
        ...(lastCheckedAt === null ? [] : [`Last checked on ${dayText(calendarDay(lastCheckedAt))}.`]),
        ...(unchecked === 0 ? [] : [`Of ${unchecked} more addresses nothing can be said now.`]),
      ],
    };
  }

  function* security(scope: ReportScope): Steps<ReportSections['security']> {
    const review = yield* deps.review(scope);
    if (review === null || review.score === null)
      return { status: 'not_checked', reason: 'Nothing could be reviewed.', lastCheckedAt: null };
    const { score, categories } = review;
    return {
      status: 'known',
      score,
      categories: categories.map((each) =>
        each.status === 'scored'
          ? { category: each.category, score: each.score, issues: each.findings.length, reason: null }
          : { category: each.category, score: null, issues: 0, reason: each.reason },
      ),
      gaps: [`As of ${dayText(calendarDay(scope.now))}, not of the period.`],
    };
  }

  function uptime({ organizationId, from, to, now }: ReportScope): ReportSections['uptime'] {
    const monitors = monitorFigures(db, organizationId, { from, to, now });
    if (monitors.length === 0)
      return { status: 'not_checked', reason: 'Nothing of this client is watched.', lastCheckedAt: null };
    const judged = monitors.flatMap((monitor) => monitor.uptime ?? []);
    const mean = judged.reduce((sum, share) => sum + share, 0) / judged.length;
    return {
      status: 'known',
      monitors,
      uptime: judged.length === 0 ? null : Math.floor(mean * 1000) / 1000,
      incidents: monitors.reduce((sum, { incidents }) => sum + incidents, 0),
      gaps:
        judged.length < monitors.length ? ['Monitors without a figure were not judged in this time.'] : [],
    };
  }

  function expiring(scope: ReportScope): ReportSections['expiring'] {
    const { organizationId, now } = scope;
    const end = now + aheadDays * dayMs;
    const until = calendarDay(end);
    const entries = deps.endingEntries(scope, end);
    const keys = deps.listKeys().flatMap((key) => {
      const at = key.organizationId === organizationId && key.state === 'active' ? keyEndsAt(key) : null;
      return at === null || at > end ? [] : [{ what: 'key' as const, name: key.name, date: calendarDay(at) }];
    });
    const warranties = endingWarranties(db, organizationId, { from: calendarDay(now), to: until });
    const items = [
      ...warranties.listed.map((each) => ({
        what: 'warranty' as const,
        ...each,
      })),
      ...endingNames(db, organizationId, end).map(({ what, name, at }) => ({
        what,
        name,
        date: calendarDay(at),
      })),
      ...keys,
    ];
    const total = items.length - warranties.listed.length + warranties.total;
    return {
      status: 'known',
      until,
      items: items.toSorted((a, b) => a.date.localeCompare(b.date)),
      total,
      entries,
      gaps: [
        ...listedOf(items.length, total),
        ...(entries === null ? ['Entries of the vault were not looked at: it is locked.'] : []),
      ],
    };
  }

  return createHealthReports({
    ...deps,
    sections: {
      tickets: ({ organizationId, from, to }) => ({
        status: 'known',
        ...ticketFigures(db, organizationId, { from, to }),
        gaps: [],
      }),
      uptime,
      breaches,
      vulnerabilities,
      security,
      expiring,
    },
  });
}

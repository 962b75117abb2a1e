import { z } from 'zod';
import { calendarDate, id, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { reviewCategory } from './review-rules.ts';

/** A part of a report holds what was known when it was made, or says why nothing was: never one for the other. */
function section<S extends z.ZodRawShape>(figures: S) {
  return z.discriminatedUnion('status', [
    z.object({
      status: z.literal('known'),
      ...figures,
      /** What it could not tell, in words. */
      gaps: z.array(z.string()),
    }),
    z.object({ status: z.literal('not_checked'), reason: z.string(), lastCheckedAt: nullableTimestamp }),
  ]);
}

/** Of how many, and how long: half of them took no longer than the median, nine of ten no longer than the last. */
const durations = z.object({
  count: z.int(),
  medianMs: z.int().nullable(),
  p90Ms: z.int().nullable(),
});
export type Durations = z.infer<typeof durations>;

export const ticketSection = section({
  opened: z.int(),
  resolved: z.int(),
  /** Neither resolved nor closed when the period ended. */
  openAtEnd: z.int(),
  /** From opening to the first public answer, of those opened in the period and answered since. */
  firstResponse: durations,
  /** From opening to resolving, of those resolved in the period. */
  resolution: durations,
});

export const uptimeSection = section({
  monitors: z.array(
    z.object({
      name: z.string(),
      /** Of the time that was judged; null where none was. */
      uptime: z.number().nullable(),
      incidents: z.int(),
      downMs: z.int(),
    }),
  ),
  /** The mean of those that were judged. */
  uptime: z.number().nullable(),
  incidents: z.int(),
});

export const breachSection = section({
  addressesChecked: z.int(),
  addressesBreached: z.int(),
  /** How many were found in the period; as many as are listed in reports that do not say. */
  foundInPeriod: z.int().optional(),
  /** The first two hundred of them. */
  found: z.array(z.object({ email: z.string(), breach: z.string(), date: z.string().nullable() })),
});

export const vulnerabilitySection = section({
  open: z.int(),
  critical: z.int(),
  assets: z.int(),
  foundInPeriod: z.int(),
  /** The worst that are open. */
  worst: z.array(z.object({ cve: z.string(), title: z.string(), assets: z.int(), dueDate: z.string() })),
});

export const securitySection = section({
  score: z.int(),
  categories: z.array(
    z.object({
      category: reviewCategory,
      score: z.int().nullable(),
      issues: z.int(),
      /** Why it has no score. */
      reason: z.string().nullable(),
    }),
  ),
});

export const expiringSection = section({
  /** Up to this day. */
  until: calendarDate,
  /** How many end by then; as many as are listed in reports that do not say. */
  total: z.int().optional(),
  items: z.array(
    z.object({
      what: z.enum(['warranty', 'certificate', 'domain', 'key']),
      name: z.string(),
      date: calendarDate,
    }),
  ),
  /** Entries of the vault that end within that time; their names stay in the vault. */
  entries: z.int().nullable(),
});

export const reportSections = z.object({
  tickets: ticketSection,
  uptime: uptimeSection,
  breaches: breachSection,
  vulnerabilities: vulnerabilitySection,
  security: securitySection,
  expiring: expiringSection,
});
export type ReportSections = z.infer<typeof reportSections>;

export const healthReportRow = z.object({
  id,
  organizationId: id,
  organizationName: z.string(),
  /** Whole days in UTC, both included. */
  from: calendarDate,
  to: calendarDate,
  /** Null where nothing could be reviewed. */
  score: z.int().nullable(),
  createdBy: z.string(),
  createdAt: timestamp,
});
export type HealthReportRow = z.infer<typeof healthReportRow>;

/** A document: once made it stays what it was. */
export const healthReport = healthReportRow.extend({ sections: reportSections });
export type HealthReport = z.infer<typeof healthReport>;

export const longestReportDays = 366;

/** Without days it is of the last thirty. */
export const newHealthReport = z.strictObject({
  organizationId: id,
  from: calendarDate.optional(),
  to: calendarDate.optional(),
});

export const healthReportsContract = {
  /** Newest first. */
  list: procedure(
    z.strictObject({
      organizationId: id.optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(healthReportRow), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), healthReport),
  create: procedure(newHealthReport, healthReport),
  remove: procedure(z.strictObject({ id }), z.object({})),
  /** The report as a page that can be printed: it fetches nothing, and runs nothing. */
  page: procedure(
    z.strictObject({ id }),
    z.object({ title: z.string(), html: z.string(), policy: z.string() }),
  ),
};

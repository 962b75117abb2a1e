import { z } from 'zod';
import {
  reportSections,
  type HealthReport,
  type HealthReportRow,
} from '../../../../../shared/health-report.ts';
import { calendarDate, isoSeconds } from '../../../../../shared/identity.ts';
import { parsePublicId, publicId } from '../../../../../shared/public-id.ts';
import { defineRoute } from '../../define-route.ts';
import { offsetOf, pageNumber, pageSize, prefixedId } from '../../parameters.ts';
import type { ApiRequest, Route, ServedHandlers } from '../../route.ts';
import { WireError } from '../../wire-error.ts';
import { moment, named, prefixed } from '../../wire-schemas.ts';

const path = '/v1/api/health-reports';
const missing = 'There is no such report.';
const params = { id: prefixedId('report', missing) };
const scope = 'security:review';

const row = named(
  'OneClickITHealthReportRow',
  z.strictObject({
    id: prefixed('report'),
    customerId: prefixed('customer'),
    customer: z.string(),
    from: calendarDate.meta({ examples: ['2026-03-01'] }),
    to: calendarDate.meta({ examples: ['2026-03-31'] }),
    score: z.int().min(0).max(100).nullable().describe('Null where nothing could be reviewed'),
    createdAt: moment,
  }),
);

const whole = named('OneClickITHealthReport', row.extend({ sections: reportSections }));

const body = named(
  'OneClickITHealthReportNew',
  z.strictObject({
    customerId: prefixed('customer')
      .optional()
      .describe('Whose report; a key of one customer may leave it out'),
    from: calendarDate
      .optional()
      .describe('The first day, in UTC; 29 days before the last where it is left out'),
    to: calendarDate.optional().describe('The last day; today where it is left out'),
  }),
);

/** The vendor's page announces them; the fields are ours. As HTML they are pages for people and for paper. */
export function healthReportRoutes({ healthReports, prepareHealthReport }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path,
      summary: 'List health reports, newest first',
      scope,
      kept: true,
      query: {
        customerId: z.string().max(60).optional(),
        page: pageNumber,
        limit: pageSize({ standard: 10, max: 100 }),
      },
      status: 200,
      reply: z.strictObject({ reports: z.array(row), total: z.int().min(0), page: z.int().min(1) }),
      handle({ caller, query: { customerId, page, limit } }) {
        const organizationId = customerId === undefined ? undefined : customerOf(customerId);
        const { rows, total } = healthReports.list(caller, {
          ...(organizationId !== undefined && { organizationId }),
          offset: offsetOf(page, limit),
          limit,
        });
        return { reports: rows.map(toRow), total, page };
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      summary: 'Make a health report',
      scope,
      creates: true,
      body,
      status: 201,
      reply: whole,
      async prepare({ caller, body: { customerId, from, to } }) {
        const write = await prepareHealthReport(caller, {
          organizationId: customerId === undefined ? ownCustomer(caller) : customerOf(customerId),
          from,
          to,
        });
        return () => toWhole(write());
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get a health report',
      scope,
      params,
      missing,
      status: 200,
      reply: whole,
      handle({ caller, params }) {
        return toWhole(healthReports.get(caller, params));
      },
      page: ({ caller, params }) => healthReports.page(caller, params),
    }),
  ];
}

const toWhole = (report: HealthReport): z.input<typeof whole> => ({
  ...toRow(report),
  sections: report.sections,
});

function toRow(report: HealthReportRow): z.input<typeof row> {
  const { id, organizationId, organizationName, from, to, score, createdAt } = report;
  return {
    id: publicId('report', id),
    customerId: publicId('customer', organizationId),
    customer: organizationName,
    from,
    to,
    score,
    createdAt: isoSeconds(createdAt),
  };
}

/** One that there cannot be is as good as one that there is not. */
function customerOf(customerId: string): number {
  return parsePublicId('customer', customerId) ?? Number.MAX_SAFE_INTEGER;
}

function ownCustomer({ organizationId }: ApiRequest['caller']): number {
  if (organizationId !== null) return organizationId;
  const message = 'must name a customer';
  throw new WireError(`customerId ${message}`, [{ path: 'customerId', message }]);
}

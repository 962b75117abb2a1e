import { z } from 'zod';
import { errorStatus, type ErrorCode } from '../../../../../shared/errors.ts';
import type { Dialect, ServedHandlers } from '../../route.ts';
import { breachRoutes } from './breach-check.ts';
import { deviceRoutes } from './devices.ts';
import { healthReportRoutes } from './health-reports.ts';
import { notificationRoutes } from './notifications.ts';
import { securityReviewRoutes } from './security-review.ts';
import { ticketRoutes } from './tickets.ts';
import { uptimeRoutes } from './uptime.ts';

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(errorStatus) as ErrorCode[]),
    message: z.string(),
    details: z
      .strictObject({
        fields: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
        scope: z.string().optional(),
        retryAfterSeconds: z.int().min(0).optional(),
      })
      .optional(),
  }),
});

/** OneClickIT's API, whose base ends in `/v1` and whose paths begin with `/api`. */
export function createOneClickIt(handlers: ServedHandlers): Dialect {
  return {
    name: 'oneclickit',
    prefix: '/v1',
    routes: [
      ...ticketRoutes(handlers),
      ...deviceRoutes(handlers),
      ...uptimeRoutes(handlers),
      ...securityReviewRoutes(handlers),
      ...notificationRoutes(handlers),
      ...breachRoutes(handlers),
      ...healthReportRoutes(handlers),
    ],
    fieldNames: { organizationId: 'customerId' },
    errorSchema,
    errorBody({ code, message, issues, scope, retryAfterSeconds }) {
      const details = {
        ...(issues.length > 0 && {
          fields: issues.map((issue) => ({ field: issue.path, message: issue.message })),
        }),
        ...(scope !== null && { scope }),
        ...(retryAfterSeconds !== null && { retryAfterSeconds }),
      };
      return { error: { code, message, ...(Object.keys(details).length > 0 && { details }) } };
    },
  };
}

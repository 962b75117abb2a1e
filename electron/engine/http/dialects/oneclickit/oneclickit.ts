import type { Dialect, ServedHandlers } from '../../route.ts';
import { ticketRoutes } from './tickets.ts';

/** OneClickIT's API, whose base ends in `/v1` and whose paths begin with `/api`. */
export function createOneClickIt(handlers: ServedHandlers): Dialect {
  return {
    name: 'oneclickit',
    prefix: '/v1',
    routes: ticketRoutes(handlers),
    fieldNames: {},
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

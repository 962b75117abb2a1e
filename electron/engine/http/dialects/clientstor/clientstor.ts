import { z } from 'zod';
import type { Dialect, Route, ServedHandlers } from '../../route.ts';
import { estateRoutes } from './estate.ts';
import { passwordRoutes } from './passwords.ts';

/** ClientSt0r's page names v1 as current and writes no version: both are the same. */
function alsoVersioned(route: Route): Route[] {
  return [route, { ...route, path: route.path.replace('/api/', '/api/v1/'), aliasOf: route.path }];
}

/** ClientSt0r's API, in the manner of Django REST framework; a failure is `{detail}`, or a list of messages for each field. */
export function createClientStor(handlers: ServedHandlers): Dialect {
  return {
    name: 'clientstor',
    prefix: '/api',
    routes: [...estateRoutes(handlers), ...passwordRoutes(handlers)].flatMap(alsoVersioned),
    fieldNames: { organizationId: 'organization', parentId: 'parent', oneTimeCode: 'otp_secret' },
    errorSchema: z.union([
      z.strictObject({ detail: z.string() }),
      z.record(z.string(), z.array(z.string())).describe('Messages for each field'),
    ]),
    errorBody({ issues, message }) {
      if (issues.length === 0) return { detail: message };
      const byField: Record<string, string[]> = {};
      for (const issue of issues) (byField[issue.path] ??= []).push(issue.message);
      return byField;
    },
  };
}

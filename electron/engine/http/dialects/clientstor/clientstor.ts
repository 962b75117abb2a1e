import { z } from 'zod';
import type { Dialect } from '../../route.ts';

/** ClientSt0r's way of failing (Django REST framework's): `{detail}`, or a list of messages for each field. */
export const clientStor: Dialect = {
  name: 'clientstor',
  prefix: '/api',
  routes: [],
  fieldNames: {},
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

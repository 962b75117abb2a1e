import { z } from 'zod';
import { scope } from '../../../../../shared/api-key.ts';
import { isoSeconds, nullableId } from '../../../../../shared/identity.ts';
import { defineRoute } from '../../define-route.ts';
import type { Route } from '../../route.ts';
import { moment } from '../../wire-schemas.ts';
import { envelope, wrap } from './envelope.ts';

const pong = z.strictObject({
  message: z.literal('pong'),
  time: moment,
  key: z.strictObject({ name: z.string(), organizationId: nullableId, scopes: z.array(scope) }),
});

/** Answers any valid key, even one without scopes: whether it works, and what it reaches. */
export function ping(now: () => number): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/public/v1/ping',
    summary: 'Check a key',
    scope: null,
    group: 'ping',
    projectTokens: true,
    status: 200,
    reply: envelope(pong),
    handle: ({ caller }) =>
      wrap({
        message: 'pong' as const,
        time: isoSeconds(now()),
        key: { name: caller.name, organizationId: caller.organizationId, scopes: [...caller.scopes] },
      }),
  });
}

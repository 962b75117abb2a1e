import { isoSeconds } from '../../../../../shared/identity.ts';
import type { Route } from '../../route.ts';

/** Answers any valid key, even one without scopes: whether it works, and what it reaches. */
export function ping(now: () => number): Route {
  return {
    method: 'GET',
    path: '/api/public/v1/ping',
    scope: null,
    group: 'ping',
    creates: false,
    handle: ({ caller }) => ({
      status: 200,
      body: {
        success: true,
        data: {
          message: 'pong',
          time: isoSeconds(now()),
          key: { name: caller.name, organizationId: caller.organizationId, scopes: [...caller.scopes] },
        },
      },
    }),
  };
}

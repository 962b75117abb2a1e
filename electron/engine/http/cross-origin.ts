import type { IncomingMessage } from 'node:http';

/** Headers that a page of an origin on the owner's list may read besides the plain ones. */
const exposed = [
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'RateLimit-Policy',
  'RateLimit',
  'Retry-After',
  'X-Request-Id',
  'Idempotent-Replayed',
].join(', ');

/** True for the question that a browser asks before it lets a page of another origin send a request. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** What every answer to a page of an allowed origin says, besides that it varies with it: never `*`, and never an origin that is not on the list. */
export function crossOriginHeaders(origin: string): string[] {
  return ['Access-Control-Allow-Origin', origin, 'Access-Control-Expose-Headers', exposed];
}

/** The answer to a preflight. Keys travel in headers, so no credentials of the browser are ever let in. */
export const preflightHeaders: readonly string[] = [
  'Access-Control-Allow-Methods',
  'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers',
  'Authorization, X-API-Key, Content-Type, Idempotency-Key',
  'Access-Control-Max-Age',
  '600',
];

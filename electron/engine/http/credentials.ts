import type { IncomingHttpHeaders } from 'node:http';

/**
 * The key that a request shows, in `Authorization: Bearer` or `X-API-Key`; undefined where it shows none, or
 * two that differ.
 */
export function readKey(headers: IncomingHttpHeaders): string | undefined {
  const own = headers['x-api-key'];
  const { authorization } = headers;
  if (authorization === undefined) return typeof own === 'string' ? own : undefined;
  const bearer = readBearer(authorization);
  return own === undefined || own === bearer ? bearer : undefined;
}

/** RFC 9110: the scheme's case does not matter; one or more spaces follow. */
function readBearer(authorization: string): string | undefined {
  if (authorization.slice(0, 7).toLowerCase() !== 'bearer ') return undefined;
  return authorization.slice(7).trimStart();
}

import { errorStatus, type ErrorCode } from '../../../../shared/errors.ts';
import type { Route } from '../route.ts';

/** What any request may meet at the door. */
const always: readonly ErrorCode[] = [
  'malformed',
  'unauthorized',
  'forbidden',
  'timed_out',
  'headers_too_large',
  'rate_limited',
  'internal',
  'unavailable',
];

/** Statuses other than success that a route may answer with, in order. */
export function refusalsOf(route: Route): number[] {
  const codes = new Set<ErrorCode>([...always, ...route.refusals]);
  const add = (...more: readonly ErrorCode[]): void => {
    for (const code of more) codes.add(code);
  };
  if (Object.keys(route.schemas.params.shape).length > 0) add('not_found');
  if (route.schemas.body !== null) add('validation', 'too_large', 'unsupported_media_type');
  if (route.method !== 'GET') add('conflict', 'disk_full', 'read_only');
  if (route.creates) add('idempotency_in_progress', 'idempotency_mismatch');
  return [...new Set([...codes].map((code) => errorStatus[code]))].toSorted((a, b) => a - b);
}

export const statusWords: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  204: 'Done, nothing to say',
  400: 'The request is not as it must be',
  401: 'The key is missing, unknown, expired or revoked',
  403: 'The key may not do this, or the request comes from a place that may not ask',
  404: 'There is no such record within reach of the key',
  408: 'The request took too long to arrive',
  409: 'It contradicts the present state, or the first request with this Idempotency-Key still runs',
  413: 'The body has more than 1 MiB',
  415: 'The body is not application/json',
  422: 'The Idempotency-Key was used for another request',
  423: 'The vault is locked',
  429: 'The limit of the key is used up; Retry-After says for how long',
  431: 'The headers have more than 16 KiB',
  500: 'Something went wrong inside Techbench; the body names the request',
  502: 'What lies behind the route refused',
  503: 'The engine cannot do it now',
  507: 'The disk is full; nothing was changed',
};

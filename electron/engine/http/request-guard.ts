import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../shared/errors.ts';

/**
 * Keeps web pages out. A page that rebinds its own name to 127.0.0.1 sends that name as Host; one that posts
 * across origins sends Origin and Sec-Fetch-Site. Programs send a Host that is ours and neither of the others.
 */
export interface RequestGuard {
  /**
   * @returns the origin of a page that the owner lets in, null for programs and our own pages
   * @throws AppError `forbidden` or `malformed`
   */
  check(request: IncomingMessage): string | null;
}

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * @param hostNames further names under which the owner put the engine on a network
 * @param allowedOrigins whose pages the owner lets call the API
 */
export function createRequestGuard(
  port: number,
  hostNames: readonly string[] = [],
  allowedOrigins: readonly string[] = [],
): RequestGuard {
  const names = [...loopbackNames, ...hostNames];
  const ownHosts = names.map((name) => (port === 80 ? name : `${name}:${port}`));
  const origins = new Set(ownHosts.map((host) => `http://${host}`));
  const allowed = new Set(allowedOrigins);
  // Programs may leave the port out; a page cannot, and no name here can be rebound to somebody else's.
  const hosts = new Set([...names, ...names.map((name) => `${name}:${port}`)]);

  return {
    check(request) {
      const { origin } = request.headers;
      // Names of hosts are the same in either case (RFC 9110, 4.2.3).
      const host = request.headers.host?.toLowerCase();
      const site = request.headers['sec-fetch-site'];
      if (host === undefined || !hosts.has(host) || countHosts(request.rawHeaders) !== 1) {
        throw new AppError('forbidden', 'This API answers to its own address only.');
      }
      // An absolute-form target names a host of its own, which would have to be checked as well.
      if (!request.url?.startsWith('/')) {
        throw new AppError('forbidden', 'The request target must be a path.');
      }
      // A fragment never travels; routers cut it off, each in its own way.
      if (request.url.includes('#')) throw new AppError('malformed', 'The request target has a fragment.');
      if (origin !== undefined && allowed.has(origin)) return origin;
      const foreignSite = site !== undefined && site !== 'none' && site !== 'same-origin';
      if (foreignSite || (origin !== undefined && !origins.has(origin))) {
        throw new AppError('forbidden', 'Pages of other origins may not call this API.');
      }
      return null;
    },
  };
}

/** Node keeps the first of several Host headers; whoever sends two means to be misread. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}

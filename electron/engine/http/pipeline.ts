import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../../shared/errors.ts';
import { prefersHtml } from './accept.ts';
import type { AccessDoor, Answer, Authentication, KeyCaller, LimitedRequest } from './access-door.ts';
import { readKey } from './credentials.ts';
import { crossOriginHeaders, isPreflight, preflightHeaders } from './cross-origin.ts';
import { describeFailure } from './failure.ts';
import { createInFlight, readIdempotencyKey } from './idempotency-key.ts';
import { readJsonBody } from './json-body.ts';
import { createKeptAnswers, type Remember } from './kept-answers.ts';
import { limitHeaders, retryAfterSeconds } from './limit-headers.ts';
import type { Documents, DocumentSource } from './document.ts';
import { documentMethods, nothingHere, notServed, withoutEndingSlash } from './not-served.ts';
import { jsonType, plainHeaders } from './plain-headers.ts';
import { addressOf, targetOf } from './request-address.ts';
import { newRequestId } from './request-id.ts';
import type { RequestGuard } from './request-guard.ts';
import type { ApiRequest, Dialect, Reply, Route } from './route.ts';
import type { Match, Router } from './router.ts';
import { sameRequest } from './same-request.ts';

export interface PipelineDeps {
  readonly router: Router;
  readonly documents: Documents;
  /** Words failures on paths that belong to no dialect. */
  readonly fallback: Dialect;
  readonly access: AccessDoor;
  readonly guard: () => RequestGuard;
  readonly now: () => number;
  readonly remember: Remember;
  readonly log: (level: 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** Others are anybody's invention, and would each become an endpoint of their own in the figures. */
const loggedMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const varies = ['Vary', 'Accept'];
const htmlType = 'text/html; charset=utf-8';

/** Of a request whose route reads no body. */
const nothingSent = { bytes: Buffer.alloc(0), value: undefined };

/** One request on its way to its answer. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly path: string;
  readonly query: string;
  /** Whose words a failure is told in. */
  readonly dialect: Dialect;
  /** The path lies outside of all dialects. */
  readonly outside: boolean;
  limit: LimitedRequest | null;
  /** For the log: the pattern of the route that was found, and whose key was shown. */
  pattern: string | null;
  keyId: number | null;
  /** Of a page that the owner lets in. */
  origin: string | null;
  readonly startedAt: number;
}

/** Parse, authenticate, limit, scope, handler: the way of every request, in this order. */
export function createPipeline(
  deps: PipelineDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { router, access, now } = deps;
  const inFlight = createInFlight();
  const kept = createKeptAnswers(deps.remember);

  function handle(exchange: Exchange): Promise<void> | void {
    const { request } = exchange;
    exchange.origin = deps.guard().check(request);
    if (exchange.origin !== null && isPreflight(request)) {
      send(exchange, { status: 204, body: '' }, preflightHeaders);
      return;
    }
    const document = deps.documents.get(withoutEndingSlash(exchange.path));
    if (document) {
      sendDocument(exchange, document);
      return;
    }
    if (exchange.outside) throw nothingHere();
    const found = router.find(request.method ?? '', exchange.path);
    if ('route' in found) exchange.pattern = found.route.path;
    const caller = admit(exchange, 'route' in found ? found.route.group : null);
    if (!('route' in found)) refuseMethod(exchange, found.allow);
    requireScope(found.route, caller);
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE') {
      if (found.route.page && prefersHtml(request.headers.accept ?? '')) sendPage(exchange, found, caller);
      else send(exchange, read(exchange, found, caller), found.route.page ? varies : []);
      return;
    }
    return write(exchange, found, caller).catch((error: unknown) => fail(exchange, error));
  }

  /** Open to everybody whom the guard lets in: there is nothing in it that a key could be needed for. */
  function sendDocument(exchange: Exchange, source: DocumentSource): void {
    const { request } = exchange;
    exchange.limit = access.takeForDocument(peerOf(request));
    refuseOverLimit(exchange.limit);
    exchange.pattern = withoutEndingSlash(exchange.path);
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseMethod(exchange, documentMethods);
    const {
      contentType,
      body,
      headers = [],
    } = source({
      accept: request.headers.accept ?? '',
      address: addressOf(request, ''),
    });
    send(exchange, { status: 200, body }, ['Vary', 'Accept', ...headers], contentType);
  }

  /** Kept for each key by itself: what one may see, another need not. */
  function read({ request, path, query }: Exchange, { route, params }: Match, caller: KeyCaller): Answer {
    const address = addressOf(request, path);
    const input = { caller, params, address, query, body: undefined };
    if (!route.kept) return answerOf(route, input);
    return kept(`${caller.keyId} ${address}?${query}`, () => answerOf(route, input));
  }

  function sendPage(exchange: Exchange, { route, params }: Match, caller: KeyCaller): void {
    const { request, path, query } = exchange;
    const input = { caller, params, address: addressOf(request, path), query, body: undefined };
    const { html, policy } = route.page!(input);
    const headers = [...varies, 'Content-Security-Policy', policy];
    send(exchange, { status: route.status, body: html }, headers, htmlType);
  }

  async function write(exchange: Exchange, { route, params }: Match, admitted: KeyCaller): Promise<void> {
    const { request, path, query } = exchange;
    const name = route.creates ? readIdempotencyKey(request.headers) : undefined;
    const release = name === undefined ? undefined : inFlight.enter(`${admitted.keyId} ${name}`);
    try {
      const { bytes, value } = route.schemas.body ? await readJsonBody(request) : nothingSent;
      // A body may take half a minute: what was revoked meanwhile counts no more.
      const caller = identify(exchange);
      requireScope(route, caller);
      const address = addressOf(request, path);
      const input: ApiRequest = { caller, params, address, query, body: value };
      const later = route.waitsFor !== 'nothing';
      if (name === undefined) {
        send(exchange, later ? (await answerLater(route, input))() : answerOf(route, input));
        return;
      }
      const parts = [...sameRequest(route, params, query), bytes];
      const once = { keyId: caller.keyId, idempotencyKey: name, parts, sealed: route.sealed };
      const { answer, replayed } = later
        ? await access.answerOnceLater(once, () => answerLater(route, input))
        : access.answerOnce(once, () => answerOf(route, input));
      send(exchange, answer, replayed ? ['Idempotent-Replayed', 'true'] : []);
    } finally {
      release?.();
    }
  }

  /** Finds out who asks, and takes the request from that one's limit, or from the address's. */
  function admit(exchange: Exchange, group: string | null): KeyCaller {
    const result = authenticate(exchange.request);
    exchange.keyId = result.ok ? result.caller.keyId : result.keyId;
    exchange.limit = result.ok
      ? access.takeForKey(result.caller.keyId, result.limit, group)
      : access.takeForAddress(peerOf(exchange.request));
    refuseOverLimit(exchange.limit);
    return identify(exchange, result);
  }

  function identify({ request, response }: Exchange, result = authenticate(request)): KeyCaller {
    if (result.ok) return result.caller;
    response.setHeader('WWW-Authenticate', 'Bearer');
    throw new AppError('unauthorized', result.reason ?? 'Invalid or missing API key.');
  }

  function authenticate(request: IncomingMessage): Authentication {
    const key = readKey(request.headers);
    return key === undefined ? { ok: false, reason: null, keyId: null } : access.authenticate(key);
  }

  function refuseOverLimit(limit: LimitedRequest): void {
    if (limit.allowed) return;
    const seconds = retryAfterSeconds(limit, now());
    throw new AppError('rate_limited', `Too many requests. Retry after ${seconds} seconds.`, {
      details: { retryAfterSeconds: seconds },
    });
  }

  function fail(exchange: Exchange, error: unknown): void {
    const { dialect, response } = exchange;
    if (response.headersSent || response.destroyed) return;
    const failure = describeFailure(error, dialect, exchange.id);
    if (failure.status >= 500) {
      deps.log(failure.code === 'internal' ? 'error' : 'warn', 'request failed', {
        requestId: exchange.id,
        method: exchange.request.method,
        code: failure.code,
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    const body = JSON.stringify(dialect.errorBody(failure));
    send(
      exchange,
      { status: failure.status, body },
      failure.code === 'too_large' ? ['Connection', 'close'] : [],
    );
  }

  function send(
    exchange: Exchange,
    answer: Answer,
    more: readonly string[] = [],
    contentType = jsonType,
  ): void {
    const { request, response } = exchange;
    // What fails before a key was looked at counts against the address, so that these headers are never made up.
    const limit = exchange.limit ?? { ...access.takeForAddress(peerOf(request)), allowed: true };
    for (let at = 0; at < more.length; at += 2) response.setHeader(more[at]!, more[at + 1]!);
    const headers = [...limitHeaders(limit, now()), 'X-Request-Id', exchange.id, ...plainHeaders];
    if (exchange.origin !== null) {
      headers.push(...crossOriginHeaders(exchange.origin));
      response.appendHeader('Vary', 'Origin');
    }
    const bytes = Buffer.byteLength(answer.body);
    // A 204 has no body, and then neither a type nor a length (RFC 9110, 8.6).
    if (answer.status !== 204) headers.push('Content-Type', contentType, 'Content-Length', String(bytes));
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    access.note({
      id: exchange.id,
      keyId: exchange.keyId,
      method: loggedMethods.has(request.method ?? '') ? request.method! : 'OTHER',
      path: exchange.pattern,
      status: answer.status,
      durationMs: performance.now() - exchange.startedAt,
      bytes,
    });
  }

  return (request, response) => {
    const { path, query } = targetOf(request);
    const own = router.dialectOf(path);
    const exchange: Exchange = {
      request,
      response,
      id: newRequestId(now()),
      path,
      query,
      dialect: own ?? deps.fallback,
      outside: own === null,
      limit: null,
      pattern: null,
      keyId: null,
      origin: null,
      startedAt: performance.now(),
    };
    try {
      void handle(exchange);
    } catch (error) {
      fail(exchange, error);
    }
  };
}

function peerOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}

function refuseMethod({ request, response }: Exchange, allow: readonly string[]): never {
  if (allow.length > 0) response.setHeader('Allow', allow.join(', '));
  throw notServed(request.method, allow);
}

function requireScope(route: Route, caller: KeyCaller): void {
  if (caller.projectId !== null && !route.projectTokens) {
    throw new AppError(
      'forbidden',
      'This key is a project token: it reaches its project and its tasks only.',
    );
  }
  if (route.scope === null || caller.scopes.has(route.scope)) return;
  throw new AppError('insufficient_scope', `This key needs the scope ${route.scope}.`, {
    details: { scope: route.scope },
  });
}

/** Of a route that asks nobody: it is there at once. */
function answerOf(route: Route, input: ApiRequest): Answer {
  return toAnswer(route.handle(input) as Reply);
}

async function answerLater(route: Route, input: ApiRequest): Promise<() => Answer> {
  const finish = await (route.handle(input) as Promise<() => Reply>);
  return () => toAnswer(finish());
}

function toAnswer({ status, body }: Reply): Answer {
  return { status, body: body === undefined ? '' : JSON.stringify(body) };
}

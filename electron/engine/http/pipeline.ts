import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../../shared/errors.ts';
import type { AccessDoor, Answer, KeyCaller, LimitedRequest } from './access-door.ts';
import { readKey } from './credentials.ts';
import { describeFailure } from './failure.ts';
import { createInFlight, readIdempotencyKey } from './idempotency-key.ts';
import { readJsonBody } from './json-body.ts';
import { createKeptAnswers, type Remember } from './kept-answers.ts';
import { limitHeaders, retryAfterSeconds } from './limit-headers.ts';
import type { RequestGuard } from './request-guard.ts';
import type { ApiRequest, Dialect, Route } from './route.ts';
import type { Match, Router } from './router.ts';

export interface PipelineDeps {
  readonly router: Router;
  /** Words failures on paths that belong to no dialect. */
  readonly fallback: Dialect;
  readonly access: AccessDoor;
  readonly guard: () => RequestGuard;
  readonly now: () => number;
  readonly remember: Remember;
  readonly log: (level: 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** One request on its way to its answer. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly path: string;
  readonly query: string;
  readonly dialect: Dialect;
  limit: LimitedRequest | null;
}

/** Parse, authenticate, limit, scope, handler: the way of every request, in this order. */
export function createPipeline(
  deps: PipelineDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { router, access, now } = deps;
  const inFlight = createInFlight();
  const kept = createKeptAnswers(deps.remember);

  function handle(exchange: Exchange): Promise<void> | void {
    const { request, dialect, path } = exchange;
    deps.guard().check(request);
    const found = router.find(request.method ?? '', path);
    if (router.dialectOf(path) === null) throw new AppError('not_found', 'There is nothing at this address.');
    const caller = authenticate(exchange, 'route' in found ? found.route.group : null);
    if (!('route' in found)) throw notServed(exchange, found.allow);
    requireScope(found.route, caller);
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE') {
      send(exchange, read(exchange, found, caller));
      return;
    }
    return handleWrite(exchange, found, caller).catch((error: unknown) => fail(exchange, error, dialect));
  }

  /** Kept for each key by itself: what one may see, another need not. */
  function read({ path, query }: Exchange, { route, params }: Match, caller: KeyCaller): Answer {
    const input = { caller, params, query, body: undefined };
    if (!route.kept) return answerOf(route, input);
    return kept(`${caller.keyId} ${path}?${query}`, () => answerOf(route, input));
  }

  async function handleWrite(exchange: Exchange, found: Match, caller: KeyCaller): Promise<void> {
    const { request, path, query } = exchange;
    const key = found.route.creates ? readIdempotencyKey(request.headers) : undefined;
    const release = key === undefined ? undefined : inFlight.enter(`${caller.keyId} ${key}`);
    try {
      const { bytes, value } = await readJsonBody(request);
      const input: ApiRequest = { caller, params: found.params, query, body: value };
      if (key === undefined) {
        send(exchange, answerOf(found.route, input));
        return;
      }
      const parts = [found.route.method, path, query, bytes];
      const once = { keyId: caller.keyId, idempotencyKey: key, parts };
      const { answer, replayed } = access.answerOnce(once, () => answerOf(found.route, input));
      send(exchange, answer, replayed ? ['Idempotent-Replayed', 'true'] : []);
    } finally {
      release?.();
    }
  }

  function authenticate(exchange: Exchange, group: string | null): KeyCaller {
    const { request } = exchange;
    const key = readKey(request.headers);
    const result = key === undefined ? undefined : access.authenticate(key);
    if (result?.ok) {
      exchange.limit = access.takeForKey(result.caller.keyId, result.tier, group);
      refuseOverLimit(exchange.limit);
      return result.caller;
    }
    exchange.limit = access.takeForAddress(request.socket.remoteAddress ?? '');
    refuseOverLimit(exchange.limit);
    exchange.response.setHeader('WWW-Authenticate', 'Bearer');
    throw new AppError('unauthorized', result?.reason ?? 'Invalid or missing API key.');
  }

  function refuseOverLimit(limit: LimitedRequest): void {
    if (limit.allowed) return;
    const seconds = retryAfterSeconds(limit, now());
    throw new AppError('rate_limited', `Too many requests. Retry after ${seconds} seconds.`, {
      details: { retryAfterSeconds: seconds },
    });
  }

  function fail(exchange: Exchange, error: unknown, dialect: Dialect): void {
    if (exchange.response.headersSent || exchange.response.destroyed) return;
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

  function send(exchange: Exchange, answer: Answer, more: readonly string[] = []): void {
    const { request, response } = exchange;
    // What fails before a key was seen counts against the address, so that these headers are never made up.
    const limit = exchange.limit ?? access.takeForAddress(request.socket.remoteAddress ?? '');
    for (let at = 0; at < more.length; at += 2) response.setHeader(more[at]!, more[at + 1]!);
    writeAnswer(response, answer, [...limitHeaders(limit, now()), 'X-Request-Id', exchange.id]);
  }

  return (request, response) => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const dialect = router.dialectOf(path) ?? deps.fallback;
    const query = mark === -1 ? '' : url.slice(mark + 1);
    const exchange: Exchange = { request, response, id: randomUUID(), path, query, dialect, limit: null };
    try {
      void handle(exchange);
    } catch (error) {
      fail(exchange, error, dialect);
    }
  };
}

function requireScope(route: Route, caller: KeyCaller): void {
  if (route.scope === null || caller.scopes.has(route.scope)) return;
  throw new AppError('insufficient_scope', `This key needs the scope ${route.scope}.`, {
    details: { scope: route.scope },
  });
}

function notServed(exchange: Exchange, allow: readonly string[]): AppError {
  if (allow.length === 0) return new AppError('not_found', 'There is nothing at this address.');
  exchange.response.setHeader('Allow', allow.join(', '));
  return new AppError('method_not_allowed', `${exchange.request.method} is not served here.`);
}

function answerOf(route: Route, input: ApiRequest): Answer {
  const { status, body } = route.handle(input);
  return { status, body: JSON.stringify(body) };
}

function writeAnswer(response: ServerResponse, answer: Answer, headers: string[]): void {
  headers.push(
    'Content-Type',
    'application/json; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(answer.body)),
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
  );
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { parseBody, parseQuery } from './field-issues.ts';
import { readQuery, type Repeated } from './query.ts';
import type { ApiRequest, Route, RoutePage } from './route.ts';

export type Shape = Readonly<Record<string, z.ZodType>>;
type Values<S extends Shape> = z.output<z.ZodObject<S>>;
type BodyOf<B> = B extends z.ZodType ? z.output<B> : undefined;
type ReplyOf<R> = R extends z.ZodType ? z.input<R> : void;

/** A request whose parts have been checked. */
export interface TypedRequest<P extends Shape, Q extends Shape, B extends z.ZodType | null> {
  readonly caller: ApiRequest['caller'];
  readonly params: Values<P>;
  readonly query: Values<Q>;
  readonly body: BodyOf<B>;
  /** As it was sent to: absolute, and what stood behind the question mark. */
  readonly address: string;
  readonly queryText: string;
}

/**
 * What a route gives: `method`, `path`, `summary`, `scope`, `status` and `reply` always; `params` where its path
 * has any, `query` and `body` where it reads them. `handle` gets them checked and returns the body of its success.
 * Every route carries its schemas: OpenAPI, the browsable pages and the tests that try each route come from them.
 */
export type RouteDefinition<
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType | null,
  R extends z.ZodType | null,
> = Pick<Route, 'method' | 'path' | 'summary' | 'scope' | 'status'> &
  Partial<Pick<Route, 'group' | 'creates' | 'kept' | 'sealed' | 'projectTokens' | 'refusals'>> & {
    /** What a query means that gives a parameter twice; refused unless the dialect's own servers take the last. */
    readonly repeated?: Repeated;
    readonly params?: P;
    /** What is told where the path fits but names nothing, in place of the domain's own words. */
    readonly missing?: string;
    readonly query?: Q;
    readonly body?: B;
    readonly reply: R;
    /** The same as a page, for whoever asks for HTML. */
    readonly page?: (request: TypedRequest<P, Q, B>) => RoutePage;
  } & (
    | {
        readonly handle: (request: TypedRequest<P, Q, B>) => ReplyOf<R>;
        readonly ask?: never;
        readonly prepare?: never;
      }
    /** In place of `handle`: asks other machines before it answers. */
    | {
        readonly ask: (request: TypedRequest<P, Q, B>) => Promise<ReplyOf<R>>;
        readonly handle?: never;
        readonly prepare?: never;
      }
    /** In place of `handle`: reads for long, in slices, and then writes at once. */
    | {
        readonly prepare: (request: TypedRequest<P, Q, B>) => Promise<() => ReplyOf<R>>;
        readonly handle?: never;
        readonly ask?: never;
      }
  );

/** Puts checking before a handler: a path that fits no schema is a 404, a query or a body a 400 that names fields. */
export function defineRoute<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType | null = null,
  R extends z.ZodType | null = null,
>(definition: RouteDefinition<P, Q, B, R>): Route {
  const params = z.object(definition.params ?? {});
  const query = z.object(definition.query ?? {});
  const body = definition.body ?? null;
  const names = new Set(Object.keys(query.shape));
  const { group = null, creates = false, kept = false, sealed = false } = definition;
  const { projectTokens = false, refusals = [] } = definition;
  const { method, path, summary, scope, status, reply } = definition;
  const schemas = { params, query, body, reply };
  const about = {
    method,
    path,
    summary,
    scope,
    group,
    creates,
    kept,
    sealed,
    projectTokens,
    status,
    refusals,
  };
  const { repeated = 'refused' } = definition;

  function read(request: ApiRequest): TypedRequest<P, Q, B> {
    const typed = {
      caller: request.caller,
      params: parseParams(params, request.params),
      query: parseQuery(query, readQuery(request.query, names, repeated)),
      body: body === null ? undefined : parseBody(body, request.body),
      address: request.address,
      queryText: request.query,
    };
    return typed as TypedRequest<P, Q, B>;
  }

  function found<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (definition.missing === undefined || !isNotFound(error)) throw error;
      throw new AppError('not_found', definition.missing);
    }
  }

  return {
    ...about,
    aliasOf: null,
    schemas,
    waitsFor: definition.ask ? 'others' : definition.prepare ? 'long reading' : 'nothing',
    page: definition.page === undefined ? null : (request) => found(() => definition.page!(read(request))),
    handle(request) {
      const asked = read(request);
      if (definition.ask) return definition.ask(asked).then((body) => () => ({ status, body }));
      if (definition.prepare)
        return definition.prepare(asked).then((finish) => () => ({ status, body: finish() }));
      return found(() => ({ status, body: definition.handle(asked) }));
    },
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found';
}

function parseParams(schema: z.ZodObject, params: ApiRequest['params']): Record<string, unknown> {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw new AppError('not_found', result.error.issues[0]!.message);
}

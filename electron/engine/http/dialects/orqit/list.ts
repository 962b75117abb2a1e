import { z } from 'zod';
import type { Scope } from '../../../../../shared/api-key.ts';
import { defineRoute, type Shape } from '../../define-route.ts';
import { ordering, type Order } from '../../ordering.ts';
import { offsetOf, pageNumber, pageSize } from '../../parameters.ts';
import type { ApiRequest, Route } from '../../route.ts';
import { listEnvelope, orqitPageSize, wrapPage } from './envelope.ts';

interface ListPage<F extends string, Q extends Shape> {
  readonly search: string;
  readonly sort: Order<F>;
  readonly offset: number;
  readonly limit: number;
  /** What else was asked for. */
  readonly asked: z.output<z.ZodObject<Q>>;
}

interface ListDefinition<F extends string, Q extends Shape, E extends z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly scope: Scope;
  readonly group: string;
  readonly projectTokens?: boolean;
  readonly params?: Shape;
  /** Parameters besides those of every list. */
  readonly query: Q;
  /** The wire's names of the fields that it can be ordered by, each with ours. */
  readonly names: Readonly<Record<string, F>>;
  readonly entry: E;
  page(
    caller: ApiRequest['caller'],
    page: ListPage<F, Q>,
    params: Readonly<Record<string, unknown>>,
  ): { rows: z.input<E>[]; total: number };
}

/** A list as Orqit gives it, with full text and an order of ours. */
export function listRoute<F extends string, Q extends Shape, E extends z.ZodType>(
  definition: ListDefinition<F, Q, E>,
): Route {
  const { path, summary, scope, group, projectTokens = false, params = {}, names, entry } = definition;
  return defineRoute({
    method: 'GET',
    path,
    summary,
    scope,
    group,
    projectTokens,
    kept: true,
    params,
    query: {
      page: pageNumber,
      perPage: pageSize(orqitPageSize),
      search: z.string().max(500).default('').describe('Full text over the key fields'),
      sort: ordering(names).default([]).describe('Fields with commas between, - for descending'),
      ...definition.query,
    },
    status: 200,
    reply: listEnvelope(entry),
    handle({ caller, params: named, query }) {
      const { page, perPage, search, sort } = query as {
        page: number;
        perPage: number;
        search: string;
        sort: Order<F>;
      };
      const asked = query as z.output<z.ZodObject<Q>>;
      const at = { search, sort, offset: offsetOf(page, perPage), limit: perPage, asked };
      const { rows, total } = definition.page(caller, at, named);
      return wrapPage(rows, page, perPage, total);
    },
  });
}

import { z } from 'zod';
import type { Scope } from '../../../../../shared/api-key.ts';
import { defineRoute } from '../../define-route.ts';
import { ordering, type Order } from '../../ordering.ts';
import { integerId } from '../../parameters.ts';
import type { ApiRequest, Route } from '../../route.ts';
import type { WireTable } from '../../wire-table.ts';
import { linksOf, listEnvelope, pageOf, pageParameters, requirePage } from './page.ts';

type Caller = ApiRequest['caller'];

/** What a list is narrowed to, by our names. */
export interface Asked<R extends z.ZodObject> {
  readonly filter: { readonly equals: Readonly<Record<string, string | number | null>> };
  readonly search: string;
  readonly sort: Order<keyof z.output<R> & string>;
  readonly offset: number;
  readonly limit: number;
}

/** One kind of record as ClientSt0r serves it. What has no handler is not served. */
export interface Resource<R extends z.ZodObject, N extends z.ZodObject, P extends z.ZodObject> {
  /** `assets` */
  readonly path: string;
  /** `asset` */
  readonly noun: string;
  readonly table: WireTable<R, N, P>;
  readonly read: Scope;
  readonly write?: Scope;
  list(caller: Caller, asked: Asked<R>): { rows: readonly z.output<R>[]; total: number };
  readonly get?: (caller: Caller, input: { id: number }) => z.output<R>;
  readonly create?: (caller: Caller, body: z.output<N>) => z.output<R>;
  readonly update?: (caller: Caller, id: number, patch: z.output<P>) => z.output<R>;
  readonly remove?: (caller: Caller, id: number) => void;
  /** It lies in the vault: nothing of it is kept outside, and every route may find the vault locked. */
  readonly sealed?: boolean;
  /** Part of it is written aside, which makes no answer that is kept stale: none is kept. */
  readonly fleeting?: boolean;
}

/** Its routes below `/api/`, the same as Django REST framework would make them. */
export function resourceRoutes<R extends z.ZodObject, N extends z.ZodObject, P extends z.ZodObject>(
  resource: Resource<R, N, P>,
): Route[] {
  const { table, noun, read, write = read, get, create, update, remove, sealed = false } = resource;
  const kept = !sealed && !(resource.fleeting ?? false);
  const path = `/api/${resource.path}`;
  const missing = 'Not found.';
  const one = { path: `${path}/:id`, params: { id: integerId(missing) }, missing };
  const an = /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
  const { served, toWire } = table;
  const refusals = sealed ? (['locked'] as const) : [];
  const routes = [
    defineRoute({
      method: 'GET',
      path,
      summary: `List ${resource.path}`,
      scope: read,
      kept,
      repeated: 'last',
      query: {
        ...pageParameters,
        search: z.string().max(500).optional().describe('Full text over the key fields'),
        ordering: ordering(table.names).optional().describe('Fields with commas between, - for descending'),
        ...table.asked,
      },
      refusals: ['not_found', ...refusals],
      status: 200,
      reply: listEnvelope(served),
      handle({ caller, query, address, queryText }) {
        const { page: number, page_size: size, search = '', ordering: sort = [], ...given } = query;
        const at = pageOf(number, size);
        const equals: Record<string, string | number | null> = {};
        for (const [wire, value] of Object.entries(given)) {
          if (value === undefined || value === '') continue;
          equals[table.names[wire]!] = value as string | number;
        }
        const asked = { filter: { equals }, search, sort, offset: (at.page - 1) * at.size, limit: at.size };
        const { rows, total } = resource.list(caller, asked);
        requirePage(at, total);
        return { count: total, ...linksOf(at, total, address, queryText), results: rows.map(toWire) };
      },
    }),
  ];
  if (get) {
    routes.push(
      defineRoute({
        method: 'GET',
        ...one,
        summary: `Get ${an}`,
        scope: read,
        kept,
        refusals,
        status: 200,
        reply: served,
        handle: ({ caller, params: { id } }) => toWire(get(caller, { id })),
      }),
    );
  }
  if (create) {
    routes.push(
      defineRoute({
        method: 'POST',
        path,
        summary: `Create ${an}`,
        scope: write,
        creates: true,
        sealed,
        refusals,
        body: table.newBody,
        status: 201,
        reply: served,
        handle: ({ caller, body }) => toWire(create(caller, body)),
      }),
    );
  }
  if (update) {
    const change = { ...one, scope: write, refusals, status: 200, reply: served };
    routes.push(
      defineRoute({
        method: 'PUT',
        ...change,
        summary: `Replace ${an}`,
        body: table.wholeBody,
        handle: ({ caller, params: { id }, body }) => toWire(update(caller, id, body)),
      }),
      defineRoute({
        method: 'PATCH',
        ...change,
        summary: `Change ${an}`,
        body: table.patchBody,
        handle: ({ caller, params: { id }, body }) => toWire(update(caller, id, body)),
      }),
    );
  }
  if (remove) {
    routes.push(
      defineRoute({
        method: 'DELETE',
        ...one,
        summary: `Delete ${an}`,
        scope: write,
        refusals,
        status: 204,
        reply: null,
        handle: ({ caller, params: { id } }) => remove(caller, id),
      }),
    );
  }
  return routes;
}

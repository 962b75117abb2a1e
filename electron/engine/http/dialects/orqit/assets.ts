import { z } from 'zod';
import { defineRoute, type Shape, type TypedRequest } from '../../define-route.ts';
import { integerId, wholeNumber } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { assetTable } from './asset-wire.ts';
import { envelope, wrap } from './envelope.ts';
import { listRoute } from './list.ts';

const path = '/api/public/v1/assets';
const group = 'assets';
const params = { id: integerId('There is no such asset.') };
const word = z.string().max(60).optional();

export function assetRoutes({ assets }: ServedHandlers): Route[] {
  const { served, patchBody, toWire, names } = assetTable;
  const change = {
    path: `${path}/:id`,
    scope: 'assets:write',
    group,
    params,
    body: patchBody,
    status: 200,
    reply: envelope(served),
    handle: ({ caller, params: { id }, body: patch }: TypedRequest<typeof params, Shape, typeof patchBody>) =>
      wrap(toWire(assets.update(caller, { ids: [id], patch }).records[0]!)),
  } as const;
  return [
    listRoute({
      path,
      summary: 'List assets',
      scope: 'assets:read',
      group,
      query: { type: word, status: word, organizationId: wholeNumber().optional() },
      names,
      entry: served,
      page(caller, { asked: { type, status, organizationId }, ...page }) {
        const equals = {
          ...(type !== undefined && { type }),
          ...(status !== undefined && { status }),
          ...(organizationId !== undefined && { organizationId }),
        };
        const { rows, total } = assets.list(caller, { ...page, filter: { equals } });
        return { rows: rows.map(toWire), total };
      },
    }),
    defineRoute({ method: 'PATCH', summary: 'Change an asset', ...change }),
    defineRoute({ method: 'PUT', summary: 'Change an asset, as PATCH does', ...change }),
  ];
}

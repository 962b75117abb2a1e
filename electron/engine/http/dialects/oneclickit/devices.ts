import { z } from 'zod';
import { defineRoute } from '../../define-route.ts';
import { offsetOf, pageNumber, pageSize, prefixedId } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { deviceList, deviceTable } from './device-wire.ts';

const path = '/v1/api/devices';
const missing = 'There is no such device.';
const one = { path: `${path}/:id`, params: { id: prefixedId('device', missing) }, missing };
const read = { scope: 'assets:read', kept: true } as const;
const write = { scope: 'assets:write' } as const;
const word = z.string().max(60).optional();

export function deviceRoutes({ assets }: ServedHandlers): Route[] {
  const { served, toWire } = deviceTable;
  return [
    defineRoute({
      method: 'GET',
      path,
      summary: 'List devices, newest first',
      ...read,
      query: {
        type: word,
        status: word,
        search: z.string().max(500).default('').describe('Full text over the key fields'),
        page: pageNumber,
        limit: pageSize({ standard: 10, max: 100 }),
      },
      status: 200,
      reply: deviceList,
      handle({ caller, query: { type, status, search, page, limit } }) {
        const { rows, total } = assets.list(caller, {
          filter: {
            equals: { ...(type !== undefined && { type }), ...(status !== undefined && { status }) },
          },
          search,
          sort: [{ field: 'id', descending: true }],
          offset: offsetOf(page, limit),
          limit,
        });
        return { devices: rows.map(toWire), total, page };
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      summary: 'Register a device',
      ...write,
      creates: true,
      body: deviceTable.newBody,
      status: 201,
      reply: served,
      handle: ({ caller, body }) => toWire(assets.create(caller, body).record),
    }),
    defineRoute({
      method: 'GET',
      ...one,
      summary: 'Get a device',
      ...read,
      status: 200,
      reply: served,
      handle: ({ caller, params }) => toWire(assets.get(caller, params)),
    }),
    defineRoute({
      method: 'PATCH',
      ...one,
      summary: 'Change a device',
      ...write,
      body: deviceTable.patchBody,
      status: 200,
      reply: served,
      handle: ({ caller, params: { id }, body: patch }) =>
        toWire(assets.update(caller, { ids: [id], patch }).records[0]!),
    }),
    defineRoute({
      method: 'DELETE',
      ...one,
      summary: 'Remove a device',
      ...write,
      status: 204,
      reply: null,
      handle: ({ caller, params: { id } }) => void assets.remove(caller, { ids: [id] }),
    }),
  ];
}

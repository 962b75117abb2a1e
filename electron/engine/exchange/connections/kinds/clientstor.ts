import { z } from 'zod';
import { baseUrl } from '../../../platform/base-url.ts';
import type { EndpointGroup, Page, PagedList, Remote, RemoteAsset, RemoteName } from '../remote.ts';
import { moment, present, reader, remoteId } from '../reading.ts';

const perPage = 200;

const short = (most: number) =>
  z
    .string()
    .transform((text) => text.slice(0, most))
    .nullable()
    .optional();

const asset = z
  .object({
    id: remoteId,
    organization: remoteId.nullable().optional(),
    name: z.string().min(1),
    asset_type: short(60),
    status: short(60),
    hostname: short(253),
    manufacturer: short(120),
    model: short(120),
    serial_number: short(120),
    os_name: short(120),
    os_version: short(120),
    ip_address: short(60),
    mac_address: short(60),
    location: short(200),
    updated_at: moment,
  })
  .transform(({ id, organization, updated_at, ...wire }): RemoteAsset => ({
    remoteId: id,
    remoteOrganizationId: organization ?? null,
    updatedAt: updated_at,
    fields: present({
      name: wire.name.slice(0, 200),
      type: wire.asset_type,
      status: wire.status,
      hostname: wire.hostname,
      manufacturer: wire.manufacturer,
      model: wire.model,
      serialNumber: wire.serial_number,
      osName: wire.os_name,
      osVersion: wire.os_version,
      ipAddress: wire.ip_address,
      macAddress: wire.mac_address,
      location: wire.location,
    }),
  }));

const organization = z
  .object({ id: remoteId, name: z.string().min(1) })
  .transform(({ id, name }): RemoteName => ({ remoteId: id, name: name.slice(0, 200) }));

/** The envelope of Django's REST framework. `next` is only looked at: pages are asked for by their number. */
function pages<S extends z.ZodType>(group: EndpointGroup, row: S): PagedList<z.output<S>> {
  const envelope = z.object({
    count: z.int().min(0).optional(),
    next: z.string().nullable().optional(),
    results: z.array(row),
  });
  return {
    perPage,
    page: (page) => ({
      method: 'GET',
      path: `${group}/?ordering=id&page=${page}&page_size=${perPage}`,
      group,
      read: reader(envelope, ({ results, count, next }): Page<z.output<S>> => ({
        rows: results,
        total: count ?? null,
        more: next === undefined ? null : next !== null,
      })),
    }),
  };
}

/** `https://your-server.example.com/api/`, with slashes at the end of its paths. */
export const clientstor: Remote = {
  name: 'ClientSt0r',
  base(url) {
    const whole = baseUrl(url);
    return whole.endsWith('/api') || whole.endsWith('/api/v1') ? whole : `${whole}/api`;
  },
  groupShare: 1,
  organizations: pages('organizations', organization),
  assets: pages('assets', asset),
  cannot: {
    tickets: 'ClientSt0r has no tickets.',
    create: 'ClientSt0r has no tickets.',
    update: 'ClientSt0r has no tickets.',
    messages: 'ClientSt0r has no tickets.',
    merge: 'ClientSt0r has no tickets.',
  },
};

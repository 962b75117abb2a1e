import { z } from 'zod';
import type { RemoteField, RemoteValues } from '../../../../../shared/remote.ts';
import { baseUrl } from '../../../platform/base-url.ts';
import { splitMarker, withMarker } from '../marker.ts';
import type { NewRemoteTicket, Page, Remote, RemoteAsset, RemoteName, RemoteTicket } from '../remote.ts';
import {
  categoryWord,
  moment,
  present,
  priorityWord,
  reader,
  remoteId,
  statusWord,
  textUpTo,
  typeWord,
} from '../reading.ts';

const perPage = 100;

const envelope = <D extends z.ZodType>(data: D) => z.object({ success: z.literal(true), data });
const listOf = <D extends z.ZodType>(row: D) =>
  envelope(z.array(row)).extend({
    meta: z.object({ totalCount: z.int().min(0).optional() }).optional(),
  });

const ticket = z
  .object({
    id: remoteId,
    title: z.string().transform((text) => text.slice(0, 500)),
    description: textUpTo(100_000),
    status: statusWord,
    priority: priorityWord,
    type: typeWord,
    category: categoryWord,
    assigneeId: remoteId.nullable().optional(),
    createdAt: moment,
    updatedAt: moment,
  })
  .transform(({ id, title, description, assigneeId, createdAt, updatedAt, ...words }): RemoteTicket => {
    const said = description === undefined ? undefined : splitMarker(description);
    return {
      remoteId: id,
      values: present({ subject: title, description: said?.text, ...words }),
      ...(assigneeId !== undefined && { assignee: assigneeId }),
      createdAt,
      updatedAt,
      messages: null,
      marker: said?.marker ?? null,
    };
  });

const shortText = (most: number) =>
  z
    .string()
    .transform((text) => text.slice(0, most))
    .nullable()
    .optional();

const asset = z
  .object({
    id: remoteId,
    name: z.string().min(1),
    type: shortText(60),
    status: shortText(60),
    hostname: shortText(253),
    manufacturer: shortText(120),
    model: shortText(120),
    serialNumber: shortText(120),
    updatedAt: moment,
  })
  .transform(({ id, updatedAt, name, ...fields }): RemoteAsset => ({
    remoteId: id,
    remoteOrganizationId: null,
    updatedAt,
    fields: present({ name: name.slice(0, 200), ...fields }),
  }));

const user = z
  .object({ id: remoteId, name: z.string().default(''), email: z.string().nullable().optional() })
  .transform(({ id, name, email }): RemoteName => ({ remoteId: id, name, email: email ?? null }));

function pages<S extends z.ZodType>(group: 'tickets' | 'assets' | 'users', row: S) {
  return {
    perPage,
    page: (page: number) => ({
      method: 'GET' as const,
      path: `${group}?page=${page}&perPage=${perPage}`,
      group,
      read: reader(listOf(row), ({ data, meta }): Page<z.output<S>> => ({
        rows: data,
        total: meta?.totalCount ?? null,
        more: null,
      })),
    }),
  };
}

const one = reader(envelope(ticket), ({ data }) => data);
const group = 'tickets';
const fields: readonly RemoteField[] = [
  'subject',
  'description',
  'status',
  'priority',
  'type',
  'category',
  'assigneeId',
];

const capital = (value: string | number | null | undefined): string | undefined =>
  value == null ? undefined : String(value).toUpperCase();

/** In its words: capitals, and its own names. */
function toWire({ subject, description, status, priority, type, category }: RemoteValues) {
  return present({
    title: subject,
    description,
    status: capital(status),
    priority: capital(priority),
    type: capital(type),
    category: capital(category),
  });
}

/** An id as its users have it: a number where it is one. */
const userId = (id: string | null): string | number | null =>
  id !== null && /^\d{1,15}$/.test(id) ? Number(id) : id;

function create({ values, assignee, marker }: NewRemoteTicket) {
  const { status: _alwaysOpen, ...wire } = toWire(values);
  return {
    method: 'POST' as const,
    path: 'tickets',
    group,
    headers: { 'Idempotency-Key': marker },
    body: {
      type: 'INCIDENT',
      ...wire,
      // It asks for one; what has none here is something else.
      category: wire.category ?? 'OTHER',
      description: withMarker(String(values.description ?? ''), marker),
      ...(assignee !== null && { assigneeId: userId(assignee) }),
    },
    read: one,
  } as const;
}

/** `https://your-workspace.orqit.com/api/public/v1`, as its pages write it. */
export const orqit: Remote = {
  name: 'Orqit',
  base(url) {
    const whole = baseUrl(url);
    return whole.endsWith('/api/public/v1') ? whole : `${whole}/api/public/v1`;
  },
  groupShare: 0.5,
  users: pages('users', user),
  assets: pages('assets', asset),
  tickets: {
    list: pages('tickets', ticket),
    listIsWhole: true,
    get: (id) => ({ method: 'GET', path: `tickets/${encodeURIComponent(id)}`, group, read: one }),
    create: { call: create, fields: fields.filter((field) => field !== 'status') },
    update: {
      call: (id, values, assignee) => ({
        method: 'PATCH',
        path: `tickets/${encodeURIComponent(id)}`,
        group,
        body: { ...toWire(values), ...(assignee !== undefined && { assigneeId: userId(assignee) }) },
        read: one,
      }),
      fields,
    },
  },
  cannot: {
    fields: 'Orqit documents no such field of a ticket.',
    messages: 'Orqit documents no messages of a ticket: replies and notes stay here.',
    merge: 'Orqit documents no merging: the ticket is closed there, and that it was merged stays here.',
  },
};

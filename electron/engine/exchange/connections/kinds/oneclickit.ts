import { z } from 'zod';
import type { RemoteValues } from '../../../../../shared/remote.ts';
import { baseUrl } from '../../../platform/base-url.ts';
import { splitMarker, withMarker } from '../marker.ts';
import type { Page, Remote, RemoteTicket } from '../remote.ts';
import { moment, present, priorityWord, reader, remoteId, statusWord, textUpTo } from '../reading.ts';

const perPage = 100;
const group = 'tickets';

const message = z
  .object({
    id: remoteId,
    sender: z.string().transform((sender) => {
      const word = sender.toLowerCase();
      if (word === 'technician' || word === 'system') return word;
      return 'customer';
    }),
    text: z.string().transform((text) => text.slice(0, 100_000)),
    createdAt: moment,
  })
  .transform(({ id, createdAt, ...said }) => ({ remoteId: id, createdAt: createdAt ?? 0, ...said }));

/** A ticket in any of its three answers: made, listed, whole. */
const ticket = z
  .object({
    id: remoteId,
    subject: z.string().transform((text) => text.slice(0, 500)),
    description: textUpTo(100_000),
    status: statusWord,
    priority: priorityWord,
    deviceId: z.string().nullable().optional(),
    resolution: textUpTo(20_000),
    createdAt: moment,
    updatedAt: moment,
    messages: z.array(message).optional(),
  })
  .transform(
    ({ id, subject, description, deviceId, createdAt, updatedAt, messages, ...words }): RemoteTicket => {
      const said = description === undefined ? undefined : splitMarker(description);
      return {
        remoteId: id,
        values: present({ subject, description: said?.text, ...words }),
        ...(deviceId !== undefined && { deviceId }),
        createdAt,
        updatedAt,
        messages: messages ?? null,
        marker: said?.marker ?? null,
      };
    },
  );

const one = reader(ticket, (value) => value);
const pageOf = reader(
  z.object({ tickets: z.array(ticket), total: z.int().min(0).optional() }),
  ({ tickets, total }): Page<RemoteTicket> => ({ rows: tickets, total: total ?? null, more: null }),
);

function toWire({ subject, description, priority }: RemoteValues, marker: string) {
  return { ...present({ subject, priority }), description: withMarker(String(description ?? ''), marker) };
}

/** `https://api.oneclickit.ai/v1`: the base address ends in the version, and each path begins with `/api`. */
export const oneclickit: Remote = {
  name: 'OneClickIT',
  base(url) {
    let whole = baseUrl(url);
    if (whole.endsWith('/api')) whole = whole.slice(0, -4);
    return whole.endsWith('/v1') ? whole : `${whole}/v1`;
  },
  groupShare: 1,
  tickets: {
    list: {
      perPage,
      page: (page) => ({
        method: 'GET',
        path: `api/tickets?page=${page}&limit=${perPage}`,
        group,
        read: pageOf,
      }),
    },
    listIsWhole: false,
    get: (id) => ({ method: 'GET', path: `api/tickets/${encodeURIComponent(id)}`, group, read: one }),
    create: {
      call: ({ values, deviceId, marker }) => ({
        method: 'POST',
        path: 'api/tickets',
        group,
        headers: { 'Idempotency-Key': marker },
        body: { ...toWire(values, marker), ...(deviceId !== null && { deviceId }) },
        read: one,
      }),
      fields: ['subject', 'description', 'priority'],
    },
  },
  cannot: {
    update: 'OneClickIT documents no ticket update: it is changed here only.',
    messages: 'OneClickIT documents no way to add to a ticket: replies and notes stay here.',
    merge: 'OneClickIT documents no merging: that it was merged stays here.',
    assets: 'OneClickIT announces devices as coming soon.',
  },
};

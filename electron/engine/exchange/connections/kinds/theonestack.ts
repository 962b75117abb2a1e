import { z } from 'zod';
import { baseUrl } from '../../../platform/base-url.ts';
import type { Page, Remote, RemoteTicket } from '../remote.ts';
import { moment, present, priorityWord, reader, remoteId, statusWord, textUpTo } from '../reading.ts';

/**
 * Its page shows one call, `GET /api/tickets`, and no answer of it. What is read here is what the four usual
 * envelopes and names have in common; an answer of any other form is told as not understood.
 */
const ticket = z
  .object({
    id: remoteId,
    subject: textUpTo(500),
    title: textUpTo(500),
    description: textUpTo(100_000),
    status: statusWord,
    priority: priorityWord,
    createdAt: moment,
    created_at: moment,
    updatedAt: moment,
    updated_at: moment,
  })
  .transform(({ id, subject, title, description, status, priority, ...at }): RemoteTicket => ({
    remoteId: id,
    values: present({ subject: subject ?? title, description, status, priority }),
    createdAt: at.createdAt ?? at.created_at,
    updatedAt: at.updatedAt ?? at.updated_at,
    messages: null,
    marker: null,
  }));

const rows = z.array(ticket);
const count = z.int().min(0).optional();
const envelope = z.union([
  rows.transform((each) => ({ rows: each, total: null })),
  z
    .object({ data: rows, total: count })
    .transform(({ data, total }) => ({ rows: data, total: total ?? null })),
  z
    .object({ tickets: rows, total: count })
    .transform(({ tickets, total }) => ({ rows: tickets, total: total ?? null })),
  z
    .object({ results: rows, count })
    .transform(({ results, count: total }) => ({ rows: results, total: total ?? null })),
]);

/** `https://api.theonepsa.com`. */
export const theonestack: Remote = {
  name: 'The One Stack',
  base(url) {
    const whole = baseUrl(url);
    return whole.endsWith('/api') ? whole : `${whole}/api`;
  },
  groupShare: 1,
  tickets: {
    list: {
      // It documents no pages: what one answer holds is all, or the answer itself says that it is not.
      perPage: Number.POSITIVE_INFINITY,
      page: () => ({
        method: 'GET',
        path: 'tickets',
        group: 'tickets',
        read: reader(envelope, (page): Page<RemoteTicket> => ({ ...page, more: false })),
      }),
    },
    listIsWhole: true,
  },
  cannot: {
    create: 'The page of The One Stack shows how tickets are listed, and not how one is opened.',
    update: 'The page of The One Stack shows how tickets are listed, and not how they are changed.',
    messages: 'The page of The One Stack shows no messages of tickets: replies and notes stay here.',
    merge: 'The page of The One Stack shows no merging: that it was merged stays here.',
    assets: 'The page of The One Stack shows no devices.',
  },
};

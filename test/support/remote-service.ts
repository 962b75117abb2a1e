import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Egress } from '../../electron/engine/egress/egress.ts';
import { EgressError } from '../../electron/engine/egress/egress-error.ts';
import type { EgressReply } from '../../electron/engine/egress/http-exchange.ts';
import type { Clock } from '../../electron/engine/platform/clock.ts';

export interface ServedTicket {
  readonly id: number;
  title: string;
  description: string;
  status: string;
  priority: string;
  type: string;
  category: string;
  assigneeId: number | null;
  readonly createdAt: number;
  updatedAt: number;
}

/** What becomes of one request: `lost` before it arrived, `unanswered` after it was done, or a status in its place. */
export type Fate =
  | 'well'
  | 'lost'
  | 'unanswered'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };

export interface ServiceDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Asked for each request. */
  readonly fate: (who: string, method: string, path: string) => Fate;
  /** Told of each value that a request writes over, before it does. */
  readonly overwrites?: (who: string, ticket: ServedTicket, field: string) => void;
  /** A single ticket as it is answered, where that is not how it is. */
  readonly answers?: (who: string, ticket: ServedTicket) => ServedTicket;
}

type Body = Record<string, string | number | null>;

/**
 * Orqit as its page documents it, without a network: envelope, pages, words, errors. Like the real one it promises no
 * idempotency: what is posted twice is there twice.
 */
export function remoteService({ clock, fate, overwrites, answers }: ServiceDeps) {
  const tickets: ServedTicket[] = [];
  const requests: { at: number; who: string; method: string; path: string; fate: Fate }[] = [];

  const seconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
  const served = (ticket: ServedTicket) => ({
    ...ticket,
    ticketNumber: `TCK-${ticket.id}`,
    createdAt: seconds(ticket.createdAt),
    updatedAt: seconds(ticket.updatedAt),
  });
  const one = (status: number, ticket: ServedTicket) =>
    reply(status, { success: true, data: served(ticket) });
  const refuse = (status: number, code: string) =>
    reply(status, { success: false, error: { code, message: `${code} it is.` } });

  function open(fields: Partial<ServedTicket>): ServedTicket {
    const now = clock.now();
    const ticket: ServedTicket = {
      id: tickets.length + 1,
      title: 'Untitled',
      description: '',
      status: 'OPEN',
      priority: 'MEDIUM',
      type: 'INCIDENT',
      category: 'OTHER',
      assigneeId: null,
      ...fields,
      createdAt: now,
      updatedAt: now,
    };
    tickets.push(ticket);
    return ticket;
  }

  function answer(who: string, method: string, url: URL, body: Body | undefined): EgressReply {
    const [noun, idText] = url.pathname.replace('/api/public/v1/', '').split('/');
    const list = (rows: readonly unknown[]): EgressReply => {
      const [page, perPage] = ['page', 'perPage'].map((name) => Number(url.searchParams.get(name)));
      const data = rows.slice((page! - 1) * perPage!, page! * perPage!);
      return reply(200, { success: true, data, meta: { page, perPage, totalCount: rows.length } });
    };
    if (noun !== 'tickets') return list([]);
    if (idText === undefined && method === 'GET') return list(tickets.toReversed().map(served));
    if (idText === undefined) return one(201, open(body as Partial<ServedTicket>));
    const ticket = tickets[Number(idText) - 1];
    if (!ticket) return refuse(404, 'NOT_FOUND');
    if (method === 'GET') return one(200, answers?.(who, ticket) ?? ticket);
    for (const field of Object.keys(body!)) overwrites?.(who, ticket, field);
    Object.assign(ticket, body, { updatedAt: clock.now() });
    return one(200, ticket);
  }

  return {
    tickets,
    requests,
    open,
    /** The way to it, of one device. */
    egressOf: (who: string): Egress => ({
      check: () => {},
      connect: () => {
        throw new Error('Nothing here speaks anything but HTTP.');
      },
      async fetch({ url, method = 'GET', body }) {
        const target = new URL(url);
        const path = target.pathname;
        const what = fate(who, method, path);
        requests.push({ at: clock.now(), who, method, path, fate: what });
        if (what === 'lost') throw new EgressError('timeout', 'No answer in time.');
        if (typeof what === 'object') return reply(what.status, what.body ?? {}, what.headers, clock.now());
        const answered = answer(who, method, target, body && (JSON.parse(body.toString()) as Body));
        if (what === 'unanswered') throw new EgressError('reset', 'The connection broke off.');
        return answered;
      },
    }),
  };
}

/** The same on a port of this machine, until it is told to be down. */
export async function serveTickets() {
  const is = { down: false };
  const service = remoteService({
    clock: { now: () => Date.now() },
    fate: () => (is.down ? { status: 503 } : 'well'),
  });
  const egress = service.egressOf('console');
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const {
        status,
        headers,
        body: answer,
      } = await egress.fetch({
        profile: 'account',
        url: `http://127.0.0.1${request.url}`,
        method: request.method ?? 'GET',
        ...(body.length > 0 && { body }),
        timeoutMs: 1000,
        maxBytes: 1_000_000,
      });
      response.writeHead(status, { 'content-type': headers['content-type'] }).end(answer);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { service, is, url: `http://127.0.0.1:${port}/api/public/v1`, stop: () => void server.close() };
}

export type RemoteService = ReturnType<typeof remoteService>;

function reply(status: number, json: unknown, headers: Record<string, string> = {}, now = 0): EgressReply {
  return {
    status,
    headers: { 'content-type': 'application/json', date: new Date(now).toUTCString(), ...headers },
    body: Buffer.from(JSON.stringify(json)),
    bodyEnd: 'whole',
    url: 'https://orqit.example',
    address: '203.0.113.7',
    certificate: null,
    timings: { lookupMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
  };
}

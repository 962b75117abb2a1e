import { AppError } from '../../../../../shared/errors.ts';
import { mspOrganizationId } from '../../../../../shared/organization.ts';
import type { TicketFilter } from '../../../../../shared/ticket.ts';
import { parseBody } from '../../field-issues.ts';
import { readPage, readQuery, readWholeNumber, readWord } from '../../query.ts';
import type { ApiRequest, Reply, Route, ServedHandlers } from '../../route.ts';
import {
  listedTicket,
  newTicketBody,
  priorityWords,
  statusWords,
  ticketPatchBody,
  toNewTicket,
  toPatch,
  wholeTicket,
} from './ticket-wire.ts';

const path = '/api/public/v1/tickets';
const group = 'tickets';
const parameters = new Set(['page', 'perPage', 'status', 'priority', 'assigneeId']);
const pageNames = { page: 'page', size: 'perPage' };
const pageSize = { standard: 20, max: 100 };

export function ticketRoutes({ tickets, categories }: ServedHandlers): Route[] {
  const list = ({ caller, query: text }: ApiRequest): Reply => {
    const query = readQuery(text, parameters);
    const { page, limit, offset } = readPage(query, pageNames, pageSize);
    const status = readWord(query, 'status', statusWords);
    const priority = readWord(query, 'priority', priorityWords);
    const assigneeId = readWholeNumber(query, 'assigneeId');
    const filter: TicketFilter = {
      ...(status && { status: [status] }),
      ...(priority && { priority: [priority] }),
      ...(assigneeId !== undefined && { assigneeId }),
    };
    const { rows, total } = tickets.list(caller, {
      view: 'all',
      filter,
      sort: 'created',
      descending: true,
      offset,
      limit,
    });
    const known = categories.list(caller, {});
    return {
      status: 200,
      body: {
        success: true,
        data: rows.map((row) => listedTicket(row, known)),
        meta: { page, perPage: limit, totalCount: total.value },
      },
    };
  };

  const get = (request: ApiRequest): Reply => {
    const ticket = tickets.get(request.caller, { id: ticketId(request) });
    return reply(200, wholeTicket(ticket, categories.list(request.caller, {})));
  };

  const create = ({ caller, body }: ApiRequest): Reply => {
    const known = categories.list(caller, {});
    const organizationId = caller.organizationId ?? mspOrganizationId;
    const input = toNewTicket(parseBody(newTicketBody, body), organizationId, known);
    return reply(201, wholeTicket(tickets.create(caller, input).ticket, known));
  };

  const update = (request: ApiRequest): Reply => {
    const { caller } = request;
    const id = ticketId(request);
    const known = categories.list(caller, {});
    const patch = toPatch(parseBody(ticketPatchBody, request.body), known);
    if (Object.keys(patch).length > 0) tickets.update(caller, { ids: [id], patch });
    return reply(200, wholeTicket(tickets.get(caller, { id }), known));
  };

  const read = { scope: 'tickets:read', group, creates: false, kept: true } as const;
  const write = { scope: 'tickets:write', group, creates: false } as const;
  return [
    { method: 'GET', path, ...read, handle: list },
    { method: 'POST', path, ...write, creates: true, handle: create },
    { method: 'GET', path: `${path}/:id`, ...read, handle: get },
    { method: 'PATCH', path: `${path}/:id`, ...write, handle: update },
    // Orqit's page says PATCH and its clients also send PUT; both change only what they name.
    { method: 'PUT', path: `${path}/:id`, ...write, handle: update },
  ];
}

function reply(status: number, data: unknown): Reply {
  return { status, body: { success: true, data } };
}

function ticketId({ params }: ApiRequest): number {
  const text = params['id'] ?? '';
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new AppError('not_found', 'There is no such ticket.');
  return Number(text);
}

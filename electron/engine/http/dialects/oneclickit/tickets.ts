import { AppError } from '../../../../../shared/errors.ts';
import { parsePublicId } from '../../../../../shared/identity.ts';
import { mspOrganizationId } from '../../../../../shared/organization.ts';
import { ticketPriority, ticketStatus, type TicketFilter } from '../../../../../shared/ticket.ts';
import { parseBody } from '../../field-issues.ts';
import { readPage, readQuery, readWord } from '../../query.ts';
import type { ApiRequest, Route, ServedHandlers } from '../../route.ts';
import {
  createdTicket,
  listedTicket,
  newMessageBody,
  newTicketBody,
  threadMessage,
  ticketPatchBody,
  toNewTicket,
  wholeTicket,
} from './ticket-wire.ts';

const path = '/v1/api/tickets';
const group = null;
const parameters = new Set(['status', 'priority', 'page', 'limit']);
const pageNames = { page: 'page', size: 'limit' };
const pageSize = { standard: 10, max: 100 };

export function ticketRoutes({ tickets }: ServedHandlers): Route[] {
  return [
    {
      method: 'GET',
      path,
      kept: true,
      scope: 'tickets:read',
      group,
      creates: false,
      handle({ caller, query: text }) {
        const query = readQuery(text, parameters);
        const { page, limit, offset } = readPage(query, pageNames, pageSize);
        const status = readWord(query, 'status', ticketStatus.enum);
        const priority = readWord(query, 'priority', ticketPriority.enum);
        const filter: TicketFilter = {
          ...(status && { status: [status] }),
          ...(priority && { priority: [priority] }),
        };
        const { rows, total } = tickets.list(caller, {
          view: 'all',
          filter,
          sort: 'created',
          descending: true,
          offset,
          limit,
        });
        return { status: 200, body: { tickets: rows.map(listedTicket), total: total.value, page } };
      },
    },
    {
      method: 'POST',
      path,
      scope: 'tickets:write',
      group,
      creates: true,
      handle({ caller, body }) {
        const input = toNewTicket(parseBody(newTicketBody, body), caller.organizationId ?? mspOrganizationId);
        return { status: 201, body: createdTicket(tickets.create(caller, input).ticket) };
      },
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      kept: true,
      scope: 'tickets:read',
      group,
      creates: false,
      handle: (request) => ({
        status: 200,
        body: wholeTicket(tickets.get(request.caller, { id: ticketId(request) })),
      }),
    },
    {
      method: 'PATCH',
      path: `${path}/:id`,
      scope: 'tickets:write',
      group,
      creates: false,
      handle(request) {
        const { caller } = request;
        const id = ticketId(request);
        const patch = parseBody(ticketPatchBody, request.body);
        if (Object.keys(patch).length > 0) tickets.update(caller, { ids: [id], patch });
        return { status: 200, body: wholeTicket(tickets.get(caller, { id })) };
      },
    },
    {
      method: 'POST',
      path: `${path}/:id/messages`,
      scope: 'tickets:write',
      group,
      creates: true,
      handle(request) {
        const id = ticketId(request);
        const { text } = parseBody(newMessageBody, request.body);
        const { messages } = tickets.addMessage(request.caller, { ids: [id], text, visibility: 'public' });
        return { status: 201, body: threadMessage(messages[0]!) };
      },
    },
  ];
}

/** Anything that no ticket could be called is a ticket that does not exist. */
function ticketId({ params }: ApiRequest): number {
  const id = parsePublicId('ticket', params['id'] ?? '');
  if (id === undefined) throw new AppError('not_found', 'There is no such ticket.');
  return id;
}

import { mspOrganizationId } from '../../../../../shared/organization.ts';
import { ticketPriority, ticketStatus, type TicketFilter } from '../../../../../shared/ticket.ts';
import { defineRoute } from '../../define-route.ts';
import { offsetOf, oneOf, pageNumber, pageSize, prefixedId } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import * as wire from './ticket-wire.ts';

const path = '/v1/api/tickets';
const params = { id: prefixedId('ticket', 'There is no such ticket.') };
const read = { scope: 'tickets:read', kept: true } as const;
const write = { scope: 'tickets:write' } as const;

export function ticketRoutes({ tickets }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path,
      summary: 'List tickets, newest first',
      ...read,
      query: {
        status: oneOf(ticketStatus.enum).optional(),
        priority: oneOf(ticketPriority.enum).optional(),
        page: pageNumber,
        limit: pageSize({ standard: 10, max: 100 }),
      },
      status: 200,
      reply: wire.ticketList,
      handle({ caller, query: { status, priority, page, limit } }) {
        const filter: TicketFilter = {
          ...(status && { status: [status] }),
          ...(priority && { priority: [priority] }),
        };
        const { rows, total } = tickets.list(caller, {
          view: 'all',
          filter,
          sort: 'created',
          descending: true,
          offset: offsetOf(page, limit),
          limit,
        });
        return { tickets: rows.map(wire.toListedTicket), total: total.value, page };
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      summary: 'Create a ticket',
      ...write,
      creates: true,
      body: wire.newTicketBody,
      status: 201,
      reply: wire.createdTicket,
      handle({ caller, body }) {
        const input = wire.toNewTicket(body, caller.organizationId ?? mspOrganizationId);
        return wire.toCreatedTicket(tickets.create(caller, input).ticket);
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get a ticket with its messages',
      ...read,
      params,
      status: 200,
      reply: wire.wholeTicket,
      handle: ({ caller, params }) => wire.toWholeTicket(tickets.get(caller, params)),
    }),
    defineRoute({
      method: 'PATCH',
      path: `${path}/:id`,
      summary: 'Change a ticket',
      ...write,
      params,
      body: wire.ticketPatchBody,
      status: 200,
      reply: wire.wholeTicket,
      handle({ caller, params: { id }, body: patch }) {
        if (Object.keys(patch).length > 0) tickets.update(caller, { ids: [id], patch });
        return wire.toWholeTicket(tickets.get(caller, { id }));
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:id/messages`,
      summary: 'Reply to a ticket',
      ...write,
      creates: true,
      params,
      body: wire.newMessageBody,
      status: 201,
      reply: wire.threadMessage,
      handle({ caller, params: { id }, body: { text } }) {
        const { messages } = tickets.addMessage(caller, { ids: [id], text, visibility: 'public' });
        return wire.toThreadMessage(messages[0]!);
      },
    }),
  ];
}

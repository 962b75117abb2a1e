import { mspOrganizationId } from '../../../../../shared/organization.ts';
import type { TicketFilter } from '../../../../../shared/ticket.ts';
import { defineRoute, type Shape, type TypedRequest } from '../../define-route.ts';
import { integerId, offsetOf, oneOf, pageNumber, pageSize, wholeNumber } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { envelope, listEnvelope, orqitPageSize, wrap, wrapPage } from './envelope.ts';
import * as wire from './ticket-wire.ts';

const path = '/api/public/v1/tickets';
const params = { id: integerId('There is no such ticket.') };
const read = { scope: 'tickets:read', group: 'tickets', kept: true } as const;
const write = { scope: 'tickets:write', group: 'tickets' } as const;
const whole = envelope(wire.wholeTicket);

export function ticketRoutes({ tickets, categories }: ServedHandlers): Route[] {
  const update = {
    ...write,
    path: `${path}/:id`,
    params,
    body: wire.ticketPatchBody,
    status: 200,
    reply: whole,
    handle(request: TypedRequest<typeof params, Shape, typeof wire.ticketPatchBody>) {
      const { caller, params, body } = request;
      const known = categories.list(caller, {});
      const patch = wire.toPatch(body, known);
      if (Object.keys(patch).length > 0) tickets.update(caller, { ids: [params.id], patch });
      return wrap(wire.toWholeTicket(tickets.get(caller, params), known));
    },
  };
  return [
    defineRoute({
      method: 'GET',
      path,
      summary: 'List tickets, newest first',
      ...read,
      query: {
        page: pageNumber,
        perPage: pageSize(orqitPageSize),
        status: oneOf(wire.statusWords).optional(),
        priority: oneOf(wire.priorityWords).optional(),
        assigneeId: wholeNumber().optional(),
      },
      status: 200,
      reply: listEnvelope(wire.wholeTicket),
      handle({ caller, query: { page, perPage, status, priority, assigneeId } }) {
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
          offset: offsetOf(page, perPage),
          limit: perPage,
        });
        const known = categories.list(caller, {});
        const contents = tickets.contents(caller, { ids: rows.map(({ id }) => id) });
        const entries = rows.map((row, at) => wire.toWholeTicket({ ...row, ...contents[at]! }, known));
        return wrapPage(entries, page, perPage, total.value);
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
      reply: whole,
      handle({ caller, body }) {
        const known = categories.list(caller, {});
        const input = wire.toNewTicket(body, caller.organizationId ?? mspOrganizationId, known);
        return wrap(wire.toWholeTicket(tickets.create(caller, input).ticket, known));
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get a ticket',
      ...read,
      params,
      status: 200,
      reply: whole,
      handle: ({ caller, params }) =>
        wrap(wire.toWholeTicket(tickets.get(caller, params), categories.list(caller, {}))),
    }),
    defineRoute({ method: 'PATCH', summary: 'Change a ticket', ...update }),
    // Orqit's page says PATCH and its clients also send PUT; both change only what they name.
    defineRoute({ method: 'PUT', summary: 'Change a ticket, as PATCH does', ...update }),
  ];
}

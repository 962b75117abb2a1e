import { z } from 'zod';
import { isoSeconds } from '../../../../../shared/identity.ts';
import { publicId } from '../../../../../shared/public-id.ts';
import { moment, named, prefixed } from '../../wire-schemas.ts';
import {
  description,
  messageText,
  subject,
  ticketMessage,
  ticketPriority,
  ticketStatus,
  type NewTicket,
  type Ticket,
  type TicketMessage,
  type TicketPatch,
  type TicketRow,
} from '../../../../../shared/ticket.ts';

/** OneClickIT's words are ours, in lower case; it names no field that we call otherwise. */
const deviceId = z.string().max(200).nullable();

export const newTicketBody = named(
  'OneClickITTicketNew',
  z.strictObject({
    subject,
    description,
    priority: ticketPriority.default('medium'),
    deviceId: deviceId.default(null),
  }),
);

/** Ours: the vendor documents no update. */
export const ticketPatchBody = z.strictObject({
  subject: subject.optional(),
  description: description.optional(),
  status: ticketStatus.optional(),
  priority: ticketPriority.optional(),
  deviceId: deviceId.optional(),
  resolution: z.string().max(20_000).nullable().optional(),
}) satisfies z.ZodType<TicketPatch>;

export const newMessageBody = z.strictObject({ text: messageText });

export function toNewTicket(body: z.output<typeof newTicketBody>, organizationId: number): NewTicket {
  return {
    ...body,
    organizationId,
    type: 'incident',
    categoryId: null,
    assigneeId: null,
    requester: null,
    requesterEmail: null,
    parentId: null,
    watcherIds: [],
    customFields: {},
  };
}

export const threadMessage = named(
  'OneClickITMessage',
  z.strictObject({
    id: prefixed('message'),
    sender: ticketMessage.shape.sender,
    text: z.string(),
    createdAt: moment,
  }),
);

export const createdTicket = z.strictObject({
  id: prefixed('ticket'),
  subject: z.string(),
  status: ticketStatus,
  createdAt: moment,
});

export const listedTicket = named('OneClickITTicketRow', createdTicket.extend({ priority: ticketPriority }));

export const ticketList = z.strictObject({
  tickets: z.array(listedTicket),
  total: z.int().min(0),
  page: z.int().min(1),
});

export const wholeTicket = named(
  'OneClickITTicket',
  listedTicket.extend({
    description: z.string(),
    deviceId: z.string().nullable(),
    updatedAt: moment,
    /** Ours, and there once one was written: a ticket without one reads as the vendor's page has it. */
    resolution: z.string().optional(),
    messages: z.array(threadMessage),
  }),
);

export function toCreatedTicket({ id, subject, status, createdAt }: TicketRow) {
  return { id: publicId('ticket', id), subject, status, createdAt: isoSeconds(createdAt) };
}

export function toListedTicket(row: TicketRow) {
  return {
    id: publicId('ticket', row.id),
    subject: row.subject,
    status: row.status,
    priority: row.priority,
    createdAt: isoSeconds(row.createdAt),
  };
}

/** The thread holds what the customer may read: internal notes stay in the console. */
export function toWholeTicket(ticket: Ticket) {
  return {
    id: publicId('ticket', ticket.id),
    subject: ticket.subject,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    deviceId: ticket.deviceId,
    createdAt: isoSeconds(ticket.createdAt),
    updatedAt: isoSeconds(ticket.updatedAt),
    ...(ticket.resolution !== null && { resolution: ticket.resolution }),
    messages: ticket.messages.filter(({ visibility }) => visibility === 'public').map(toThreadMessage),
  };
}

export function toThreadMessage(message: TicketMessage) {
  return {
    id: publicId('message', message.id),
    sender: message.sender,
    text: message.text,
    createdAt: isoSeconds(message.createdAt),
  };
}

import { z } from 'zod';
import { isoSeconds, publicId } from '../../../../../shared/identity.ts';
import {
  description,
  messageText,
  subject,
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

export const newTicketBody = z.strictObject({
  subject,
  description,
  priority: ticketPriority.default('medium'),
  deviceId: deviceId.default(null),
});

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

export function listedTicket(row: TicketRow) {
  return {
    id: publicId('ticket', row.id),
    subject: row.subject,
    status: row.status,
    priority: row.priority,
    createdAt: isoSeconds(row.createdAt),
  };
}

export function createdTicket({ id, subject, status, createdAt }: TicketRow) {
  return { id: publicId('ticket', id), subject, status, createdAt: isoSeconds(createdAt) };
}

/** The thread holds what the customer may read: internal notes stay in the console. */
export function wholeTicket(ticket: Ticket) {
  return {
    id: publicId('ticket', ticket.id),
    subject: ticket.subject,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    deviceId: ticket.deviceId,
    createdAt: isoSeconds(ticket.createdAt),
    updatedAt: isoSeconds(ticket.updatedAt),
    messages: ticket.messages.filter(({ visibility }) => visibility === 'public').map(threadMessage),
  };
}

export function threadMessage(message: TicketMessage) {
  return {
    id: publicId('message', message.id),
    sender: message.sender,
    text: message.text,
    createdAt: isoSeconds(message.createdAt),
  };
}

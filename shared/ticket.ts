import { z } from 'zod';
import { assetName } from './asset.ts';
import { customFields } from './custom-fields.ts';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { recordSource } from './record-source.ts';
import { savedFilterOf } from './saved-filter.ts';

export const ticketStatus = z.enum(['open', 'in_progress', 'waiting', 'resolved', 'closed']);
export type TicketStatus = z.infer<typeof ticketStatus>;
export const unresolvedStatuses = ['open', 'in_progress', 'waiting'] as const satisfies TicketStatus[];

export const ticketPriority = z.enum(['low', 'medium', 'high', 'critical']);
export type TicketPriority = z.infer<typeof ticketPriority>;

export const ticketType = z.enum(['incident', 'problem', 'change', 'service_request']);
export type TicketType = z.infer<typeof ticketType>;

/** The six that Orqit names; a workspace's own categories each stand under one of them. */
export const baseCategory = z.enum(['software', 'hardware', 'network', 'access', 'email', 'other']);
export type BaseCategory = z.infer<typeof baseCategory>;

export const ticketCategory = z.object({ id, name: z.string(), base: baseCategory, builtIn: z.boolean() });
export type TicketCategory = z.infer<typeof ticketCategory>;

/** One line of a list. */
export const ticketRow = z.object({
  id,
  organizationId: id,
  subject: z.string(),
  status: ticketStatus,
  priority: ticketPriority,
  type: ticketType,
  categoryId: nullableId,
  assigneeId: nullableId,
  requester: z.string().nullable(),
  source: recordSource,
  snoozedUntil: nullableTimestamp,
  /** When an answer is due by the priority's target; null once resolved. */
  dueAt: nullableTimestamp,
  mergedIntoId: nullableId,
  unread: z.boolean(),
  messageCount: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type TicketRow = z.infer<typeof ticketRow>;

export const messageVisibility = z.enum(['public', 'internal']);
export type MessageVisibility = z.infer<typeof messageVisibility>;

export const ticketMessage = z.object({
  id,
  ticketId: id,
  visibility: messageVisibility,
  /** `technician`, `customer` or `system`: who wrote it, as OneClickIT's `sender` says it. */
  sender: z.enum(['technician', 'customer', 'system']),
  authorName: z.string(),
  technicianId: nullableId,
  text: z.string(),
  createdAt: timestamp,
});
export type TicketMessage = z.infer<typeof ticketMessage>;

export const ticketLinkKind = z.enum(['related', 'duplicates', 'blocks', 'caused_by']);
export const ticketLink = z.object({
  kind: ticketLinkKind,
  /** `from` points away from the ticket shown, `to` towards it. */
  direction: z.enum(['from', 'to']),
  ticket: z.object({ id, subject: z.string(), status: ticketStatus }),
});
export type TicketLink = z.infer<typeof ticketLink>;

export const ticket = ticketRow.extend({
  description: z.string(),
  requesterEmail: z.string().nullable(),
  /** OneClickIT's `deviceId` as it was sent; it need not name an asset. */
  deviceId: z.string().nullable(),
  /** The asset that `deviceId` names; null where it names none: then the ticket is not linked. */
  asset: assetName.nullable(),
  parentId: nullableId,
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: nullableTimestamp,
  externalRef: z.string().nullable(),
  customFields,
  watcherIds: z.array(id),
  messages: z.array(ticketMessage),
  links: z.array(ticketLink),
  /** Tickets that were merged into this one; their messages are part of `messages`. */
  mergedTickets: z.array(
    z.object({ id, subject: z.string(), description: z.string(), createdAt: timestamp }),
  ),
  children: z.array(z.object({ id, subject: z.string(), status: ticketStatus })),
});
export type Ticket = z.infer<typeof ticket>;

export const subject = requiredText(500);
export const description = requiredText(100_000);
export const messageText = requiredText(100_000);

export const newTicket = z.strictObject({
  organizationId: id.default(1),
  subject,
  description,
  priority: ticketPriority.default('medium'),
  type: ticketType.default('incident'),
  categoryId: nullableId.default(null),
  assigneeId: nullableId.default(null),
  requester: z.string().max(200).nullable().default(null),
  requesterEmail: z.string().max(254).nullable().default(null),
  deviceId: z.string().max(200).nullable().default(null),
  parentId: nullableId.default(null),
  watcherIds: z.array(id).max(100).default([]),
  customFields: customFields.default({}),
});
export type NewTicket = z.infer<typeof newTicket>;

export const ticketPatch = z.strictObject({
  subject: subject.optional(),
  description: description.optional(),
  status: ticketStatus.optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  categoryId: nullableId.optional(),
  assigneeId: nullableId.optional(),
  organizationId: id.optional(),
  requester: z.string().max(200).nullable().optional(),
  requesterEmail: z.string().max(254).nullable().optional(),
  deviceId: z.string().max(200).nullable().optional(),
  parentId: nullableId.optional(),
  snoozedUntil: nullableTimestamp.optional(),
  resolution: z.string().max(20_000).nullable().optional(),
  watcherIds: z.array(id).max(100).optional(),
  customFields: customFields.optional(),
});
export type TicketPatch = z.infer<typeof ticketPatch>;

export const ticketView = z.enum(['inbox', 'mine', 'unassigned', 'waiting', 'snoozed', 'resolved', 'all']);
export type TicketView = z.infer<typeof ticketView>;

/** Structured narrowing of a view; every part is a conjunction, several values of one part a disjunction. */
export const ticketFilter = z.strictObject({
  status: z.array(ticketStatus).max(5).optional(),
  priority: z.array(ticketPriority).max(4).optional(),
  organizationId: id.optional(),
  /** `null` asks for tickets that nobody has. */
  assigneeId: nullableId.optional(),
  type: ticketType.optional(),
  categoryId: id.optional(),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

/** Only orders that an index serves: a list never sorts what it could walk. */
export const ticketSort = z.enum(['created', 'updated', 'priority', 'due']);
export type TicketSort = z.infer<typeof ticketSort>;

export const ticketListInput = z.strictObject({
  view: ticketView.default('inbox'),
  filter: ticketFilter.default({}),
  sort: ticketSort.default('created'),
  descending: z.boolean().default(true),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(100),
});
export type TicketListInput = z.infer<typeof ticketListInput>;

export const savedFilter = savedFilterOf({ view: ticketView, filter: ticketFilter });
export type SavedFilter = z.infer<typeof savedFilter>;

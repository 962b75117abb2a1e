import { z } from 'zod';
import { customFields } from '../../../../../shared/custom-fields.ts';
import { id, isoSeconds, nullableId } from '../../../../../shared/identity.ts';
import {
  baseCategory,
  description,
  subject,
  ticketPriority,
  ticketStatus,
  ticketType,
  type NewTicket,
  type Ticket,
  type TicketCategory,
  type TicketPatch,
  type TicketRow,
} from '../../../../../shared/ticket.ts';
import { WireError } from '../../wire-error.ts';
import { moment, named } from '../../wire-schemas.ts';
import { capital, capitals, fromCapitals, toCapitals } from './capitals.ts';

/** Fields that Orqit calls otherwise, by our names. */
export const wireFieldNames: Readonly<Record<string, string>> = {
  subject: 'title',
  categoryId: 'categoryConfigId',
  watcherIds: 'watcherUserIds',
};

export const statusWords = capitals(ticketStatus.options);
export const priorityWords = capitals(ticketPriority.options);

const category = {
  category: fromCapitals(baseCategory.options).optional(),
  /** Null means that it is not given: no ticket loses its category by this wire. */
  categoryConfigId: nullableId.optional(),
};
const related = {
  assigneeId: nullableId.optional(),
  watcherUserIds: z.array(id).max(100).optional(),
  parentId: nullableId.optional(),
  customFields: customFields.optional(),
};

export const newTicketBody = z
  .strictObject({
    title: subject,
    description,
    type: fromCapitals(ticketType.options),
    priority: fromCapitals(ticketPriority.options).default('medium'),
    ...category,
    ...related,
  })
  .refine((body) => body.category !== undefined || body.categoryConfigId != null, {
    path: ['category'],
    message: 'is required, or categoryConfigId in its place',
  });

export const ticketPatchBody = named(
  'OrqitTicketPatch',
  z.strictObject({
    title: subject.optional(),
    description: description.optional(),
    type: fromCapitals(ticketType.options).optional(),
    status: fromCapitals(ticketStatus.options).optional(),
    priority: fromCapitals(ticketPriority.options).optional(),
    ...category,
    ...related,
  }),
);

export function toNewTicket(
  body: z.output<typeof newTicketBody>,
  organizationId: number,
  categories: readonly TicketCategory[],
): NewTicket {
  return {
    organizationId,
    subject: body.title,
    description: body.description,
    type: body.type,
    priority: body.priority,
    categoryId: toCategoryId(body, categories) ?? null,
    assigneeId: body.assigneeId ?? null,
    parentId: body.parentId ?? null,
    watcherIds: body.watcherUserIds ?? [],
    customFields: body.customFields ?? {},
    requester: null,
    requesterEmail: null,
    deviceId: null,
  };
}

/** Only what was sent; an empty body is an empty patch. */
export function toPatch(
  body: z.output<typeof ticketPatchBody>,
  categories: readonly TicketCategory[],
): TicketPatch {
  const { title, watcherUserIds, category, categoryConfigId, ...same } = body;
  const categoryId = toCategoryId({ category, categoryConfigId }, categories);
  return {
    ...same,
    ...(title !== undefined && { subject: title }),
    ...(watcherUserIds !== undefined && { watcherIds: watcherUserIds }),
    ...(categoryId !== undefined && { categoryId }),
  };
}

function toCategoryId(
  body: { category?: TicketCategory['base'] | undefined; categoryConfigId?: number | null | undefined },
  categories: readonly TicketCategory[],
): number | undefined {
  const { category: base, categoryConfigId } = body;
  if (categoryConfigId == null) {
    return base && categories.find((known) => known.builtIn && known.base === base)?.id;
  }
  const named = categories.find((known) => known.id === categoryConfigId);
  if (!named) throw invalidCategory('names no category');
  if (base !== undefined && named.base !== base)
    throw invalidCategory(`stands under ${named.base.toUpperCase()}`);
  return named.id;
}

function invalidCategory(message: string): WireError {
  return new WireError(`categoryConfigId ${message}.`, [{ path: 'categoryConfigId', message }]);
}

export const wholeTicket = named(
  'OrqitTicket',
  z.strictObject({
    id,
    ticketNumber: z.string().regex(/^TCK-\d+$/),
    title: z.string(),
    type: toCapitals(ticketType.options),
    status: toCapitals(ticketStatus.options),
    priority: toCapitals(ticketPriority.options),
    category: toCapitals(baseCategory.options).nullable(),
    categoryConfigId: nullableId,
    assigneeId: nullableId,
    createdAt: moment,
    updatedAt: moment,
    description: z.string(),
    watcherUserIds: z.array(id),
    parentId: nullableId,
    customFields,
  }),
);

/** A line of a list and what that leaves out: together the whole of what Orqit serves. */
type ServedTicket = TicketRow & Pick<Ticket, 'description' | 'watcherIds' | 'parentId' | 'customFields'>;

export function toWholeTicket(ticket: ServedTicket, categories: readonly TicketCategory[]) {
  const own = categories.find((known) => known.id === ticket.categoryId);
  return {
    id: ticket.id,
    ticketNumber: `TCK-${ticket.id}`,
    title: ticket.subject,
    type: capital(ticket.type),
    status: capital(ticket.status),
    priority: capital(ticket.priority),
    category: own ? capital(own.base) : null,
    categoryConfigId: own ? own.id : null,
    assigneeId: ticket.assigneeId,
    createdAt: isoSeconds(ticket.createdAt),
    updatedAt: isoSeconds(ticket.updatedAt),
    description: ticket.description,
    watcherUserIds: ticket.watcherIds,
    parentId: ticket.parentId,
    customFields: ticket.customFields,
  };
}

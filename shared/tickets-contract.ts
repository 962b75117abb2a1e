import { z } from 'zod';
import { recordedChange } from './change.ts';
import { id } from './identity.ts';
import { procedure } from './procedure.ts';
import { count, savedFilterContract } from './saved-filter.ts';
import {
  baseCategory,
  messageText,
  messageVisibility,
  newTicket,
  savedFilter,
  ticket,
  ticketCategory,
  ticketFilter,
  ticketLinkKind,
  ticketListInput,
  ticketMessage,
  ticketPatch,
  ticketRow,
  ticketStatus,
  ticketView,
} from './ticket.ts';

/** What a change answers: the rows as they are now, and the name by which it can be undone. */
export const ticketChangeResult = z.object({ changeId: z.string(), tickets: z.array(ticketRow) });
export type TicketChangeResult = z.infer<typeof ticketChangeResult>;

const ids = z.array(id).min(1).max(1000);

export const ticketsContract = {
  list: procedure(ticketListInput, z.object({ rows: z.array(ticketRow), total: count })),
  /** Live counts of the built-in views (for the technician who asks) and of every saved filter. */
  counts: procedure(
    z.strictObject({}),
    z.object({
      views: z.record(ticketView, count),
      savedFilters: z.array(z.object({ id, count })),
    }),
  ),
  get: procedure(z.strictObject({ id }), ticket),
  /** What a line of a list leaves out, for many tickets at once and in the order asked for. */
  contents: procedure(
    z.strictObject({ ids }),
    z.array(
      ticket.pick({ id: true, description: true, parentId: true, customFields: true, watcherIds: true }),
    ),
  ),
  /** What is to be done and was done on one asset: open tickets first, newest first, at most 200. */
  ofAsset: procedure(z.strictObject({ assetId: id }), z.object({ rows: z.array(ticketRow) })),
  /**
   * Full text, newest first, with `status:open priority:high org:"Demo Corp" assignee:me` filters, phrases
   * and prefixes. Works within a time budget: while `cursor` is not null there is more to be had from there.
   */
  search: procedure(
    z.strictObject({
      query: z.string().max(500),
      cursor: z.int().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({
      rows: z.array(ticketRow),
      cursor: z.int().nullable(),
      /** Parts of the query that name nothing known, in words for the technician. */
      warnings: z.array(z.string()),
    }),
  ),
  create: procedure(newTicket, z.object({ changeId: z.string(), ticket })),
  update: procedure(z.strictObject({ ids, patch: ticketPatch }), ticketChangeResult),
  addMessage: procedure(
    z.strictObject({
      ids,
      text: messageText,
      visibility: messageVisibility,
      /** Also sets the status, as "send and resolve" does, in the same change. */
      status: ticketStatus.optional(),
    }),
    ticketChangeResult.extend({ messages: z.array(ticketMessage) }),
  ),
  /** Closes `ids` into `intoId`; their threads show there. */
  merge: procedure(z.strictObject({ ids, intoId: id }), ticketChangeResult),
  /** Takes a change back, field by field, where the field still holds what the change wrote. */
  undo: procedure(
    z.strictObject({ changeId: z.string().max(64) }),
    ticketChangeResult.extend({
      /** Fields that were left alone because somebody changed them since. */
      kept: z.array(z.object({ ticketId: id, field: z.string() })),
    }),
  ),
  history: procedure(z.strictObject({ id }), z.array(recordedChange)),
  /** Clears the unread mark; no event, no history. */
  markRead: procedure(z.strictObject({ ids, unread: z.boolean().default(false) }), z.object({})),
  link: procedure(z.strictObject({ fromId: id, toId: id, kind: ticketLinkKind }), ticketChangeResult),
  unlink: procedure(z.strictObject({ fromId: id, toId: id, kind: ticketLinkKind }), ticketChangeResult),
};

export const categoriesContract = {
  list: procedure(z.strictObject({}), z.array(ticketCategory)),
  create: procedure(z.strictObject({ name: z.string().min(1).max(80), base: baseCategory }), ticketCategory),
  rename: procedure(z.strictObject({ id, name: z.string().min(1).max(80) }), ticketCategory),
};

export const savedFiltersContract = savedFilterContract(savedFilter, {
  view: ticketView.default('all'),
  filter: ticketFilter.default({}),
});

/** Unsent text, keyed by the field it stands in (`reply:42`), so that no crash loses it. */
export const draft = z.object({ key: z.string(), text: z.string(), updatedAt: z.int() });
export type Draft = z.infer<typeof draft>;
export const draftsContract = {
  get: procedure(z.strictObject({ key: z.string().min(1).max(200) }), draft.nullable()),
  list: procedure(z.strictObject({ prefix: z.string().max(200).default('') }), z.array(draft)),
  /** Empty text removes the draft. The longest is an article of the knowledge base with all its fields. */
  save: procedure(
    z.strictObject({ key: z.string().min(1).max(200), text: z.string().max(1_500_000) }),
    z.object({}),
  ),
};

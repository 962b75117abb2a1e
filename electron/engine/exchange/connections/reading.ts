import { z } from 'zod';
import type { BaseCategory } from '../../../../shared/ticket.ts';
import {
  baseCategory,
  ticketPriority,
  ticketStatus,
  ticketType,
  type TicketPriority,
  type TicketStatus,
  type TicketType,
} from '../../../../shared/ticket.ts';

/** What answers of other services are made of. Fields that are not named are left alone: services add some. */

/** An id as text, whether it is sent as a number or as text. */
export const remoteId = z.union([z.string().min(1).max(200), z.int()]).transform((value) => String(value));

/** ISO 8601, also with the stray spaces of one vendor's page; null where none can be read. */
export const moment = z
  .unknown()
  .optional()
  .transform((value) => {
    if (typeof value !== 'string' || value.length > 60) return null;
    const at = Date.parse(value.replaceAll(' ', ''));
    return Number.isNaN(at) ? null : at;
  });

/** Text that may be missing: too long is cut where our own ends. */
export const textUpTo = (most: number) =>
  z
    .string()
    .transform((text) => text.slice(0, most))
    .optional();

const word = (value: unknown): string =>
  typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/[ -]/g, '_') : '';

/** A word of ours in whatever case, undefined for one that is none of ours: that says nothing, and changes nothing. */
function ourWord<T extends string>(words: { safeParse(value: unknown): { data?: T | undefined } }) {
  return z
    .unknown()
    .optional()
    .transform((value): T | undefined => words.safeParse(word(value)).data);
}

export const statusWord = ourWord<TicketStatus>(ticketStatus);
export const priorityWord = ourWord<TicketPriority>(ticketPriority);
export const typeWord = ourWord<TicketType>(ticketType);
export const categoryWord = ourWord<BaseCategory>(baseCategory);

/** Only those that are there: absent is not empty. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Reads an answer by its schema; what does not fit is no answer. */
export function reader<S extends z.ZodType, T>(schema: S, make: (value: z.output<S>) => T) {
  return (json: unknown): T | undefined => {
    const parsed = schema.safeParse(json);
    return parsed.success ? make(parsed.data) : undefined;
  };
}

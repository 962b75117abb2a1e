import { z } from 'zod';

export const id = z.int().positive();
export const nullableId = id.nullable();
/** Milliseconds since 1970, UTC: what the database and IPC carry. */
export const timestamp = z.int();
export const nullableTimestamp = timestamp.nullable();

/** The wire's form of a moment: ISO 8601, UTC, whole seconds. */
export function isoSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19) + 'Z';
}

/** Text as sent: never trimmed or normalised, refused only when there is nothing to read in it. */
export const requiredText = (max: number) => z.string().max(max).regex(/\S/, 'must not be blank');

/** The same in one line, without characters that command something: what may stand in a header. */
export const requiredLine = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/\S/, 'must not be blank')
    .regex(/^[ -~\u00a0-\u2027\u202a-\uffff]*$/, 'must be one line of text');

/** Text that may be missing. */
export const optionalText = (max: number) => z.string().max(max).nullable();

/** A day without a time or a zone, as `2026-03-23`. */
export const calendarDate = z.iso.date();

/** The day of a moment, in UTC. */
export function calendarDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

import { z } from 'zod';

/**
 * Integer ids are what the database, ClientSt0r and Orqit use. OneClickIT uses prefixed public ids;
 * they are the same number in hexadecimal (at least six digits), so no second column can disagree.
 */
export const publicIdPrefixes = {
  ticket: 'tkt',
  message: 'msg',
  device: 'dev',
  target: 'tgt',
  customer: 'cus',
  key: 'key',
  webhook: 'whk',
  delivery: 'dlv',
  report: 'rpt',
} as const;

export type PublicIdKind = keyof typeof publicIdPrefixes;

/** `publicId('ticket', 1234)` is `tkt_0004d2`. */
export function publicId(kind: PublicIdKind, id: number): string {
  return `${publicIdPrefixes[kind]}_${id.toString(16).padStart(6, '0')}`;
}

/** The integer behind a public id, or undefined where it is not one: only the canonical spelling counts. */
export function parsePublicId(kind: PublicIdKind, text: string): number | undefined {
  const match = /^([a-z]{3})_([0-9a-f]{6,13})$/.exec(text);
  if (!match || match[1] !== publicIdPrefixes[kind]) return undefined;
  const id = Number.parseInt(match[2]!, 16);
  return id > 0 && Number.isSafeInteger(id) && publicId(kind, id) === text ? id : undefined;
}

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

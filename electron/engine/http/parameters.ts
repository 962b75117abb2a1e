import { z } from 'zod';
import { parsePublicId, publicIdPrefixes, type PublicIdKind } from '../../../shared/public-id.ts';

/** Schemas of what stands in an address, where everything is text. */

const notWhole = 'must be a whole number from 1';

/** A whole number from 1, written as one. */
export function wholeNumber(max = 999_999_999) {
  return z
    .string()
    .regex(/^[1-9]\d{0,8}$/, notWhole)
    .transform(Number)
    .pipe(z.int().min(1).max(max));
}

/** Parameters of a list whose pages are numbered from 1. */
export const pageNumber = wholeNumber().default(1);

export function pageSize(size: { readonly standard: number; readonly max: number }) {
  return wholeNumber(size.max).default(size.standard);
}

export function offsetOf(page: number, size: number): number {
  return (page - 1) * size;
}

/** One of the wire's words, as what it stands for inside: `oneOf({ OPEN: 'open' })` reads OPEN as open. */
export function oneOf<const W extends Readonly<Record<string, unknown>>>(words: W) {
  return z.enum(Object.keys(words) as (keyof W & string)[]).transform((word) => words[word]!);
}

/** An integer id in a path. What cannot be one names nothing; `missing` is told then. */
export function integerId(missing: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,14}$/, missing)
    .transform(Number)
    .pipe(z.int().positive());
}

/** A public id in a path (`tkt_0004d2`), as the integer behind it. */
export function prefixedId(kind: PublicIdKind, missing: string) {
  return z
    .string()
    .regex(new RegExp(`^${publicIdPrefixes[kind]}_[0-9a-f]{6,13}$`), missing)
    .transform((text, context) => {
      const id = parsePublicId(kind, text);
      if (id !== undefined) return id;
      context.addIssue(missing);
      return z.NEVER;
    });
}

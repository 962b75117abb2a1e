import { z } from 'zod';
import { AppError } from '../../../../../shared/errors.ts';

/** Django REST framework's page numbers. */

const standardSize = 25;
const largestSize = 200;
/** No list has so many pages. */
const beyondAny = 999_999_999;

/** A number written as one, 0 for anything else: Django REST framework minds neither as other parameters do. */
function wholeOrNone(meta: { readonly description: string; readonly default?: number }) {
  return z
    .string()
    .transform((text) => (/^\d+$/.test(text) ? Math.min(Number(text), beyondAny) : 0))
    .pipe(z.int().min(0))
    .optional()
    .meta({ minimum: 1, ...meta });
}

export const pageParameters = {
  page: wholeOrNone({ description: 'From 1' }),
  page_size: wholeOrNone({
    default: standardSize,
    description: `Entries a page; more than ${largestSize} is read as ${largestSize}`,
  }),
};

export interface Page {
  readonly page: number;
  readonly size: number;
}

/**
 * A size that is none counts as not said, one that is too large as the largest.
 * @throws AppError `not_found` for a page that cannot be
 */
export function pageOf(page = 1, size = 0): Page {
  if (page < 1) throw invalidPage();
  return { page, size: Math.min(size || standardSize, largestSize) };
}

/** The first page may be empty; there is none after the last. */
export function requirePage({ page, size }: Page, count: number): void {
  if (page > 1 && (page - 1) * size >= count) throw invalidPage();
}

function invalidPage(): AppError {
  return new AppError('not_found', 'Invalid page.');
}

export function listEnvelope(entry: z.ZodType) {
  const link = z.url().nullable();
  return z.strictObject({
    count: z.int().min(0),
    next: link,
    previous: link,
    results: z.array(entry),
  });
}

/** Absolute addresses of the pages beside this one; everything else that was asked for stays as it was. */
export function linksOf(
  { page, size }: Page,
  count: number,
  address: string,
  query: string,
): { next: string | null; previous: string | null } {
  const to = (number: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(number));
    return `${address}?${parameters.toString()}`;
  };
  return {
    next: page * size < count ? to(page + 1) : null,
    previous: page > 1 ? to(page - 1) : null,
  };
}

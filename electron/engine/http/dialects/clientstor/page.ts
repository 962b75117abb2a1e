import { z } from 'zod';
import { AppError } from '../../../../../shared/errors.ts';

/** Django REST framework's page numbers. */

const standardSize = 25;
const largestSize = 200;

export const pageParameters = {
  page: z.string().max(20).optional().describe('From 1'),
  page_size: z
    .string()
    .max(20)
    .optional()
    .describe(`Entries a page: ${standardSize} where nothing is said, ${largestSize} at most`),
};

export interface Page {
  readonly page: number;
  readonly size: number;
}

/**
 * A size that is none counts as not said, one that is too large as the largest.
 * @throws AppError `not_found` for a page that cannot be
 */
export function readPage(query: { page?: string | undefined; page_size?: string | undefined }): Page {
  const { page = '1', page_size: size = '' } = query;
  if (!/^[1-9]\d{0,8}$/.test(page)) throw invalidPage();
  const wanted = /^\d+$/.test(size) && Number(size) > 0 ? Number(size) : standardSize;
  return { page: Number(page), size: Math.min(wanted, largestSize) };
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

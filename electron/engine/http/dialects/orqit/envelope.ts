import { z } from 'zod';

/** Orqit answers everything in `{ success, data }`, lists with the page they are. */

export function envelope<D extends z.ZodType>(data: D) {
  return z.strictObject({ success: z.literal(true), data });
}

export function listEnvelope<D extends z.ZodType>(entry: D) {
  return envelope(z.array(entry)).extend({
    meta: z.strictObject({
      page: z.int().min(1),
      perPage: z.int().min(1),
      totalCount: z.int().min(0),
    }),
  });
}

export function wrap<D>(data: D): { success: true; data: D } {
  return { success: true, data };
}

export const orqitPageSize = { standard: 20, max: 100 };

/** A page as Orqit tells of it. */
export function wrapPage<D>(data: D[], page: number, perPage: number, totalCount: number) {
  return { ...wrap(data), meta: { page, perPage, totalCount } };
}

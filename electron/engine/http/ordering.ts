import { z } from 'zod';

/** What a list is sorted by, as our handlers take it. */
export type Order<F extends string> = { field: F; descending: boolean }[];

/**
 * Reads `name,-created_at`: fields by the wire's names, a minus for descending. A field that is named twice
 * counts where it stands first.
 */
export function ordering<F extends string>(names: Readonly<Record<string, F>>) {
  return z
    .string()
    .max(500)
    .transform((text, context): Order<F> => {
      const order: Order<F> = [];
      for (const part of text.split(',').filter((name) => name.trim() !== '')) {
        const name = part.trim();
        const descending = name.startsWith('-');
        const wire = descending ? name.slice(1) : name;
        const field = Object.hasOwn(names, wire) ? names[wire] : undefined;
        if (field === undefined) {
          context.addIssue(
            `cannot order by ${wire.slice(0, 60)}; known are ${Object.keys(names).join(', ')}`,
          );
          return z.NEVER;
        }
        if (!order.some((known) => known.field === field)) order.push({ field, descending });
      }
      return order;
    });
}

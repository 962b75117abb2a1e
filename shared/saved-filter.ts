import { z } from 'zod';
import { id } from './identity.ts';
import { procedure } from './procedure.ts';

/** A count that is kept (`exact`) or one that stopped at its cap (`false`: show "99+"). */
export const count = z.object({ value: z.int(), exact: z.boolean() });
export type Count = z.infer<typeof count>;

const name = z.string().min(1).max(80);
const query = z.string().max(500).default('');

/** Views of the technicians' own over one kind of record: what it shows (`shape`) and the words it searches for. */
export function savedFilterOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ id, name: z.string(), query: z.string(), position: z.int(), ...shape });
}

/** @param created the same shape, with what may be left out of a new one */
export function savedFilterContract<Saved extends z.ZodType, Shape extends z.ZodRawShape>(
  saved: Saved,
  created: Shape,
) {
  return {
    list: procedure(z.strictObject({}), z.array(saved)),
    create: procedure(z.strictObject({ name, query, ...created }), saved),
    update: procedure(z.strictObject({ id, name: name.optional(), position: z.int().optional() }), saved),
    remove: procedure(z.strictObject({ id }), z.object({})),
  };
}

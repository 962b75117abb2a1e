import { z } from 'zod';
import { recordedChange } from './change.ts';
import { id } from './identity.ts';
import { procedure } from './procedure.ts';

/** Records that one change goes over. */
export const recordIds = z.array(id).min(1).max(1000);

/** An order by several fields, the first one first; the id always comes last, so that no page repeats a row. */
export function sortBy<F extends z.ZodEnum>(field: F) {
  const key = z.strictObject({
    field,
    descending: z.boolean().default(false),
    /** By the name of the organization that the field leads to; only for the first key. */
    named: z.literal(true).optional(),
  });
  return z.array(key).max(8);
}

/** Values that fields must have exactly; `null` asks for those where nothing is noted. */
export function equalTo<F extends z.ZodEnum>(field: F) {
  return z.partialRecord(field, z.union([z.string().max(300), z.number(), z.boolean(), z.null()]));
}

interface RecordParts<
  Row extends z.ZodType,
  Whole extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
  Filter extends z.ZodType,
  Field extends z.ZodEnum,
> {
  /** A line of a list. */
  readonly row: Row;
  /** All of a record. */
  readonly whole: Whole;
  readonly created: New;
  readonly patch: Patch;
  /** Narrows a list; every part is a conjunction, several values of one part a disjunction. */
  readonly filter: Filter;
  /** The fields that a list can be ordered by. */
  readonly field: Field;
}

/** What the console does with any kind of record that belongs to an organization. */
export function recordContract<
  Row extends z.ZodType,
  Whole extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
  Filter extends z.ZodType,
  Field extends z.ZodEnum,
>(parts: RecordParts<Row, Whole, New, Patch, Filter, Field>) {
  const { row, whole, filter, field } = parts;
  return {
    /**
     * One page, and how many there are in all. `search` is full text: words match from their start, `"…"` is
     * a phrase, a leading `-` excludes.
     */
    list: procedure(
      z.strictObject({
        filter,
        search: z.string().max(500).default(''),
        sort: sortBy(field).default([]),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
      z.object({ rows: z.array(row), total: z.int() }),
    ),
    get: procedure(z.strictObject({ id }), whole),
    create: procedure(parts.created, z.object({ changeId: z.string(), record: whole })),
    /** The same patch for each of them, all or none. */
    update: procedure(
      z.strictObject({ ids: recordIds, patch: parts.patch }),
      z.object({ changeId: z.string(), records: z.array(whole) }),
    ),
    remove: procedure(z.strictObject({ ids: recordIds }), z.object({ changeId: z.string() })),
    /** Takes a change or a removal back, field by field, where the field still holds what the change wrote. */
    undo: procedure(
      z.strictObject({ changeId: z.string().max(64) }),
      z.object({
        changeId: z.string(),
        records: z.array(whole),
        /** Fields that were left alone because somebody changed them since. */
        kept: z.array(z.object({ id, field: z.string() })),
      }),
    ),
    history: procedure(z.strictObject({ id }), z.array(recordedChange)),
  };
}

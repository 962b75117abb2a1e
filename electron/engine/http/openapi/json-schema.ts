import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a body must be like, or what a reply is like, as JSON Schema 2020-12. */
export function jsonSchema(schema: z.ZodType, direction: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: direction,
    unrepresentable: 'any',
    override({ jsonSchema: each }) {
      // The largest safe integer is what any number here may be at most: it says nothing.
      if (each.maximum === Number.MAX_SAFE_INTEGER) delete each.maximum;
      if (each.minimum === Number.MIN_SAFE_INTEGER) delete each.minimum;
    },
  });
  return rest;
}

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** Parts of an address: everything there is text, but a number that is written out is told as a number. */
export function parametersOf(shape: z.ZodObject): Parameter[] {
  return Object.entries(shape.shape).map(([name, schema]) => {
    const read = jsonSchema(schema as z.ZodType, 'output');
    const told =
      read['type'] === 'integer' || read['type'] === 'boolean'
        ? read
        : jsonSchema(schema as z.ZodType, 'input');
    return { name, required: !(schema as z.ZodType).safeParse(undefined).success, schema: told };
  });
}

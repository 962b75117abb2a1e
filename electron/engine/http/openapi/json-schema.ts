import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a body must be like, or what a reply is like, as JSON Schema 2020-12.
 * @param refer gives the address under which a part is told elsewhere, undefined for what is told in its place
 */
export function jsonSchema(
  schema: z.core.$ZodType,
  direction: 'input' | 'output',
  refer: (part: z.core.$ZodType) => string | undefined = () => undefined,
): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: direction,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema: each }) {
      const address = refer(zodSchema);
      if (address !== undefined) {
        for (const name of Object.keys(each)) delete each[name];
        each.$ref = address;
      }
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

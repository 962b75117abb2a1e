import type { z } from 'zod';
import { identityOf, nameOf } from '../wire-schemas.ts';
import { jsonSchema, type JsonSchema } from './json-schema.ts';

/** Schemas as operations show them: what has a name is told once, and operations refer to it. */
export interface Components {
  schemaOf(schema: z.ZodType, direction: 'input' | 'output'): JsonSchema;
  /** What was referred to, by name. */
  told(): Record<string, JsonSchema>;
}

export function createComponents(): Components {
  const parts = new Map<string, { readonly identity: object; readonly told: JsonSchema }>();

  function schemaOf(schema: z.ZodType, direction: 'input' | 'output'): JsonSchema {
    return jsonSchema(schema, direction, (part) => {
      const name = nameOf(part);
      return name === undefined ? undefined : referTo(name, part, direction);
    });
  }

  function referTo(name: string, schema: z.core.$ZodType, direction: 'input' | 'output'): string {
    const known = parts.get(name);
    if (known && known.identity !== identityOf(schema)) throw new Error(`Two schemas are called ${name}.`);
    if (!known) {
      const refer = (part: z.core.$ZodType) => {
        const inner = identityOf(part) === identityOf(schema) ? undefined : nameOf(part);
        return inner === undefined ? undefined : referTo(inner, part, direction);
      };
      parts.set(name, { identity: identityOf(schema), told: jsonSchema(schema, direction, refer) });
    }
    return `#/components/schemas/${name}`;
  }

  return {
    schemaOf,
    told: () => Object.fromEntries([...parts].map(([name, { told }]) => [name, told])),
  };
}

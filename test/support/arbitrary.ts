import * as fc from 'fast-check';

/** As much of JSON Schema 2020-12 as our own description uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '\u202e', -0, 1e308, 2 ** 53, -1, 1.5, true, null, [], {}),
);

/** Mostly what is asked for, sometimes anything at all. */
export function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: anything });
}

/** Values of a schema, each part of them sometimes wrong. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'string':
      return textsOf(schema);
    case 'array':
      return fc.array(mostly(valuesOf(schema.items ?? {})), { maxLength: Math.min(4, schema.maxItems ?? 4) });
    case 'object':
      return objectsOf(schema);
    default:
      return anything;
  }
}

function numbersOf({ type, minimum, maximum, exclusiveMinimum }: Schema): fc.Arbitrary<unknown> {
  // Small numbers are those that name something.
  const max = Math.min(maximum ?? 60, 1_000_000);
  const min = Math.min(minimum ?? (exclusiveMinimum === undefined ? -3 : exclusiveMinimum + 1), max);
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return type === 'integer' ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
}

function textsOf({ pattern, format, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  const fits = (text: string): boolean => text.length <= maxLength;
  if (format === 'date') return fc.constantFrom('2026-02-28', '2024-02-29', '1999-12-31');
  if (format === 'date-time') return fc.constantFrom('2026-03-23T10:30:00Z', '1999-12-31T23:59:59Z');
  if (format === 'email') return fc.emailAddress().filter(fits);
  if (pattern !== undefined && pattern !== '\\S') {
    return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, 40) }).filter(fits);
  }
  return fc.oneof(
    fc.constantFrom('Printer', 'switch', 'ä é', "'; --", '<b>', '%00'),
    fc.string({ minLength: 1, maxLength: Math.min(maxLength, 24), unit: 'binary' }).filter(fits),
  );
}

function objectsOf({ properties = {}, required = [], additionalProperties, propertyNames }: Schema) {
  const shape = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => {
      const right = mostly(valuesOf(each));
      // One in twenty leaves out what is required.
      return [
        name,
        required.includes(name)
          ? fc.option(right, { nil: undefined, freq: 20 })
          : fc.option(right, { nil: undefined, freq: 1 }),
      ];
    }),
  );
  const stray = fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 12 }), anything, { maxKeys: 2 }) },
  );
  const more =
    typeof additionalProperties === 'object'
      ? fc.dictionary(
          textsOf({ maxLength: 12, ...propertyNames }) as fc.Arbitrary<string>,
          mostly(valuesOf(additionalProperties)),
          { maxKeys: 3 },
        )
      : stray;
  return fc.tuple(fc.record(shape), more).map(([fields, others]): unknown => ({ ...fields, ...others }));
}

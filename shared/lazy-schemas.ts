// What the bundles have in place of `zod` (see vite.config.ts): the same library, but a schema is built when it is
// first used. A contract of four hundred calls takes a tenth of a second to build at each start, in each of three
// processes, and a session uses a small part of it. Sources and tests that run without a bundle import zod itself.
import { z as zod } from 'zod/v4';

type Build = () => object;

/** Methods that make one schema of another, and so can wait with it. What is not named here builds at once. */
const derivations = new Set<PropertyKey>(
  [
    [
      'min',
      'max',
      'length',
      'nonempty',
      'regex',
      'startsWith',
      'endsWith',
      'includes',
      'trim',
      'toLowerCase',
    ],
    [
      'toUpperCase',
      'int',
      'positive',
      'nonnegative',
      'gt',
      'gte',
      'lt',
      'lte',
      'multipleOf',
      'refine',
      'check',
    ],
    ['superRefine', 'transform', 'pipe', 'optional', 'exactOptional', 'nullable', 'nullish', 'default'],
    [
      'prefault',
      'catch',
      'array',
      'or',
      'and',
      'readonly',
      'brand',
      'describe',
      'extend',
      'safeExtend',
      'pick',
      'keyof',
    ],
    ['omit', 'partial', 'required', 'strict', 'loose', 'strip', 'catchall', 'exclude', 'extract', 'meta'],
  ].flat(),
);

/** The schema behind a stand-in. */
const behind = new WeakMap<object, Build>();

/** Stands for the schema that `build` makes, and asks for it once, when something is wanted of it. */
function lazy(build: Build): object {
  let built: object | undefined;
  const schema = (): object => (built ??= build());
  const standIn = new Proxy(
    {},
    {
      get(_target, key) {
        if (derivations.has(key)) {
          return (...args: unknown[]) =>
            lazy(() => {
              const derive = Reflect.get(schema(), key) as (...given: unknown[]) => object;
              return derive(...args.map(real));
            });
        }
        return Reflect.get(schema(), key) as unknown;
      },
      set: (_target, key, value) => Reflect.set(schema(), key, value),
      has: (_target, key) => Reflect.has(schema(), key),
      getPrototypeOf: () => Reflect.getPrototypeOf(schema()),
    },
  );
  behind.set(standIn, schema);
  return standIn;
}

/**
 * What zod is given to build with: it knows its schemas by identity, so no stand-in may get into one. Shapes and
 * lists of schemas are looked through; a getter of a shape is how a schema holds itself, and stays one.
 */
function real(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const build = behind.get(given);
  if (build) return build();
  if (Array.isArray(given)) return given.map(real);
  if (Object.getPrototypeOf(given) !== Object.prototype) return given;
  const parts = Object.entries(Object.getOwnPropertyDescriptors(given)).map(([name, part]) => [
    name,
    'value' in part ? { ...part, value: real(part.value) } : part,
  ]);
  return Object.defineProperties({}, Object.fromEntries(parts) as PropertyDescriptorMap);
}

function waiting<F extends (...args: never[]) => object>(factory: F): F {
  return ((...args: Parameters<F>) => lazy(() => factory(...(args.map(real) as Parameters<F>)))) as F;
}

/** What the sources use of zod; a test holds this list against them. The factories look at what they are given later. */
export const z = {
  array: waiting(zod.array),
  boolean: waiting(zod.boolean),
  discriminatedUnion: waiting(zod.discriminatedUnion),
  email: waiting(zod.email),
  enum: waiting(zod.enum),
  int: waiting(zod.int),
  literal: waiting(zod.literal),
  looseObject: waiting(zod.looseObject),
  null: waiting(zod.null),
  number: waiting(zod.number),
  object: waiting(zod.object),
  partialRecord: waiting(zod.partialRecord),
  preprocess: waiting(zod.preprocess),
  record: waiting(zod.record),
  strictObject: waiting(zod.strictObject),
  string: waiting(zod.string),
  tuple: waiting(zod.tuple),
  union: waiting(zod.union),
  unknown: waiting(zod.unknown),
  url: waiting(zod.url),
  uuid: waiting(zod.uuid),
  iso: { date: waiting(zod.iso.date), datetime: waiting(zod.iso.datetime) },
  coerce: { number: waiting(zod.coerce.number) },
  NEVER: zod.NEVER,
  toJSONSchema: ((schema: object, ...options: [never]) =>
    zod.toJSONSchema(real(schema) as never, ...options)) as typeof zod.toJSONSchema,
};

import { z } from 'zod';
import { isoSeconds } from '../../../shared/identity.ts';
import { publicId, type PublicIdKind } from '../../../shared/public-id.ts';
import { moment as servedMoment, named, prefixed } from './wire-schemas.ts';

/** How the values of a field stand on a wire. */
export interface Spelling {
  /** As it is served. */
  readonly served: z.ZodType;
  /** As a body may give it; read as the value that it is inside. */
  readonly accepted: z.ZodType;
  /** As a query asks for it, from text; null where nobody can ask for it. */
  readonly asked: z.ZodType | null;
  toWire(value: unknown): unknown;
}

/** Of any length that an address may have: what is longer than the field itself is equal to nothing. */
const anyText = z.string();
const asIs = (value: unknown): unknown => value;

/** Text and words: the same outside as inside. */
function plain(schema: z.ZodType): Spelling {
  return { served: schema, accepted: schema, asked: anyText, toWire: asIs };
}

export function numeric(schema: z.ZodType): Spelling {
  const asked = z
    .string()
    .regex(/^(-?\d{1,15}(\.\d{1,15})?)?$/, 'must be a number')
    .transform((text) => (text === '' ? undefined : Number(text)));
  return { served: schema, accepted: schema, asked, toWire: asIs };
}

/** Yes or no. */
export const truth: Spelling = {
  served: z.boolean(),
  accepted: z.boolean(),
  asked: z.enum(['true', 'false', 'True', 'False', '1', '0']).transform((text) => /^(true|1)$/i.test(text)),
  toWire: asIs,
};

/** Words that this wire writes its own way, each standing for one of ours. */
export function words(served: z.ZodType, accepted: z.ZodType, spell: (ours: string) => string): Spelling {
  return { served, accepted, asked: accepted, toWire: (value) => spell(String(value)) };
}

/** A number of ours as a public id; nobody can write it. */
export function numbered(kind: PublicIdKind): Spelling {
  const schema = prefixed(kind);
  return { served: schema, accepted: schema, asked: null, toWire: (value) => publicId(kind, Number(value)) };
}

/** JSON that is no single value: nobody asks for one that is equal to it. */
export function structured(schema: z.ZodType): Spelling {
  return { served: schema, accepted: schema, asked: null, toWire: asIs };
}

/** Milliseconds inside, ISO seconds outside. Null where the field may be empty. */
export function moment(nullable: 'nullable' | 'always'): Spelling {
  const given = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
  const served = servedMoment;
  return {
    served: nullable === 'nullable' ? served.nullable() : served,
    accepted: nullable === 'nullable' ? given.nullable() : given,
    asked: given,
    toWire: (value) => (value === null ? null : isoSeconds(Number(value))),
  };
}

type Fields = Readonly<Record<string, z.ZodType>>;

export interface WireTableDefinition<R extends z.ZodObject, N extends z.ZodObject, P extends z.ZodObject> {
  /** What the description calls a record of it, with the dialect in front: `OrqitAsset`. */
  readonly title: string;
  /** A record as it is inside, a new one, and a change of one. */
  readonly record: R;
  readonly created: N;
  readonly patch: P;
  /** The wire's names in the order in which they are served, each with ours. */
  readonly names: Readonly<Record<string, keyof z.output<R> & string>>;
  /** Fields that stand otherwise on the wire than inside. */
  readonly spelled?: Readonly<Partial<Record<keyof z.output<R> & string, Spelling>>>;
  /** Taken from bodies and never served; a whole record that leaves one out leaves it as it is. */
  readonly writeOnly?: readonly (keyof z.output<R> & string)[];
  /** What becomes of unknown fields of a body. */
  readonly unknown: 'refused' | 'ignored';
}

/** One kind of record in one dialect: its mapping both ways, and the schemas that follow from it. */
export interface WireTable<R extends z.ZodObject, N extends z.ZodObject, P extends z.ZodObject> {
  /** Of what is served. */
  readonly names: Readonly<Record<string, keyof z.output<R> & string>>;
  readonly served: z.ZodObject;
  /** Bodies, read as what they mean inside. */
  readonly newBody: z.ZodType<z.output<N>>;
  /** The whole of a record: what is left out falls back to its default, but for the organization and what is never served. */
  readonly wholeBody: z.ZodType<z.output<P>>;
  readonly patchBody: z.ZodType<z.output<P>>;
  /** What a query can ask to be equal, by the wire's names. */
  readonly asked: Fields;
  toWire(record: Partial<z.output<R>>): Record<string, unknown>;
}

export function wireTable<R extends z.ZodObject, N extends z.ZodObject, P extends z.ZodObject>(
  definition: WireTableDefinition<R, N, P>,
): WireTable<R, N, P> {
  const { title, record, created, patch, names, unknown } = definition;
  const entries = Object.entries(names).map(([wire, ours]) => {
    const spelling = definition.spelled?.[ours] ?? plain(record.shape[ours] as z.ZodType);
    return { wire, ours, spelling };
  });
  const { writeOnly = [] } = definition;
  const isWriteOnly = (ours: string): boolean => writeOnly.some((each) => each === ours);
  const shown = entries.filter(({ ours }) => !isWriteOnly(ours));
  const writable = entries.filter(({ ours }) => ours in created.shape);
  const changeable = entries.filter(({ ours }) => ours in patch.shape);
  const body = unknown === 'refused' ? z.strictObject : z.object;

  const rename = (given: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const inside: Record<string, unknown> = {};
    for (const { wire, ours } of entries) if (given[wire] !== undefined) inside[ours] = given[wire];
    return inside;
  };
  /** What a whole record that does not say it leaves as it is. */
  const staysUnsaid = (field: string): boolean => field === 'organizationId' || isWriteOnly(field);
  const complete = body(
    Object.fromEntries(
      writable.map(({ wire, ours, spelling: { accepted } }) => {
        const mayLack = (created.shape[ours] as z.ZodType).safeParse(undefined).success;
        return [wire, mayLack ? accepted.optional() : accepted];
      }),
    ),
  );
  const partial = body(
    Object.fromEntries(changeable.map(({ wire, spelling }) => [wire, spelling.accepted.optional()])),
  );

  return {
    names: Object.fromEntries(shown.map(({ wire, ours }) => [wire, ours])),
    served: named(
      title,
      z.strictObject(Object.fromEntries(shown.map(({ wire, spelling }) => [wire, spelling.served]))),
    ),
    // The fields were checked by the same schemas under the wire's names: what follows only adds defaults.
    newBody: named(`${title}New`, complete).transform((given) => created.parse(rename(given))),
    wholeBody: complete.transform((given) => {
      const inside = rename(given);
      const whole = Object.entries(created.parse(inside)).filter(
        ([field]) => field in patch.shape && (field in inside || !staysUnsaid(field)),
      );
      return patch.parse(Object.fromEntries(whole));
    }),
    patchBody: named(`${title}Patch`, partial).transform((given) => patch.parse(rename(given))),
    asked: Object.fromEntries(
      shown.flatMap(({ wire, spelling: { asked } }) => (asked ? [[wire, asked.optional()]] : [])),
    ),
    toWire: (given) =>
      Object.fromEntries(shown.map(({ wire, ours, spelling }) => [wire, spelling.toWire(given[ours])])),
  };
}

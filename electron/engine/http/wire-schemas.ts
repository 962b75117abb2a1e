import { z } from 'zod';
import { publicId, publicIdPrefixes, type PublicIdKind } from '../../../shared/public-id.ts';

/** Pieces of replies that the dialects share. */

/** What stays the same where a schema is handed on: bundles pass stand-ins of schemas around. */
export function identityOf(schema: z.core.$ZodType): object {
  return schema['_zod'];
}

const names = new WeakMap<object, string>();
/** Given a name, but not asked for one yet: to look at a schema's identity is to build it. */
let unseen: { readonly name: string; readonly schema: z.ZodType }[] = [];

/**
 * What the description tells once, under a name of its own, wherever it stands.
 * @param name one of a kind among all dialects: `OrqitTicket`
 */
export function named<S extends z.ZodType>(name: string, schema: S): S {
  unseen.push({ name, schema });
  return schema;
}

export function nameOf(schema: z.core.$ZodType): string | undefined {
  for (const each of unseen) names.set(identityOf(each.schema), each.name);
  unseen = [];
  return names.get(identityOf(schema));
}

/** As `isoSeconds` writes it. */
export const moment = z.iso.datetime({ precision: 0 }).meta({ examples: ['2026-03-23T10:30:00Z'] });

/** As `publicId` writes it. */
export function prefixed(kind: PublicIdKind) {
  return z
    .string()
    .regex(new RegExp(`^${publicIdPrefixes[kind]}_[0-9a-f]{6,13}$`))
    .meta({ examples: [publicId(kind, 1234)] });
}

export const emailAddress = z
  .email()
  .max(254)
  .meta({ examples: ['admin@company.example'] });

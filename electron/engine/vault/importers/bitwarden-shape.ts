import { z } from 'zod';

/** Bitwarden's fields have a number for their kind; 3 points at a field of the page and holds nothing itself. */
export const fieldKinds = ['text', 'hidden', 'boolean'] as const;

/** Where our own exports keep what Bitwarden has no place for; Bitwarden passes over it. */
export const ownKey = 'techbench';

const text = z.string().nullish();

export const bitwardenItem = z.looseObject({
  type: z.number().nullish(),
  name: z.string(),
  folderId: text,
  collectionIds: z.array(z.string()).nullish(),
  notes: text,
  favorite: z.boolean().nullish(),
  reprompt: z.number().nullish(),
  fields: z.array(z.looseObject({ name: text, value: text, type: z.number().nullish() })).nullish(),
  login: z
    .looseObject({
      uris: z.array(z.looseObject({ uri: text })).nullish(),
      username: text,
      password: text,
      totp: text,
    })
    .nullish(),
  passwordHistory: z.array(z.object({ password: z.string(), lastUsedDate: text })).nullish(),
  creationDate: text,
  deletedDate: text,
  [ownKey]: z
    .object({
      organization: z.string().nullable(),
      folder: z.string().nullable(),
      tags: z.array(z.string()),
      expiresAt: z.number().nullable(),
      raw: z.record(z.string(), z.unknown()),
    })
    .nullish()
    .catch(null),
});
export type BitwardenItem = z.output<typeof bitwardenItem>;

const named = z.array(z.object({ id: z.string(), name: z.string() })).nullish();

export const bitwardenExport = z.object({
  encrypted: z.literal(false).optional(),
  items: z.array(z.unknown()),
  folders: named,
  collections: named,
});
export type BitwardenExport = z.output<typeof bitwardenExport>;

export const bitwardenSealed = z.object({
  encrypted: z.literal(true),
  passwordProtected: z.literal(true),
  salt: z.string(),
  kdfType: z.number(),
  kdfIterations: z.number(),
  kdfMemory: z.number().nullish(),
  kdfParallelism: z.number().nullish(),
  encKeyValidation_DO_NOT_EDIT: z.string(),
  data: z.string(),
});
export type BitwardenSealed = z.output<typeof bitwardenSealed>;

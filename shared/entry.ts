import { z } from 'zod';
import { id, nullableId, nullableTimestamp, optionalText, requiredText, timestamp } from './identity.ts';
import { codeParameters, newOneTimeCode } from './one-time-code.ts';
import { recordSource } from './record-source.ts';

/** How strong a password is: 0 (guessed at once) to 4 (not guessed by anybody). */
export const strength = z.int().min(0).max(4);

const tag = requiredText(60);
const url = requiredText(2000);
const longText = z.string().max(100_000);

/** One line of a list: nothing in it is a secret. */
export const entryRow = z.object({
  id,
  organizationId: id,
  title: z.string(),
  username: z.string().nullable(),
  /** The first of `urls`; null where there is none. */
  url: z.string().nullable(),
  urls: z.array(z.string()),
  folder: z.string().nullable(),
  tags: z.array(z.string()),
  /** Parameters of its one-time code, if it has one. */
  code: codeParameters.nullable(),
  hasCode: z.boolean(),
  hasPassword: z.boolean(),
  hasNotes: z.boolean(),
  assetId: nullableId,
  ticketId: nullableId,
  expiresAt: nullableTimestamp,
  pinned: z.boolean(),
  /** Asks who is there again before its secrets are shown. */
  reprompt: z.boolean(),
  /** Null without a password, and for the moment that estimating takes. */
  strength: strength.nullable(),
  /** Null: not checked. */
  breached: z.boolean().nullable(),
  /** How many other entries have the same password. */
  reused: z.int(),
  passwordChangedAt: nullableTimestamp,
  source: recordSource,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type EntryRow = z.infer<typeof entryRow>;

export const entryFieldKind = z.enum(['text', 'hidden', 'boolean']);

/** All of an entry but its secrets: hidden fields are named, their values stay null until they are revealed. */
export const entry = entryRow.extend({
  notes: z.string(),
  fields: z.array(z.object({ name: z.string(), kind: entryFieldKind, value: z.string().nullable() })),
  /** Earlier passwords that are kept. */
  earlierPasswords: z.int(),
  /** Fields of an imported file that nothing here takes; revealed with the rest. */
  leftovers: z.int(),
});
export type Entry = z.infer<typeof entry>;

/** A hidden field whose value is null keeps the one that the entry has under that name. */
const fields = z
  .array(z.strictObject({ name: requiredText(200), kind: entryFieldKind, value: longText.nullable() }))
  .max(100);

const writable = {
  organizationId: id,
  title: requiredText(500),
  username: optionalText(500),
  password: optionalText(10_000),
  urls: z.array(url).max(50),
  folder: optionalText(500),
  tags: z.array(tag).max(50),
  notes: longText,
  fields,
  oneTimeCode: newOneTimeCode.nullable(),
  assetId: nullableId,
  ticketId: nullableId,
  expiresAt: nullableTimestamp,
  pinned: z.boolean(),
  reprompt: z.boolean(),
};

export const newEntry = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  username: writable.username.default(null),
  password: writable.password.default(null),
  urls: writable.urls.default([]),
  folder: writable.folder.default(null),
  tags: writable.tags.default([]),
  notes: writable.notes.default(''),
  fields: writable.fields.default([]),
  oneTimeCode: writable.oneTimeCode.default(null),
  assetId: nullableId.default(null),
  ticketId: nullableId.default(null),
  expiresAt: nullableTimestamp.default(null),
  pinned: z.boolean().default(false),
  reprompt: z.boolean().default(false),
});
export type NewEntry = z.infer<typeof newEntry>;

export const entryPatch = z.strictObject(writable).partial();
export type EntryPatch = z.infer<typeof entryPatch>;

/** What a list can be ordered by, and asked to be equal to. */
export const entryField = z.enum([
  'id',
  'organizationId',
  'title',
  'username',
  'url',
  'folder',
  'tags',
  'notes',
  'hasCode',
  'expiresAt',
  'strength',
  'breached',
  'pinned',
  'passwordChangedAt',
  'createdAt',
  'updatedAt',
]);
export type EntryField = z.infer<typeof entryField>;

/** What is wrong with an entry, or may be. */
export const healthIssue = z.enum([
  'weak',
  'reused',
  'old',
  'breached',
  'expired',
  'expiring',
  'no_second_factor',
]);
export type HealthIssue = z.infer<typeof healthIssue>;

/** Below this a password is weak. */
export const strongEnough = 3;
/** A password that nobody changed for a year is old. */
export const oldAfterDays = 365;
/** An entry that ends within this is expiring. */
export const expiringWithinDays = 30;

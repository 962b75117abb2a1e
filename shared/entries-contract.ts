import { z } from 'zod';
import {
  entry,
  entryField,
  entryFieldKind,
  entryPatch,
  entryRow,
  healthIssue,
  newEntry,
  strength,
} from './entry.ts';
import { id, nullableId, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { equalTo, recordContract } from './records.ts';

export const entryFilter = z.strictObject({
  organizationId: id.optional(),
  folder: z.string().max(500).optional(),
  tag: z.string().max(60).optional(),
  hasCode: z.boolean().optional(),
  pinned: z.boolean().optional(),
  assetId: id.optional(),
  ticketId: id.optional(),
  issue: healthIssue.optional(),
  equals: equalTo(entryField).optional(),
});
export type EntryFilter = z.infer<typeof entryFilter>;

export const secretPart = z.enum(['password', 'fields', 'history', 'oneTimeCode', 'leftovers']);
export type SecretPart = z.infer<typeof secretPart>;

/** Only what was asked for is there. */
export const revealedEntry = z.object({
  id,
  password: z.string().nullable().optional(),
  fields: z.array(z.object({ name: z.string(), kind: entryFieldKind, value: z.string() })).optional(),
  /** Newest first. */
  history: z.array(z.object({ password: z.string(), replacedAt: timestamp })).optional(),
  oneTimeCode: z.object({ uri: z.string(), secret: z.string() }).nullable().optional(),
  leftovers: z.record(z.string(), z.unknown()).optional(),
});
export type RevealedEntry = z.infer<typeof revealedEntry>;

const healthCounts = z.object({
  entries: z.int(),
  passwords: z.int(),
  /** Passwords by their strength, 0 to 4. */
  strengths: z.array(z.int()).length(5),
  weak: z.int(),
  reused: z.int(),
  old: z.int(),
  breached: z.int(),
  /** Passwords that were not compared with known breaches. */
  notChecked: z.int(),
  expired: z.int(),
  expiring: z.int(),
  noSecondFactor: z.int(),
});
export type HealthCounts = z.infer<typeof healthCounts>;

export const vaultHealth = healthCounts.extend({
  organizations: z.array(healthCounts.extend({ organizationId: id })),
  /** Entries that share a password, the largest groups first. */
  reuseGroups: z.array(z.array(id)),
  /** Passwords whose strength is still being estimated. */
  pending: z.int(),
});
export type VaultHealth = z.infer<typeof vaultHealth>;

/** Every call is refused with `locked` while the vault is. */
export const entriesContract = {
  ...recordContract({
    row: entryRow,
    whole: entry,
    created: newEntry,
    patch: entryPatch,
    filter: entryFilter.default({}),
    field: entryField,
  }),
  /** Shows secrets; who saw which and for which ticket is recorded. `copied` says that they went to the clipboard. */
  reveal: procedure(
    z.strictObject({
      id,
      parts: z.array(secretPart).min(1).max(5),
      ticketId: nullableId.default(null),
      copied: z.boolean().default(false),
    }),
    revealedEntry,
  ),
  /** Folders and tags in use, with how many entries each has. */
  labels: procedure(
    z.strictObject({ organizationId: id.optional() }),
    z.object({
      folders: z.array(z.object({ name: z.string(), count: z.int() })),
      tags: z.array(z.object({ name: z.string(), count: z.int() })),
    }),
  ),
  health: procedure(z.strictObject({ organizationId: id.optional() }), vaultHealth),
  /** How strong a password would be; nothing of it is kept. `words` are those that a guesser would try first. */
  estimate: procedure(
    z.strictObject({
      password: z.string().max(10_000),
      words: z.array(z.string().max(500)).max(20).default([]),
    }),
    z.object({
      strength,
      guesses: z.number(),
      warning: z.string().nullable(),
      suggestions: z.array(z.string()),
    }),
  ),
};

import { z } from 'zod';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

export const codeType = z.enum(['totp', 'hotp', 'steam']);
export type CodeType = z.infer<typeof codeType>;
export const codeAlgorithm = z.enum(['SHA1', 'SHA256', 'SHA512']);
export type CodeAlgorithm = z.infer<typeof codeAlgorithm>;

/** What a one-time code is made by, without its secret. */
export const codeParameters = z.object({
  type: codeType,
  issuer: z.string(),
  account: z.string(),
  algorithm: codeAlgorithm,
  digits: z.int(),
  /** Seconds; null for codes by count. */
  period: z.int().nullable(),
  /** What the next code is made with; null for codes by time. */
  counter: z.int().nullable(),
});
export type CodeParameters = z.infer<typeof codeParameters>;

/** As a technician gives one: an otpauth or steam address, a bare Base32 secret, or its parts. */
export const newOneTimeCode = z.union([
  z.string().min(1).max(4096),
  z.strictObject({
    type: codeType,
    issuer: z.string().max(200).default(''),
    account: z.string().max(200).default(''),
    /** Base32. */
    secret: z.string().min(1).max(2048),
    algorithm: codeAlgorithm.default('SHA1'),
    digits: z.int().min(1).max(10).default(6),
    period: z.int().min(1).max(86_400).default(30),
    counter: z.int().min(0).default(0),
  }),
]);
export type NewOneTimeCode = z.infer<typeof newOneTimeCode>;

/** A code as it is shown. */
export const shownCode = z.object({
  entryId: id,
  organizationId: id,
  title: z.string(),
  username: z.string().nullable(),
  folder: z.string().nullable(),
  tags: z.array(z.string()),
  pinned: z.boolean(),
  reprompt: z.boolean(),
  ...codeParameters.shape,
  /** Null for codes by count, until they are used, and for entries that ask again. */
  code: z.string().nullable(),
  next: z.string().nullable(),
  /** The step that `code` belongs to; null for codes by count. */
  validFrom: nullableTimestamp,
  validUntil: nullableTimestamp,
});
export type ShownCode = z.infer<typeof shownCode>;

export const codesContract = {
  /** All codes at this moment, pinned ones first, then by title. `at` is the engine's clock when they were made. */
  list: procedure(
    z.strictObject({
      organizationId: id.optional(),
      ids: z.array(id).max(1000).optional(),
      /** Another moment than now. */
      at: timestamp.optional(),
      /** Shows codes by count too, without using them up. */
      peek: z.boolean().default(false),
    }),
    z.object({ at: timestamp, codes: z.array(shownCode) }),
  ),
  /** One code to be typed or copied somewhere: it is recorded who took it, and for which ticket. A code by count is used up. */
  use: procedure(
    z.strictObject({ entryId: id, ticketId: nullableId.default(null) }),
    shownCode.extend({ at: timestamp }),
  ),
};

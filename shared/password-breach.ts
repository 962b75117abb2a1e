import { z } from 'zod';
import { nullableTimestamp, optionalText } from './identity.ts';
import { procedure } from './procedure.ts';

/** Where passwords are compared with those that are known from breaches. */
export const passwordSource = z.enum(['off', 'range', 'file']);
export type PasswordSource = z.infer<typeof passwordSource>;

export const passwordBreachSettings = z.strictObject({
  source: passwordSource,
  /** Of the range API: the vendor's own, or a mirror of it. */
  rangeUrl: z.url().max(500),
  /** Of the file of hashes on this machine, absolute. */
  filePath: optionalText(4000),
});
export type PasswordBreachSettings = z.infer<typeof passwordBreachSettings>;

export const defaultPasswordBreachSettings: PasswordBreachSettings = {
  source: 'off',
  rangeUrl: 'https://api.pwnedpasswords.com',
  filePath: null,
};

/** What is known of a password: in how many leaks it was met, or why nobody could say. */
export const passwordAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('found'), count: z.int(), source: z.string() }),
  z.object({ state: z.literal('clean'), source: z.string() }),
  z.object({ state: z.literal('not_checked'), reason: z.string() }),
]);
export type PasswordAnswer = z.infer<typeof passwordAnswer>;

export const passwordBreachState = z.object({
  settings: passwordBreachSettings,
  /** Passwords that wait to be compared. */
  pending: z.int(),
  /** Why the last one could not be; null where it could. */
  trouble: z.string().nullable(),
  triedAt: nullableTimestamp,
});
export type PasswordBreachState = z.infer<typeof passwordBreachState>;

export const passwordBreachesContract = {
  get: procedure(z.strictObject({}), passwordBreachState),
  configure: procedure(passwordBreachSettings.partial(), passwordBreachState),
  /** Compares one that is being typed; nothing of it is kept. */
  check: procedure(z.strictObject({ password: z.string().min(1).max(10_000) }), passwordAnswer),
  /** Compares every password of an open vault again. */
  checkAll: procedure(z.strictObject({}), passwordBreachState),
};

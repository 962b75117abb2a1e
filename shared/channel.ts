import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredLine, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** How a notification reaches people. `desktop`: the system's own notifications on this machine. */
export const channelKind = z.enum(['email', 'slack', 'teams', 'webhook', 'desktop']);
export type ChannelKind = z.infer<typeof channelKind>;

/** What callers of the API may send by; the desktop is the technician's own. */
export const servedChannelKind = channelKind.exclude(['desktop']);

/**
 * One address as mail servers take it, without a name around it: no space, no comma, no line end, so that it can
 * neither name a second receiver nor begin a header of its own.
 */
export const mailAddress = z
  .string()
  .max(254)
  .regex(
    /^[!#-'*+\--9=?A-Z^-~\u00a1-\u1fff\u2c00-\ud7ff]{1,64}@[A-Za-z0-9.\-\u00a1-\u1fff\u2c00-\ud7ff]{1,189}$/,
    'must be one mail address',
  );

/** `tls` from the first byte, `starttls` before anything else is said, or `none`, which carries no password. */
export const mailSecurity = z.enum(['tls', 'starttls', 'none']);

const mailServer = z.strictObject({
  kind: z.literal('email'),
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[^\s/@:[\]]+$|^[0-9a-fA-F:]+$/, 'must be a host name or an address'),
  port: z.int().min(1).max(65_535),
  security: mailSecurity,
  /** Empty: the server is not logged in to. */
  user: z.string().max(320),
  fromAddress: mailAddress,
  /** Empty: the address alone. */
  fromName: requiredLine(120).or(z.literal('')),
  /** Who is written to where a rule names nobody else. */
  recipients: z.array(mailAddress).max(50),
  /** It stands in the own network, where addresses are refused otherwise. */
  ownNetwork: z.boolean(),
  /** Certificates of its own authorities, as PEM; null for those that everybody trusts. */
  authorities: z.string().max(50_000).nullable(),
});

/** Whose address is a secret: it lies in the vault, and only its host is shown. */
const posted = <K extends 'slack' | 'teams' | 'webhook'>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), host: z.string() });

export const channelSettings = z.discriminatedUnion('kind', [
  mailServer,
  posted('slack'),
  posted('teams'),
  posted('webhook'),
  z.strictObject({ kind: z.literal('desktop') }),
]);
export type ChannelSettings = z.infer<typeof channelSettings>;
export type MailServer = z.infer<typeof mailServer>;

export const channelUrl = z.string().min(1).max(2000);

const newPosted = <K extends 'slack' | 'teams' | 'webhook'>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), url: channelUrl });

/** With its secrets, which go in and never come out. Left out of a change, they stay as they are. */
export const givenChannel = z.discriminatedUnion('kind', [
  mailServer.extend({ password: z.string().max(1000).optional() }),
  newPosted('slack').partial({ url: true }),
  newPosted('teams').partial({ url: true }),
  newPosted('webhook').partial({ url: true }),
  z.strictObject({ kind: z.literal('desktop') }),
]);
export type GivenChannel = z.infer<typeof givenChannel>;

export const channel = z.object({
  id,
  /** Unique without case: rules and callers of the API name it. */
  name: z.string(),
  kind: channelKind,
  /** Whose callers may use it; null for everybody's. */
  organizationId: nullableId,
  enabled: z.boolean(),
  settings: channelSettings,
  /** A password or an address of its own lies in the vault. */
  hasSecret: z.boolean(),
  lastSentAt: nullableTimestamp,
  /** Since when nothing got through; null while the last one did. */
  failingSince: nullableTimestamp,
  /** The far side's words at the last failure. */
  lastError: z.string().nullable(),
  waiting: z.int(),
  failed: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Channel = z.infer<typeof channel>;

export const channelName = requiredLine(80);
const input = z.strictObject({
  name: channelName,
  organizationId: nullableId.default(null),
  enabled: z.boolean().default(true),
  settings: givenChannel,
});
export type NewChannel = z.infer<typeof input>;

/** What became of one attempt, told at once: in the far side's own words where it had any. */
export const channelOutcome = z.object({
  outcome: z.enum(['sent', 'refused', 'failed']),
  words: z.string(),
  durationMs: z.int(),
});
export type ChannelOutcome = z.infer<typeof channelOutcome>;

/** A channel and, this once, the secret that its posts are signed with. */
const revealed = z.object({ channel, secret: z.string().nullable() });

export const channelsContract = {
  list: procedure(z.strictObject({}), z.array(channel)),
  create: procedure(input, revealed),
  update: procedure(
    z.strictObject({
      id,
      patch: z.strictObject({
        name: channelName.optional(),
        organizationId: nullableId.optional(),
        enabled: z.boolean().optional(),
        settings: givenChannel.optional(),
      }),
    }),
    channel,
  ),
  remove: procedure(z.strictObject({ id }), z.object({})),
  /** Sends one message now and answers with what came of it. `to` is for mail: whom, else its own recipients. */
  test: procedure(z.strictObject({ id, to: mailAddress.optional() }), channelOutcome),
  /** A new secret for its signatures; the old one ends at once. */
  rotateSecret: procedure(z.strictObject({ id }), revealed),
};

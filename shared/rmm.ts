import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { rmmDevice, rmmLink, rmmPresence } from './rmm-device.ts';
import { rmmVendor } from './rmm-vendor.ts';

/** Why a sync did not come to its end. */
export const rmmFailure = z.enum([
  'offline',
  'vault_locked',
  /** The credentials are refused, also after a fresh sign-in: nothing is asked until they are changed. */
  'auth_failed',
  /** They are good, but may not see something that is asked for. */
  'forbidden',
  'rate_limited',
  'unavailable',
  'timed_out',
  'not_understood',
  /** The list is shorter than it says, or repeats itself. */
  'incomplete',
  'blocked',
  /** Techbench was closed meanwhile. */
  'interrupted',
]);
export type RmmFailure = z.infer<typeof rmmFailure>;

/** What can be said of an integration now. */
export const rmmStanding = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off'), completeAt: nullableTimestamp }),
  z.object({ state: z.literal('never') }),
  z.object({ state: z.literal('complete'), at: timestamp }),
  /** It is tried again by itself. */
  z.object({
    state: z.literal('failing'),
    since: timestamp,
    failure: rmmFailure,
    detail: z.string(),
    completeAt: nullableTimestamp,
  }),
  /** It waits for somebody to mend its credentials. */
  z.object({
    state: z.literal('stopped'),
    since: timestamp,
    failure: rmmFailure,
    detail: z.string(),
    completeAt: nullableTimestamp,
  }),
]);
export type RmmStanding = z.infer<typeof rmmStanding>;

/** `running` while it goes on; `complete` only where everything that was asked for was answered. */
export const rmmOutcome = z.enum(['running', 'complete', 'failed']);

export const rmmRun = z.object({
  id,
  startedAt: timestamp,
  finishedAt: nullableTimestamp,
  outcome: rmmOutcome,
  failure: rmmFailure.nullable(),
  detail: z.string().nullable(),
  requests: z.int(),
  pages: z.int(),
  devices: z.int(),
  /** How many devices the vendor says there are; null where it does not. */
  expected: z.int().nullable(),
  /** Assets made, and assets changed. */
  added: z.int(),
  changed: z.int(),
  missing: z.int(),
  programs: z.int(),
  alerts: z.int(),
});
export type RmmRun = z.infer<typeof rmmRun>;

export const rmmCounts = z.object({
  devices: z.int(),
  linked: z.int(),
  /** Wait for an answer: which asset is it? */
  asking: z.int(),
  /** Wait for their site to be given to an organization. */
  waiting: z.int(),
  missing: z.int(),
  /** Not met by two complete syncs or more. */
  stale: z.int(),
  openSites: z.int(),
});
export type RmmCounts = z.infer<typeof rmmCounts>;

export const rmmIntegration = z.object({
  id,
  vendor: rmmVendor,
  name: z.string(),
  baseUrl: z.string(),
  /** The public half of the credentials: client id, API key or user name. Empty where the vendor has none. */
  account: z.string(),
  /** ConnectWise Automate's GUID of the integrator. */
  clientId: z.string(),
  ownNetwork: z.boolean(),
  intervalMinutes: z.int(),
  enabled: z.boolean(),
  standing: rmmStanding,
  /** The sync under way. */
  running: rmmRun.nullable(),
  nextRunAt: nullableTimestamp,
  counts: rmmCounts,
  createdAt: timestamp,
});
export type RmmIntegration = z.infer<typeof rmmIntegration>;

const secret = z.string().min(1).max(4000);
const writable = {
  name: requiredText(120),
  baseUrl: requiredText(500),
  account: z.string().max(300),
  clientId: z.string().max(100),
  /** Lets the address lead into a private network: for servers that stand there. */
  ownNetwork: z.boolean(),
  intervalMinutes: z.int().min(5).max(1440),
  enabled: z.boolean(),
};

export const newRmmIntegration = z.strictObject({
  vendor: rmmVendor,
  ...writable,
  account: writable.account.default(''),
  clientId: writable.clientId.default(''),
  ownNetwork: writable.ownNetwork.default(false),
  intervalMinutes: writable.intervalMinutes.default(60),
  enabled: writable.enabled.default(true),
  secret,
});
export type NewRmmIntegration = z.infer<typeof newRmmIntegration>;

export const rmmIntegrationPatch = z.strictObject(writable).partial().extend({ secret: secret.optional() });
export type RmmIntegrationPatch = z.infer<typeof rmmIntegrationPatch>;

/** The vendor's own grouping of devices that stands for a client: organization, site, customer or client. */
export const rmmSite = z.object({
  id,
  externalId: z.string(),
  name: z.string(),
  decision: z.enum(['open', 'mapped', 'ignored']),
  organizationId: nullableId,
  /** An organization of the same name, where nobody decided yet. */
  proposedId: nullableId,
  devices: z.int(),
});
export type RmmSite = z.infer<typeof rmmSite>;

const ids = z.array(id).min(1).max(500);

export const rmmContract = {
  list: procedure(z.strictObject({}), z.array(rmmIntegration)),
  create: procedure(newRmmIntegration, rmmIntegration),
  update: procedure(z.strictObject({ id, patch: rmmIntegrationPatch }), rmmIntegration),
  /** With all that is known of its devices; the assets stay. */
  remove: procedure(z.strictObject({ id }), z.object({})),
  /** Signs in and asks for one page; nothing is kept of it. */
  test: procedure(
    z.strictObject({ id }),
    z.discriminatedUnion('state', [
      z.object({ state: z.literal('answered'), devices: z.int() }),
      z.object({ state: z.literal('failed'), failure: rmmFailure, detail: z.string() }),
    ]),
  ),
  /** Begins now, whatever is planned; one that is under way goes on. */
  sync: procedure(z.strictObject({ id }), rmmIntegration),
  /** The newest first. */
  runs: procedure(z.strictObject({ id }), z.array(rmmRun)),
  sites: procedure(z.strictObject({ id }), z.array(rmmSite)),
  /** Whose devices they are: an organization, a new one of the site's name each, or nobody's. */
  mapSites: procedure(
    z.strictObject({
      ids,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('organization'), organizationId: id }),
        z.strictObject({ kind: z.literal('proposal') }),
        z.strictObject({ kind: z.literal('new') }),
        z.strictObject({ kind: z.literal('nobody') }),
      ]),
    }),
    z.array(rmmSite),
  ),
  devices: procedure(
    z.strictObject({
      integrationId: id,
      link: rmmLink.optional(),
      presence: rmmPresence.optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(rmmDevice), total: z.int() }),
  ),
  /** Says which asset each of them is: this one, the likeliest, a new one, or none. */
  settle: procedure(
    z.strictObject({
      ids,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('asset'), assetId: id }),
        z.strictObject({ kind: z.literal('likeliest') }),
        z.strictObject({ kind: z.literal('new') }),
        z.strictObject({ kind: z.literal('ignore') }),
      ]),
    }),
    z.array(rmmDevice),
  ),
  ofAsset: procedure(z.strictObject({ assetId: id }), z.array(rmmDevice)),
};

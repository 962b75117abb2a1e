import { z } from 'zod';
import { alertSeverity } from './alert.ts';
import {
  breachAddress,
  breachContact,
  breachFailure,
  breachImpact,
  breachReport,
  breachRun,
  exposure,
} from './breach.ts';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordIds, sortBy } from './records.ts';

export const breachAddressField = breachAddress.keyof();

export const breachAddressFilter = z.strictObject({
  organizationId: id.optional(),
  watched: z.boolean().optional(),
  standing: z.array(breachAddress.shape.standing).max(3).optional(),
});
export type BreachAddressFilter = z.infer<typeof breachAddressFilter>;

/** Where breaches are looked up. Addresses are for mirrors and proxies; the standard ones are the vendor's own. */
export const breachSettings = z.strictObject({
  hibp: z.boolean(),
  hibpUrl: z.url().max(500),
  /** Also asks for pastes: a second request for each address. */
  pastes: z.boolean(),
  /** The connection to OneClickIT that is asked too. */
  connectionId: nullableId,
  /** Between two checks of a watched address. */
  everyDays: z.int().min(1).max(90),
});
export type BreachSettings = z.infer<typeof breachSettings>;

export const defaultBreachSettings: BreachSettings = {
  hibp: false,
  hibpUrl: 'https://haveibeenpwned.com/api/v3',
  pastes: true,
  connectionId: null,
  everyDays: 7,
};

/** What the key's plan allows, as the service told it. */
export const breachPlan = z.object({
  name: z.string(),
  requestsPerMinute: z.int(),
  until: nullableTimestamp,
  /** Addresses are asked for by the first six characters of their hash. */
  anonymous: z.boolean(),
  domains: z.array(z.string()),
  readAt: timestamp,
});
export type BreachPlan = z.infer<typeof breachPlan>;

export const breachSource = z.object({
  kind: z.enum(['hibp', 'connection']),
  name: z.string(),
  /** Requests a minute at which it is asked. */
  requestsPerMinute: z.int(),
  trouble: z.object({ failure: breachFailure, detail: z.string(), at: timestamp }).nullable(),
  /** Not asked before, because it said so. */
  pausedUntil: nullableTimestamp,
});
export type BreachSource = z.infer<typeof breachSource>;

export const breachSources = z.object({
  settings: breachSettings,
  hasHibpKey: z.boolean(),
  plan: breachPlan.nullable(),
  sources: z.array(breachSource),
  /** Why nothing is checked behind the calls at the moment; null where it is. */
  hold: z.object({ failure: breachFailure, detail: z.string(), until: nullableTimestamp }).nullable(),
  /** Connections that could be asked. */
  connections: z.array(z.object({ id, name: z.string() })),
  catalogue: z.object({ breaches: z.int(), checkedAt: nullableTimestamp, trouble: z.string().nullable() }),
});
export type BreachSources = z.infer<typeof breachSources>;

const emails = z.array(z.string().max(500)).min(1).max(20_000);
const counts = z.object({
  addresses: z.int(),
  watched: z.int(),
  found: z.int(),
  clean: z.int(),
  notChecked: z.int(),
});

export const breachesContract = {
  list: procedure(
    z.strictObject({
      filter: breachAddressFilter.default({}),
      search: z.string().max(254).default(''),
      sort: sortBy(breachAddressField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(breachAddress), total: z.int() }),
  ),
  counts: procedure(z.strictObject({ organizationId: id.optional() }), counts),
  get: procedure(z.strictObject({ id }), breachReport),
  /** Asks every source that is switched on, at once; a failure is an answer of its own: see `standingOf`. */
  check: procedure(
    z.strictObject({ organizationId: id.optional(), email: z.string().max(500) }),
    breachReport,
  ),
  /** Whoever is known of an organization by address. */
  contacts: procedure(
    z.strictObject({ organizationId: id }),
    z.object({ contacts: z.array(breachContact), loginsKnown: z.boolean() }),
  ),
  startRun: procedure(
    z.strictObject({ organizationId: id, emails, watch: z.boolean().default(false) }),
    z.object({ run: breachRun, refused: z.array(z.string()) }),
  ),
  runs: procedure(z.strictObject({}), z.array(breachRun)),
  /** What was not checked by then stays unchecked. */
  cancelRun: procedure(z.strictObject({ id }), breachRun),
  watch: procedure(
    z.strictObject({ organizationId: id, emails }),
    z.object({ added: z.int(), known: z.int(), refused: z.array(z.string()) }),
  ),
  unwatch: procedure(z.strictObject({ ids: recordIds }), z.object({})),
  /** With all that was found of them. */
  remove: procedure(z.strictObject({ ids: recordIds }), z.object({})),
  ignore: procedure(
    z.strictObject({ ids: recordIds, reason: requiredText(500), until: nullableTimestamp.default(null) }),
    z.object({ exposures: z.array(exposure) }),
  ),
  heed: procedure(z.strictObject({ ids: recordIds }), z.object({ exposures: z.array(exposure) })),
  impact: procedure(z.strictObject({ id }), breachImpact),
  /** A ticket about an address with the message to the customer as its reply, not yet sent. */
  openTicket: procedure(
    z.strictObject({ id, subject: requiredText(500), message: requiredText(100_000) }),
    z.object({ ticketId: id }),
  ),
  /** What came to light, newest first. */
  timeline: procedure(
    z.strictObject({ organizationId: id.optional(), limit: z.int().min(1).max(500).default(100) }),
    z.array(
      z.object({
        exposureId: id,
        addressId: id,
        organizationId: id,
        email: z.string(),
        name: z.string(),
        date: z.string().nullable(),
        severity: alertSeverity,
        firstSeenAt: timestamp,
        ignored: z.boolean(),
      }),
    ),
  ),
  sources: procedure(z.strictObject({}), breachSources),
  configure: procedure(
    breachSettings.partial().extend({ hibpKey: z.string().min(1).max(200).nullable().optional() }),
    breachSources,
  ),
  /** Asks the service what the key may do. */
  testHibp: procedure(
    z.strictObject({}),
    z.discriminatedUnion('state', [
      z.object({ state: z.literal('works'), plan: breachPlan }),
      z.object({ state: z.literal('failed'), failure: breachFailure, detail: z.string() }),
    ]),
  ),
};

import type { z } from 'zod';
import type { Scope } from '../../../shared/api-key.ts';
import type { articlesContract } from '../../../shared/article.ts';
import type { assetsContract } from '../../../shared/asset.ts';
import type { servedChannelKind } from '../../../shared/channel.ts';
import type { deliveriesContract } from '../../../shared/delivery.ts';
import type { entriesContract } from '../../../shared/entries-contract.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { codesContract } from '../../../shared/one-time-code.ts';
import type { Exposure } from '../../../shared/breach.ts';
import type { categoriesContract, ticketsContract } from '../../../shared/tickets-contract.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { ErrorCode, FieldIssue } from '../../../shared/errors.ts';
import type { HealthReport, healthReportsContract } from '../../../shared/health-report.ts';
import type { Monitor } from '../../../shared/monitor.ts';
import type { monitorsContract } from '../../../shared/monitors-contract.ts';
import type { organizationsContract, techniciansContract } from '../../../shared/organization.ts';
import type { Domain, ParsedInputOf, SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { projectsContract } from '../../../shared/project.ts';
import type { SecurityReview } from '../../../shared/security-review.ts';
import type { tasksContract } from '../../../shared/task.ts';
import type { vehiclesContract } from '../../../shared/vehicle.ts';
import type { webhooksContract } from '../../../shared/webhook.ts';
import type { KeyCaller } from './access-door.ts';
import type { PushCall } from './push-calls.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiRequest {
  readonly caller: KeyCaller;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Absolute, without the query. */
  readonly address: string;
  /** The text after `?`, undecoded. */
  readonly query: string;
  /** Parsed JSON of a request that has a body, not yet checked. */
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** An answer for people, in place of JSON. */
export interface RoutePage {
  readonly html: string;
  /** What it may do. */
  readonly policy: string;
}

/** What goes in and out of a route: what checks its requests is what OpenAPI tells of it. */
export interface RouteSchemas {
  /** Parts of the path; a text that does not fit names nothing, which is a 404. */
  readonly params: z.ZodObject;
  /** Parameters of the query, each read from a text; unknown ones are ignored. */
  readonly query: z.ZodObject;
  /** JSON object of the request, null where it has none. */
  readonly body: z.ZodType | null;
  /** Body of the one success that the route has, null for a 204. */
  readonly reply: z.ZodType | null;
}

/** Made by `defineRoute`: nothing else puts a route together. */
export interface Route {
  readonly method: Method;
  /** As the router writes it: `/v1/api/tickets/:id`. */
  readonly path: string;
  /** The path that this is another address of, null for a route's own: both are one route in all but the address. */
  readonly aliasOf: string | null;
  /** What it does, in a few words: `List tickets`. */
  readonly summary: string;
  /** What the key must have been given; null for a route that any valid key may call. */
  readonly scope: Scope | null;
  /** Endpoint group with a limit of its own, where the dialect has them. */
  readonly group: string | null;
  /** A POST that creates: `Idempotency-Key` is honoured. */
  readonly creates: boolean;
  /** A GET that says what is stored and nothing else: its answer holds until something is written. */
  readonly kept: boolean;
  /** What is asked and answered here lies on no disk in clear: what `Idempotency-Key` keeps of it is sealed. */
  readonly sealed: boolean;
  /** It keeps to `caller.projectId`; a project token reaches no route that does not say so. */
  readonly projectTokens: boolean;
  /** Status of its success. */
  readonly status: number;
  readonly schemas: RouteSchemas;
  /** Failures besides those that every route has and those that follow from its schemas. */
  readonly refusals: readonly ErrorCode[];
  /**
   * Synchronous, so that it can run inside a transaction; where it answers later, a promise of what then answers at
   * once, inside one if need be. Throws AppError.
   */
  readonly handle: (request: ApiRequest) => Reply | Promise<() => Reply>;
  /** The same answer as a page for people; null where it has none. */
  readonly page: ((request: ApiRequest) => RoutePage) | null;
  /** What its answer waits for: neither may be done inside a transaction. */
  readonly waitsFor: 'nothing' | 'others' | 'long reading';
}

/** A failure as a dialect is to word it; field names are already the wire's. */
export interface Failure {
  readonly code: ErrorCode;
  readonly status: number;
  readonly message: string;
  readonly issues: readonly FieldIssue[];
  readonly scope: string | null;
  readonly retryAfterSeconds: number | null;
}

/** One vendor's surface: its routes, its names for fields, its way to say no. */
export interface Dialect {
  readonly name: 'oneclickit' | 'clientstor' | 'orqit';
  /** Paths that are this or lie below belong to the dialect, served or not. */
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** The wire's names of fields that are called otherwise inside. */
  readonly fieldNames: Readonly<Record<string, string>>;
  errorBody(failure: Failure): unknown;
  /** What `errorBody` makes. */
  readonly errorSchema: z.ZodType;
}

type Served<D extends Domain, P extends keyof D> = Pick<SyncDomainHandlers<D, Caller>, P>;

/** The handlers that REST stands on. They apply tenancy and roles by the caller they are given. */
export interface ServedHandlers {
  readonly tickets: Served<
    typeof ticketsContract,
    'list' | 'contents' | 'get' | 'create' | 'update' | 'addMessage'
  >;
  readonly categories: Served<typeof categoriesContract, 'list'>;
  readonly assets: Served<typeof assetsContract, 'list' | 'get' | 'create' | 'update' | 'remove'>;
  readonly vehicles: Served<typeof vehiclesContract, 'list' | 'get' | 'create' | 'update'>;
  readonly monitors: Served<typeof monitorsContract, 'list' | 'get' | 'create' | 'update'>;
  /** Every monitor that the caller may know of, as a status page shows it. */
  readonly targets: (caller: Caller) => readonly ServedTarget[];
  /** Somebody called a monitor that waits for it; answers whether one has this token. */
  readonly pushCall: (token: string, call: PushCall) => boolean;
  /** In what breaches an address is, newest first. @throws AppError `unavailable` where a source could not be asked */
  readonly breachCheck: (caller: Caller, email: string) => Promise<readonly Exposure[]>;
  readonly organizations: Served<typeof organizationsContract, 'list' | 'get'>;
  readonly technicians: Served<typeof techniciansContract, 'find'>;
  readonly projects: Served<typeof projectsContract, 'list' | 'get'>;
  readonly tasks: Served<typeof tasksContract, 'list' | 'get' | 'create' | 'update'>;
  readonly articles: Served<typeof articlesContract, 'list' | 'get'>;
  readonly entries: ServedEntries;
  readonly codes: Served<typeof codesContract, 'use'>;
  readonly webhooks: Served<typeof webhooksContract, 'list' | 'get' | 'create' | 'remove'>;
  /** Sends by a channel and waits for its answer. @throws AppError `refused` where it said no */
  readonly notify: (
    caller: Caller,
    wish: { type: z.infer<typeof servedChannelKind>; to: string; subject: string; message: string },
  ) => Promise<{ readonly html: string }>;
  /** Reads all that a report tells, in slices, and answers how to write it. */
  readonly prepareHealthReport: (
    caller: Caller,
    wanted: ParsedInputOf<(typeof healthReportsContract)['create']>,
  ) => Promise<() => HealthReport>;
  readonly healthReports: Served<typeof healthReportsContract, 'list' | 'get' | 'page'>;
  readonly deliveries: Served<typeof deliveriesContract, 'list' | 'get' | 'retry'>;
  /** Devices that the caller may not know of count as not checked. */
  readonly reviewPerson: (caller: Caller, email: string, assetIds: readonly number[]) => SecurityReview;
}

type ServedTarget = Pick<Monitor, 'id' | 'name' | 'status' | 'responseTimeMs' | 'uptime30d'> & {
  readonly address: string;
};

type EntryList = (typeof entriesContract)['list'];

interface ServedEntries extends Served<
  typeof entriesContract,
  'get' | 'create' | 'update' | 'remove' | 'reveal'
> {
  /** A list of whole entries: this wire serves their notes in its lines. */
  readonly listWhole: (
    caller: Caller,
    input: ParsedInputOf<EntryList>,
  ) => { readonly rows: readonly Entry[]; readonly total: number };
}

import { baseUrl } from '../../../platform/base-url.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BreachPlan } from '../../../../../shared/breaches-contract.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { Egress } from '../../../egress/egress.ts';
import type { EgressReply } from '../../../egress/http-exchange.ts';
import { askService, jsonOf, noAnswer, type Asked, type NoAnswer } from '../../../egress/ask-service.ts';
import { dataTypeOf } from '../data-types.ts';

/** Have I Been Pwned, API v3: https://haveibeenpwned.com/API/v3 */
export interface HibpDeps {
  readonly egress: Egress;
  readonly version: string;
  readonly url: () => string;
  /** Undefined where there is none. @throws AppError `locked` */
  readonly key: () => string | undefined;
  readonly now: () => number;
}

export type Hibp = ReturnType<typeof createHibp>;

export const hibpName = 'Have I Been Pwned';

const date = z.iso.date();
const breach = z.object({
  Name: z.string().min(1).max(300),
  Title: z.string().max(300),
  Domain: z.string().max(300).nullish(),
  BreachDate: date.nullish(),
  AddedDate: z.string().nullish(),
  ModifiedDate: z.string().nullish(),
  PwnCount: z.int().nullish(),
  Description: z.string().nullish(),
  DataClasses: z.array(z.string()).nullish(),
  IsVerified: z.boolean().nullish(),
  IsSpamList: z.boolean().nullish(),
  IsStealerLog: z.boolean().nullish(),
});
const paste = z.object({
  Source: z.string(),
  Id: z.string(),
  Title: z.string().nullish(),
  Date: z.string().nullish(),
  EmailCount: z.int().nullish(),
});
const subscription = z.object({
  SubscriptionName: z.string(),
  SubscribedUntil: z.string().nullish(),
  Rpm: z.int().positive(),
  IncludesKAnon: z.boolean().nullish(),
});
const rangeRow = z.object({
  hashSuffix: z.string().regex(/^[0-9a-f]{34}$/i),
  websites: z.array(z.string()),
});

/** A breach of the catalogue, in our words. */
export interface KnownBreach {
  readonly name: string;
  readonly title: string;
  readonly domain: string;
  readonly date: string | null;
  readonly addedAt: number | null;
  readonly modifiedAt: number | null;
  readonly accounts: number;
  readonly description: string;
  readonly dataTypes: readonly string[];
  readonly verified: boolean;
  readonly spamList: boolean;
  readonly stealerLog: boolean;
}

/** Asks; knows nothing of pace. An account that is in no breach is an empty list, which only a 404 says. */
export function createHibp({ egress, version, url, key, now }: HibpDeps) {
  async function get<T>(
    path: string,
    needsKey: boolean,
    read: (reply: EgressReply) => T | undefined,
    signal?: AbortSignal,
  ): Promise<Asked<T>> {
    const headers: Record<string, string> = {
      'user-agent': `Techbench/${version}`,
      accept: 'application/json',
    };
    if (needsKey) {
      const given = keyOrWhyNot();
      if (typeof given !== 'string') return given;
      headers['hibp-api-key'] = given;
    }
    const base = baseUrl(url());
    return askService(
      egress,
      {
        service: hibpName,
        url: `${base}${path}`,
        headers,
        maxBytes: 32 * 1024 * 1024,
        ...(signal && { signal }),
      },
      read,
    );
  }

  function keyOrWhyNot(): string | NoAnswer {
    try {
      return key() ?? noAnswer('key_refused', `No key for ${hibpName} is kept.`);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'locked') throw error;
      return noAnswer('vault_locked', 'The vault is locked, and the key lies in it.');
    }
  }

  return {
    account: (email: string, signal?: AbortSignal) =>
      get(
        `/breachedaccount/${encodeURIComponent(email)}?truncateResponse=false`,
        true,
        (reply) => listOf(breach, reply)?.map(toKnown),
        signal,
      ),
    pastes: (email: string, signal?: AbortSignal) =>
      get(
        `/pasteaccount/${encodeURIComponent(email)}`,
        true,
        (reply) =>
          listOf(paste, reply)?.map(({ Source, Id, Title, Date: at, EmailCount }) => ({
            source: Source,
            pasteId: Id,
            title: Title ?? null,
            at: momentOf(at),
            emailCount: EmailCount ?? 0,
          })),
        signal,
      ),
    /** Names of the breaches that an address is in; six characters of its hash leave this machine. */
    async anonymously(email: string, signal?: AbortSignal): Promise<Asked<string[]>> {
      const hash = createHash('sha1').update(email).digest('hex');
      return get(
        `/breachedaccount/range/${hash.slice(0, 6).toUpperCase()}`,
        true,
        (reply) => {
          const rows = listOf(rangeRow, reply);
          return (
            rows?.find(({ hashSuffix }) => hashSuffix.toLowerCase() === hash.slice(6))?.websites ??
            (rows && [])
          );
        },
        signal,
      );
    },
    /** Names of breaches by the part before the `@`; whoever is not named is in none. */
    domain: (name: string, signal?: AbortSignal) =>
      get(
        `/breacheddomain/${encodeURIComponent(name)}`,
        true,
        (reply) => {
          if (reply.status === 404) return new Map<string, string[]>();
          const read = z.record(z.string(), z.array(z.string())).safeParse(jsonOf(reply.body));
          if (reply.status !== 200 || !read.success) return undefined;
          return new Map(Object.entries(read.data).map(([alias, names]) => [alias.toLowerCase(), names]));
        },
        signal,
      ),
    subscribedDomains: (signal?: AbortSignal) =>
      get(
        '/subscribeddomains',
        true,
        (reply) =>
          listOf(z.object({ DomainName: z.string() }), reply)?.map(({ DomainName }) =>
            DomainName.toLowerCase(),
          ),
        signal,
      ),
    /** What the key's plan allows; undefined where it has none that is active. */
    plan: (signal?: AbortSignal): Promise<Asked<Omit<BreachPlan, 'domains'> | null>> =>
      get(
        '/subscription/status',
        true,
        (reply) => {
          if (reply.status === 404) return null;
          const read = reply.status === 200 ? subscription.safeParse(jsonOf(reply.body)).data : undefined;
          return (
            read && {
              name: read.SubscriptionName,
              requestsPerMinute: read.Rpm,
              until: momentOf(read.SubscribedUntil),
              anonymous: read.IncludesKAnon ?? false,
              readAt: now(),
            }
          );
        },
        signal,
      ),
    /** Every breach that there is; needs no key. */
    breaches: (signal?: AbortSignal) =>
      get(
        '/breaches',
        false,
        (reply) => (reply.status === 404 ? undefined : listOf(breach, reply)?.map(toKnown)),
        signal,
      ),
    latest: (signal?: AbortSignal) =>
      get(
        '/latestbreach',
        false,
        (reply) => (reply.status === 200 ? breach.safeParse(jsonOf(reply.body)).data : undefined),
        signal,
      ).then((asked) => (asked.ok ? { ok: true as const, value: toKnown(asked.value) } : asked)),
  };
}

/** A list that was found, the empty one that a 404 stands for, or undefined for what is neither. */
function listOf<S extends z.ZodType>(row: S, { status, body }: EgressReply): z.output<S>[] | undefined {
  if (status === 404) return [];
  if (status !== 200) return undefined;
  const read = z.array(row).min(1).safeParse(jsonOf(body));
  return read.success ? read.data : undefined;
}

function toKnown(given: z.output<typeof breach>): KnownBreach {
  return {
    name: given.Name,
    title: given.Title || given.Name,
    domain: given.Domain ?? '',
    date: given.BreachDate ?? null,
    addedAt: momentOf(given.AddedDate),
    modifiedAt: momentOf(given.ModifiedDate),
    accounts: given.PwnCount ?? 0,
    description: plainText(given.Description ?? ''),
    dataTypes: (given.DataClasses ?? []).map(dataTypeOf),
    verified: given.IsVerified ?? false,
    spamList: given.IsSpamList ?? false,
    stealerLog: given.IsStealerLog ?? false,
  };
}

function momentOf(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
  mdash: '–',
  ndash: '–',
};

/** The vendor's descriptions are HTML: only their words are kept. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(#?\w{1,8});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 4000);
}

import type { Clock } from '../../platform/clock.ts';
import { readRetryAfter } from '../../egress/retry-after.ts';
import type { EgressReply } from '../../egress/http-exchange.ts';
import { jsonOf } from '../../egress/ask-service.ts';
import type { EndpointGroup } from './remote.ts';

/** Reading what is new, sending what was changed here, and what somebody waits for. */
export type Urgency = 'pull' | 'push' | 'hand';

/** Which part of a minute each may use: there is always room for the next more urgent. */
const shares: Record<Urgency, number> = { pull: 0.75, push: 0.9, hand: 1 };
/** What counts as a minute here: what is more than one is left to the clocks of both sides. */
const minuteMs = 61_500;
const standardPerMinute = 60;
const hourMs = 3_600_000;

export interface BudgetDeps {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly random: () => number;
  /** The part of a key's minute that one group of endpoints may have. */
  readonly groupShare: number;
}

export type RequestBudget = ReturnType<typeof createRequestBudget>;

/** Keeps within what a service allows: its limit a minute, that of each group, and whatever it asks for in answers. */
export function createRequestBudget({ clock, random, groupShare }: BudgetDeps) {
  const sent = new Map<EndpointGroup | 'all', number[]>();
  let perMinute = standardPerMinute;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  /** Only for what nobody waits for: the service says that there is little left. */
  let sparingUntil = Number.NEGATIVE_INFINITY;

  const allowed = (group: EndpointGroup | 'all', urgency: Urgency): number =>
    Math.max(1, Math.floor(perMinute * (group === 'all' ? 1 : groupShare) * shares[urgency]));

  function roomAt(group: EndpointGroup | 'all', urgency: Urgency): number {
    const oldest = sent.get(group)?.at(-allowed(group, urgency));
    return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + minuteMs;
  }

  function note(group: EndpointGroup | 'all', now: number): void {
    const times = sent.get(group) ?? [];
    times.push(now);
    sent.set(group, times.length > 2 * perMinute ? times.slice(-perMinute) : times);
  }

  return {
    /** Milliseconds until such a request may go; 0 where it may now. */
    wait(group: EndpointGroup, urgency: Urgency): number {
      const at = Math.max(
        pausedUntil,
        roomAt('all', urgency),
        roomAt(group, urgency),
        urgency === 'pull' ? sparingUntil : Number.NEGATIVE_INFINITY,
      );
      return Math.max(0, at - clock.monotonic());
    },
    spend(group: EndpointGroup): void {
      note('all', clock.monotonic());
      note(group, clock.monotonic());
    },
    /** Takes what an answer says of the limit. */
    learn(reply: Pick<EgressReply, 'status' | 'headers' | 'body'>): void {
      const limit = countOf(reply.headers['x-ratelimit-limit']);
      if (limit !== undefined && limit >= 1 && limit <= 100_000) perMinute = limit;
      const now = clock.monotonic();
      if (reply.status === 429) {
        const ms = Math.min(longestHint(reply) ?? minuteMs, hourMs);
        // A little more than was asked for, so that several of us do not return together.
        pausedUntil = Math.max(pausedUntil, now + Math.min(ms * (1 + 0.05 * random()), hourMs));
        return;
      }
      const left = countOf(reply.headers['x-ratelimit-remaining']);
      if (left === undefined || left > perMinute * (1 - shares.push)) return;
      const untilReset = Math.min(resetIn(reply) ?? minuteMs, minuteMs);
      sparingUntil = Math.max(sparingUntil, now + untilReset);
      if (left === 0) pausedUntil = Math.max(pausedUntil, now + untilReset);
    },
    /** Nothing goes for so long. */
    pausedFor: (): number => Math.max(0, pausedUntil - clock.monotonic()),
  };
}

/** Services tell it in up to three places that need not agree: the longest is safe for all of them. */
function longestHint(reply: Pick<EgressReply, 'headers' | 'body'>): number | undefined {
  const { error, retryAfterSeconds } = (jsonOf(reply.body) ?? {}) as {
    error?: { retryAfterSeconds?: unknown };
    retryAfterSeconds?: unknown;
  };
  const inBody = [error?.retryAfterSeconds, retryAfterSeconds]
    .filter((seconds) => typeof seconds === 'number' && seconds > 0)
    .map((seconds) => Number(seconds) * 1000);
  const date = Date.parse(reply.headers.date ?? '');
  const header = readRetryAfter(reply.headers['retry-after']?.trim(), date);
  const hints = [...inBody, header, resetIn(reply)].filter((ms) => ms !== undefined && ms > 0) as number[];
  return hints.length === 0 ? undefined : Math.max(...hints);
}

/** Until the moment that `X-RateLimit-Reset` names in Unix seconds, by the clock of whoever sent it. */
function resetIn({ headers }: Pick<EgressReply, 'headers'>): number | undefined {
  const reset = countOf(headers['x-ratelimit-reset']);
  const date = Date.parse(headers.date ?? '');
  if (reset === undefined || Number.isNaN(date)) return undefined;
  return Math.max(0, reset * 1000 - date);
}

function countOf(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,13}$/.test(header.trim()) ? Number(header.trim()) : undefined;
}

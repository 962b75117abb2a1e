import { askService, jsonOf, type NoAnswer } from '../../egress/ask-service.ts';
import type { Egress } from '../../egress/egress.ts';
import type { EgressReply } from '../../egress/http-exchange.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Remote, RemoteCall } from './remote.ts';
import { createRequestBudget, type Urgency } from './request-budget.ts';

export type Answer<T> =
  | { readonly state: 'answered'; readonly value: T }
  /** It understood, and said no: asking the same again would not help. */
  | { readonly state: 'refused'; readonly status: number; readonly detail: string }
  /** Whether it was done there is not known. */
  | { readonly state: 'failed'; readonly failure: NoAnswer['failure']; readonly detail: string };

export type Failed = Extract<Answer<never>, { state: 'failed' }>;
/** Sends one request and waits for what comes of it. */
export type Ask = <T>(call: RemoteCall<T>) => Promise<Answer<T>>;

export interface AccountDeps {
  readonly egress: Egress;
  readonly clock: Clock;
  readonly random: () => number;
  /** @throws AppError `locked` */
  readonly key: () => string | undefined;
  readonly version: string;
}

const timeoutMs = 20_000;
const maxBytes = 16 * 1024 * 1024;

export type Account = ReturnType<typeof createAccount>;

/** One account at a service: sends single requests with its key, within its limits, and says what came of them. */
export function createAccount(remote: Remote, baseUrl: string, deps: AccountDeps) {
  const budget = createRequestBudget({ ...deps, groupShare: remote.groupShare });
  const base = remote.base(baseUrl);

  return {
    budget,
    async ask<T>(call: RemoteCall<T>, signal: AbortSignal): Promise<Answer<T>> {
      const key = deps.key();
      if (key === undefined)
        return { state: 'failed', failure: 'key_refused', detail: `There is no key for ${remote.name}.` };
      budget.spend(call.group);
      let seen: EgressReply | undefined;
      const listening: Egress = {
        ...deps.egress,
        async fetch(request) {
          seen = await deps.egress.fetch(request);
          budget.learn(seen);
          return seen;
        },
      };
      const asked = await askService(
        listening,
        {
          service: remote.name,
          profile: 'account',
          url: `${base}/${call.path}`,
          method: call.method,
          headers: {
            ...call.headers,
            Authorization: `Bearer ${key}`,
            Accept: 'application/json',
            'User-Agent': `Techbench/${deps.version}`,
            ...(call.body && { 'Content-Type': 'application/json' }),
          },
          ...(call.body && { body: Buffer.from(JSON.stringify(call.body)) }),
          timeoutMs,
          maxBytes,
          signal,
        },
        (reply) => understand(remote, call, reply),
      );
      if (asked.ok) return asked.value;
      // Without an answer it was never asked: that is no refusal of what was wanted.
      if (asked.failure === 'refused' && seen) return { state: 'refused', status: 403, detail: asked.detail };
      return { state: 'failed', failure: asked.failure, detail: asked.detail };
    },
    wait: (call: RemoteCall<unknown>, urgency: Urgency): number => budget.wait(call.group, urgency),
  };
}

function understand<T>(
  remote: Remote,
  call: RemoteCall<T>,
  { status, body }: EgressReply,
): Answer<T> | undefined {
  const json = jsonOf(body);
  if (status < 300) {
    const value = call.read(json);
    return value === undefined ? undefined : { state: 'answered', value };
  }
  return { state: 'refused', status, detail: `${remote.name} refused it with ${status}${wordsOf(json)}` };
}

/** What the services' error bodies say: Orqit's and OneClickIT's `error.message`, ClientSt0r's `detail`. */
function wordsOf(json: unknown): string {
  const { error, detail, message } = (json ?? {}) as { error?: unknown; detail?: unknown; message?: unknown };
  const said = (error as { message?: unknown } | null | undefined)?.message ?? detail ?? message ?? error;
  return typeof said === 'string' && said !== '' ? `: ${said.slice(0, 300)}` : '.';
}

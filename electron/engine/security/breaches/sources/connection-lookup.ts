import { baseUrl } from '../../../platform/base-url.ts';
import { z } from 'zod';
import { AppError } from '../../../../../shared/errors.ts';
import type { Egress } from '../../../egress/egress.ts';
import { askService, jsonOf } from '../../../egress/ask-service.ts';
import type { Pace } from '../../../platform/pace.ts';
import { dataTypeOf } from '../data-types.ts';
import { notChecked, type BreachLookup } from './source.ts';

/** An account at OneClickIT, as far as it can be asked. */
export interface RemoteAccount {
  readonly id: number;
  readonly name: string;
  readonly baseUrl: string | null;
  readonly enabled: boolean;
  /** Undefined where none is kept. @throws AppError `locked` */
  key(): string | undefined;
}

export interface ConnectionLookupDeps {
  readonly egress: Egress;
  readonly version: string;
  readonly account: RemoteAccount;
  readonly pace: Pace;
  readonly requestsPerMinute: () => number;
  readonly now: () => number;
  /** The catalogue's name of a breach, where it knows it. */
  readonly nameOf: (breach: { readonly name: string; readonly date: string | null }) => string | null;
}

const answer = z
  .object({
    breached: z.boolean(),
    breachCount: z.int().min(0),
    breaches: z.array(
      z.object({
        name: z.string().min(1).max(300),
        date: z.iso.date(),
        dataTypes: z.array(z.string().max(200)),
      }),
    ),
  })
  .refine(
    ({ breached, breachCount, breaches }) => breached === breachCount > 0 && breachCount === breaches.length,
  );

/** Left for what technicians do with the same key. */
const roomLeft = 5;

/** `POST /v1/api/breach-check` of a connection, within the limit that its answers tell. */
export function createConnectionLookup(deps: ConnectionLookupDeps): BreachLookup {
  const { account, pace } = deps;

  /** The key, or why there is none. */
  function readKey() {
    try {
      return account.key() ?? notChecked('key_refused', `No key for ${account.name} is kept.`);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'locked') throw error;
      return notChecked('vault_locked', 'The vault is locked, and the key lies in it.');
    }
  }

  return {
    kind: 'connection',
    name: account.name,
    requestsPerMinute: deps.requestsPerMinute,
    pausedFor: pace.pausedFor,
    async look(email, { urgency, signal }) {
      if (!account.enabled) return notChecked('no_source', `The connection ${account.name} is switched off.`);
      if (account.baseUrl === null) return notChecked('no_source', `${account.name} has no address.`);
      const key = readKey();
      if (typeof key !== 'string') return key;
      await pace.turn(urgency, signal);
      const asked = await askService(
        deps.egress,
        {
          service: account.name,
          url: `${baseUrl(account.baseUrl).replace(/\/v1$/, '')}/v1/api/breach-check`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            accept: 'application/json',
            'user-agent': `Techbench/${deps.version}`,
          },
          body: Buffer.from(JSON.stringify({ email })),
          ...(signal && { signal }),
        },
        (reply) => {
          const read = reply.status === 200 ? answer.safeParse(jsonOf(reply.body)).data : undefined;
          return read && { read, headers: reply.headers };
        },
      );
      if (!asked.ok) {
        if (asked.retryAfterMs !== null) pace.pause(asked.retryAfterMs);
        return notChecked(asked.failure, asked.detail, asked.retryAfterMs);
      }
      const { headers, read } = asked.value;
      const left = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
      const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000 - deps.now();
      if (left <= roomLeft && reset > 0) pace.pause(Math.min(reset, 3_600_000));
      if (!read.breached) return { state: 'clean' };
      const breaches = read.breaches.map(({ name, date, dataTypes }) => ({
        name,
        date,
        dataTypes: dataTypes.map(dataTypeOf),
        catalogueName: deps.nameOf({ name, date }),
      }));
      return { state: 'found', breaches, pastes: [] };
    },
  };
}

import { askService, jsonOf, type Asked, type ServiceFailure } from '../../egress/ask-service.ts';
import type { Egress } from '../../egress/egress.ts';
import type { EgressReply } from '../../egress/http-exchange.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pace } from '../../platform/pace.ts';
import type { Timers } from '../../platform/timers.ts';
import type { RmmFailure } from '../../../../shared/rmm.ts';
import { RmmError } from './rmm-error.ts';

/** What the technician entered for an account. */
export interface Account {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly account: string;
  readonly clientId: string;
}

export interface Token {
  readonly value: string;
  /** Milliseconds since 1970; null for one that is good until it is refused. */
  readonly expiresAt: number | null;
}

export interface TokenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Undefined for an answer that holds no token. @throws RmmError where it says what is wrong */
  readonly read: (answer: unknown, now: number) => Token | undefined;
}

/** What is particular to a vendor about asking it. */
export interface SessionWays {
  /** Before the paths of everything but the sign-in. */
  readonly prefix: string;
  /** Requests a minute, with room left for others who use the account. */
  readonly perMinute: number;
  /** Null where the secret itself is what each request carries. */
  readonly signIn: ((account: Account, secret: string) => TokenRequest) | null;
  /** Sent with every request, the sign-in too. */
  readonly headers: (account: Account) => Readonly<Record<string, string>>;
  /** What a refusal (403) most likely lacks, in the vendor's words. */
  readonly permission: string;
}

export interface SessionDeps {
  readonly egress: Egress;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly version: string;
  readonly pace: Pace;
  readonly ways: SessionWays;
  /** As people know the vendor. */
  readonly service: string;
  readonly account: Account;
  /** @throws AppError `locked` */
  readonly secret: () => string;
  readonly ownNetwork: boolean;
  readonly signal: AbortSignal;
  /** Tokens outlive a sync: kept in memory by whoever makes sessions. */
  readonly kept: { token: Token | null };
}

export interface GetOptions {
  readonly query?: Readonly<Record<string, string>>;
  /** Something that may be gone: 404 answers undefined. */
  readonly mayBeGone?: boolean;
}

/** One vendor's account, asked request by request. */
export interface Session {
  readonly service: string;
  /**
   * JSON of a GET that was answered with 200; undefined only for what may be gone and is.
   * @throws RmmError
   */
  get(path: string, options?: GetOptions): Promise<unknown>;
  readonly now: () => number;
  readonly requests: () => number;
}

const refreshBeforeMs = 60_000;
const mostTries = 6;
const firstWaitMs = 2000;
const longestWaitMs = 120_000;
const maxBytes = 64 * 1024 * 1024;

const failures: Record<ServiceFailure, RmmFailure> = {
  offline: 'offline',
  vault_locked: 'vault_locked',
  key_refused: 'auth_failed',
  refused: 'forbidden',
  rate_limited: 'rate_limited',
  unavailable: 'unavailable',
  timed_out: 'timed_out',
  not_understood: 'not_understood',
  cancelled: 'interrupted',
};
/** Worth another try, after a while. */
const passing: ReadonlySet<ServiceFailure> = new Set(['rate_limited', 'unavailable', 'timed_out']);

interface Wish {
  readonly path: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Asks at the vendor's pace, waits when it says so, and signs in once for all who need it. */
export function createSession(deps: SessionDeps): Session {
  const { egress, clock, timers, ways, account, service, kept, signal, pace } = deps;
  let signingIn: Promise<Token> | null = null;
  let requests = 0;
  let hasAnswered = false;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        callOff();
        reject(new RmmError('interrupted', 'Techbench was closed meanwhile.'));
      };
      const callOff = timers.after(ms, () => {
        signal.removeEventListener('abort', leave);
        resolve();
      });
      signal.addEventListener('abort', leave, { once: true });
    });

  async function once(wish: Wish): Promise<Asked<EgressReply>> {
    try {
      await pace.turn('patient', signal);
    } catch {
      throw new RmmError('interrupted', 'Techbench was closed meanwhile.');
    }
    requests += 1;
    return askService(
      egress,
      {
        ...wish,
        url: `${account.baseUrl}${wish.path}`,
        headers: {
          'user-agent': `Techbench/${deps.version}`,
          accept: 'application/json',
          ...ways.headers(account),
          ...wish.headers,
        },
        service,
        profile: deps.ownNetwork ? 'remote' : 'webhook',
        maxBytes,
        timeoutMs: 60_000,
        signal,
      },
      (reply) => reply,
    );
  }

  /** Asks again while the vendor is too busy, as long as it wants; everything else is an answer. */
  async function patiently(wish: Wish): Promise<Asked<EgressReply>> {
    for (let tries = 1; ; tries += 1) {
      const asked = await once(wish);
      if (asked.ok || !passing.has(asked.failure) || tries === mostTries) return asked;
      const backOff = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
      const ms = asked.retryAfterMs ?? Math.round(backOff * (0.75 + deps.random() / 2));
      // Whoever wants to be left alone for longer than a sync should last is asked again by the next one.
      if (ms > 5 * longestWaitMs) return asked;
      pace.pause(ms);
      await wait(ms);
    }
  }

  async function signIn(): Promise<Token> {
    const secret = deps.secret();
    if (!ways.signIn) return { value: secret, expiresAt: null };
    const { path, headers, body, read } = ways.signIn(account, secret);
    const asked = await patiently({ path, method: 'POST', headers, body: Buffer.from(body) });
    if (!asked.ok) throw errorOf(asked.failure, asked.detail);
    const { status } = asked.value;
    if (status === 400 || status === 404)
      throw new RmmError('auth_failed', `${service} does not accept the credentials (status ${status}).`);
    const token = status === 200 ? read(jsonOf(asked.value.body), clock.now()) : undefined;
    if (!token) throw new RmmError('not_understood', `${service} answered the sign-in with something else.`);
    return token;
  }

  /** However many ask for it: one request. */
  async function token(): Promise<Token> {
    const { token: known } = kept;
    if (known && (known.expiresAt === null || clock.now() < known.expiresAt - refreshBeforeMs)) return known;
    signingIn ??= signIn().finally(() => (signingIn = null));
    kept.token = await signingIn;
    return kept.token;
  }

  async function get(path: string, { query, mayBeGone = false }: GetOptions = {}): Promise<unknown> {
    for (let isAgain = false; ; isAgain = true) {
      const used = await token();
      const headers = { authorization: `Bearer ${used.value}` };
      const asked = await patiently({ path: `${ways.prefix}${path}${queryOf(query)}`, headers });
      if (!asked.ok && asked.failure === 'key_refused') {
        if (kept.token === used) kept.token = null;
        if (!isAgain && ways.signIn) continue;
        // A key that was good a moment ago is: it may not see this.
        if (hasAnswered && !ways.signIn) throw errorOf('refused', asked.detail, path);
      }
      if (!asked.ok) throw errorOf(asked.failure, asked.detail, path);
      const { status, body } = asked.value;
      if (status === 404 && mayBeGone) return undefined;
      const answer = status === 200 ? jsonOf(body) : undefined;
      if (answer === undefined)
        throw new RmmError('not_understood', `${service} answered ${path} with status ${status}.`);
      hasAnswered = true;
      return answer;
    }
  }

  function errorOf(failure: ServiceFailure, detail: string, path?: string): RmmError {
    const place = path === undefined ? '' : ` It was asked for ${path}.`;
    if (failure === 'refused' && path !== undefined)
      return new RmmError('forbidden', `${detail}${place} ${ways.permission}`);
    return new RmmError(failure === 'refused' ? 'blocked' : failures[failure], `${detail}${place}`);
  }

  return { service, get, now: () => clock.now(), requests: () => requests };
}

function queryOf(query: GetOptions['query']): string {
  return query ? `?${new URLSearchParams(query).toString()}` : '';
}

import type { Egress, EgressRequest } from './egress.ts';
import { EgressError, type EgressErrorKind } from './egress-error.ts';
import type { EgressProfile } from './egress-policy.ts';
import type { EgressReply } from './http-exchange.ts';
import { readRetryAfter } from './retry-after.ts';

/** Why a service gave no answer that can be relied on. */
export type ServiceFailure =
  | 'offline'
  | 'vault_locked'
  | 'key_refused'
  | 'refused'
  | 'rate_limited'
  | 'unavailable'
  | 'timed_out'
  | 'not_understood'
  | 'cancelled';

export interface NoAnswer {
  readonly ok: false;
  readonly failure: ServiceFailure;
  /** In words, for people. */
  readonly detail: string;
  /** Milliseconds that the service wants to be left alone; null where it did not say. */
  readonly retryAfterMs: number | null;
}

export type Asked<T> = { readonly ok: true; readonly value: T } | NoAnswer;

export interface ServiceRequest extends Pick<EgressRequest, 'url' | 'method' | 'body' | 'signal'> {
  readonly headers?: Readonly<Record<string, string>>;
  /** As people know it. */
  readonly service: string;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** `remote` where it is left out. */
  readonly profile?: EgressProfile;
}

const failures: Record<EgressErrorKind, ServiceFailure> = {
  blocked: 'refused',
  dns: 'offline',
  unreachable: 'offline',
  refused: 'unavailable',
  reset: 'unavailable',
  tls: 'not_understood',
  timeout: 'timed_out',
  protocol: 'not_understood',
  aborted: 'cancelled',
};

/**
 * Asks a service once and lets through only what the service itself can have said: a whole answer, neither a
 * redirect nor a page of HTML, with a status that `understands` names. Everything else is a failure, in words.
 */
export async function askService<T>(
  egress: Egress,
  request: ServiceRequest,
  understands: (reply: EgressReply) => T | undefined,
): Promise<Asked<T>> {
  const { service, maxBytes = 4 * 1024 * 1024, timeoutMs = 20_000, profile = 'remote', ...wish } = request;
  let reply: EgressReply;
  try {
    reply = await egress.fetch({ ...wish, profile, maxBytes, timeoutMs });
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    return noAnswer(failures[error.kind], `${service} cannot be reached: ${error.message}`);
  }
  const status = failureOf(service, reply);
  if (status) return status;
  const value = understands(reply);
  if (value !== undefined) return { ok: true, value };
  return noAnswer(
    'not_understood',
    `${service} answered ${reply.status} with something that is not its answer.`,
  );
}

export function noAnswer(
  failure: ServiceFailure,
  detail: string,
  retryAfterMs: number | null = null,
): NoAnswer {
  return { ok: false, failure, detail: detail.slice(0, 500), retryAfterMs };
}

function failureOf(service: string, reply: EgressReply): NoAnswer | undefined {
  const { status, headers, bodyEnd } = reply;
  if (bodyEnd === 'timeout') return noAnswer('timed_out', `${service} did not finish its answer in time.`);
  if (bodyEnd !== 'whole')
    return noAnswer('not_understood', `${service} broke off in the middle of its answer.`);
  if (status >= 300 && status < 400)
    return noAnswer(
      'not_understood',
      `${service} cannot be reached: something sends its visitors elsewhere, as the sign-in page of a network does.`,
    );
  if (status === 401) return noAnswer('key_refused', `${service} does not accept the key${saidIn(reply)}`);
  if (status === 403) return noAnswer('refused', `${service} refuses to answer${saidIn(reply)}`);
  if (status === 429) return noAnswer('rate_limited', `${service} was asked too often.`, retryAfter(headers));
  if (status >= 500)
    return noAnswer('unavailable', `${service} cannot answer now (status ${status}).`, retryAfter(headers));
  if (isPage(reply))
    return noAnswer(
      'not_understood',
      `A web page came instead of an answer of ${service}, as the sign-in page of a network sends it.`,
    );
  return undefined;
}

/** A date counts from the time that the answer itself gives. */
function retryAfter(headers: EgressReply['headers']): number | null {
  return readRetryAfter(headers['retry-after']?.trim(), Date.parse(headers.date ?? '')) ?? null;
}

function isPage({ headers, body }: EgressReply): boolean {
  if (/\bhtml\b/i.test(headers['content-type'] ?? '')) return true;
  const start = body.subarray(0, 200).toString('latin1').trimStart().toLowerCase();
  return start.startsWith('<!doctype') || start.startsWith('<html');
}

/** What the service says of it in its own words, where those are short and plain. */
function saidIn({ body }: EgressReply): string {
  const { message } = (jsonOf(body) ?? {}) as { message?: unknown };
  return typeof message === 'string' && message !== '' ? `: ${message.slice(0, 200)}` : '.';
}

/** Undefined where it is no JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

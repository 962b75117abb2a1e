import type { DeliveryError } from '../../../../shared/delivery.ts';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';
import type { EgressReply } from '../../egress/http-exchange.ts';
import type { AttemptResult, PendingDelivery } from './delivery-repository.ts';
import { readRetryAfter } from '../../egress/retry-after.ts';
import { signatureHeaders } from './signing.ts';

const excerptBytes = 4096;

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Everything of a request but its address, as it goes out at this moment. */
export function signedRequest(
  { messageId, body }: Pick<PendingDelivery, 'messageId' | 'body'>,
  secrets: readonly [current: string, previous?: string],
  own: Readonly<Record<string, string>>,
  { now, version }: { readonly now: number; readonly version: string },
): Omit<OutgoingRequest, 'url'> {
  const bytes = Buffer.from(body);
  const message = { id: messageId, timestamp: Math.floor(now / 1000), body: bytes };
  return {
    body: bytes,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `Techbench/${version}`,
      ...own,
      ...signatureHeaders(secrets, message),
    },
  };
}

/** For whoever reads the log: the headers in order, values of headers of one's own masked. */
export function shownHeaders(
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    Object.hasOwn(own, name) ? '••••••••' : value,
  ]);
}

export interface Outcome extends AttemptResult {
  /** The receiver is gone for good. */
  readonly gone: boolean;
  readonly retryAfterMs: number | undefined;
}

/** Sends it once and says what came of it; it never throws. */
export async function attempt(
  egress: Egress,
  request: OutgoingRequest & { readonly timeoutMs: number },
  now: () => number,
  signal: AbortSignal,
): Promise<Outcome> {
  const startedAt = performance.now();
  try {
    const reply = await egress.fetch({
      ...request,
      profile: 'webhook',
      method: 'POST',
      maxBytes: excerptBytes,
      signal,
    });
    return judge(reply, now());
  } catch (error) {
    const known = error instanceof EgressError ? error : new EgressError('protocol', String(error));
    return {
      ...nothingCame,
      error: known.kind satisfies DeliveryError,
      detail: known.message.slice(0, 500),
      durationMs: Math.round(performance.now() - startedAt),
    };
  }
}

const nothingCame = {
  outcome: 'failed',
  status: null,
  address: null,
  responseHeaders: [],
  responseExcerpt: '',
  gone: false,
  retryAfterMs: undefined,
} as const;

function judge({ status, headers, body, timings, address }: EgressReply, now: number): Outcome {
  const delivered = status >= 200 && status < 300;
  return {
    outcome: delivered ? 'delivered' : 'failed',
    status,
    error: delivered ? null : 'status',
    detail: delivered ? null : `It answered ${status}.`,
    durationMs: Math.round(timings.totalMs),
    address,
    responseHeaders: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value).slice(0, 1000)]],
    ),
    responseExcerpt: body.toString('utf8'),
    gone: status === 410,
    retryAfterMs: delivered ? undefined : readRetryAfter(headers['retry-after'], now),
  };
}

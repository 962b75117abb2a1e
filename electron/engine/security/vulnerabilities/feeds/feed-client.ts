import type { z } from 'zod';
import { EgressError } from '../../../egress/egress-error.ts';
import type { Egress } from '../../../egress/egress.ts';

/** Why a source could not be believed, in words for people. What was known before stays. */
export class FeedFailure extends Error {
  /** As the source itself asked for. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(message, { cause: options.cause });
    this.name = 'FeedFailure';
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface FeedQuestion {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type FeedReply =
  | { readonly state: 'unchanged' }
  | {
      readonly state: 'answered';
      readonly json: unknown;
      readonly etag: string | null;
      readonly lastModified: string | null;
    };

const timeoutMs = 60_000;

/**
 * Asks a source for JSON. Statuses, cut-off answers, pages of captive portals and everything else that is no answer
 * of its own come out as a failure.
 * @throws FeedFailure
 */
export async function askFeed(egress: Egress, question: FeedQuestion): Promise<FeedReply> {
  const { url, headers, maxBytes, signal } = question;
  const host = new URL(url).host;
  const reply = await egress
    .fetch({
      profile: 'remote',
      url,
      headers: { Accept: 'application/json', 'User-Agent': 'Techbench', ...headers },
      timeoutMs,
      maxBytes,
      redirects: 3,
      signal,
    })
    .catch((error: unknown) => {
      if (error instanceof EgressError) throw new FeedFailure(wordsOf(host, error), { cause: error });
      throw error;
    });
  if (reply.status === 304) return { state: 'unchanged' };
  if (reply.status !== 200) {
    const retryAfterMs = waitOf(reply.headers['retry-after']);
    throw new FeedFailure(`${host} answered ${reply.status}${meaningOf(reply.status)}.`, { retryAfterMs });
  }
  if (reply.bodyEnd === 'cut') throw new FeedFailure(`${host} sent more than could be right.`);
  if (reply.bodyEnd !== 'whole') throw new FeedFailure(`${host} broke off in the middle of its answer.`);
  const { etag = null, 'last-modified': lastModified = null } = reply.headers;
  return { state: 'answered', json: parsed(host, reply.body), etag, lastModified };
}

function parsed(host: string, body: Buffer): unknown {
  const text = body.toString().replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const page = /^\s*</.test(text);
    throw new FeedFailure(
      page
        ? `${host} answered with a web page, as a network does that wants a login first.`
        : `${host} answered with something that is no JSON.`,
      { cause: error },
    );
  }
}

/** Says what does not fit, by its place: `vulnerabilities.3.dueDate`. @throws FeedFailure */
export function readAnswer<T extends z.ZodType>(who: string, schema: T, json: unknown): z.output<T> {
  const { data, error } = schema.safeParse(json);
  if (!error) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.');
  throw new FeedFailure(
    `${who} does not have the shape that is documented${place ? ` (${place}: ${issue!.message})` : ''}.`,
  );
}

function wordsOf(host: string, { kind, message }: EgressError): string {
  switch (kind) {
    case 'dns':
      return `The name ${host} was not found: this machine may be offline.`;
    case 'timeout':
      return `${host} did not answer in time.`;
    case 'tls':
      return `The connection to ${host} cannot be trusted: ${message}`;
    default:
      return `${host} could not be reached: ${message}`;
  }
}

function meaningOf(status: number): string {
  if (status === 429) return ': too many questions';
  return status >= 500 ? ': it has trouble of its own' : '';
}

/** Seconds or a date, as HTTP has it. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

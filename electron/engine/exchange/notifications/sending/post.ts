import type { Egress } from '../../../egress/egress.ts';
import { EgressError } from '../../../egress/egress-error.ts';
import type { EgressReply } from '../../../egress/http-exchange.ts';
import { readRetryAfter } from '../../../egress/retry-after.ts';
import { noAddress, type SendJob, type SendOutcome } from './sender.ts';

export interface PosterDeps {
  readonly egress: Egress;
  readonly version: string;
  readonly now: () => number;
  /** For everything; 15 s unless a test is in a hurry. */
  readonly answerWithinMs?: number;
}

export interface Post {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether an answer means no for good, where its status alone does not say. */
  readonly refuses?: (status: number, text: string) => boolean;
}

const excerptBytes = 2048;
/** The receiver said no and will again: what is wrong is the address or the message, not the moment. */
const final: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 413, 415, 422]);

/** Posts JSON to an address that is kept in the vault; redirects are not followed. */
export function createPoster({ egress, version, now, answerWithinMs = 15_000 }: PosterDeps) {
  return async (job: SendJob, post: Post): Promise<SendOutcome> => {
    const url = job.secrets.secret;
    if (url === undefined) return noAddress;
    try {
      const reply = await egress.fetch({
        profile: 'webhook',
        url,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': `Techbench/${version}`,
          ...post.headers,
        },
        body: Buffer.from(post.body),
        timeoutMs: answerWithinMs,
        maxBytes: excerptBytes,
        signal: job.signal,
      });
      return judge(reply, post, now());
    } catch (error) {
      if (error instanceof EgressError) return ofEgress(error);
      throw error;
    }
  };
}

function judge({ status, headers, body }: EgressReply, { refuses }: Post, now: number): SendOutcome {
  const text = plainWords(body.toString('utf8'));
  const words = `It answered ${status}${text === '' ? '' : `: ${text}`}`;
  if (status >= 200 && status < 300 && !refuses?.(status, text)) return { outcome: 'sent', words };
  if (final.has(status) || refuses?.(status, text)) return { outcome: 'refused', words };
  return { outcome: 'failed', words, retryAfterMs: readRetryAfter(headers['retry-after'], now) };
}

/** What the other side wrote, as a line: no page of HTML, and no control characters. */
export function plainWords(text: string): string {
  if (/^\s*</.test(text)) return 'a page that is made for people';
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
}

export function ofEgress({ kind, message }: EgressError): SendOutcome {
  const outcome = {
    aborted: 'aborted',
    blocked: 'refused',
    dns: 'unreachable',
    unreachable: 'unreachable',
  } as const satisfies Partial<Record<EgressError['kind'], SendOutcome['outcome']>>;
  return {
    outcome: Object.hasOwn(outcome, kind) ? outcome[kind as keyof typeof outcome] : 'failed',
    words: message.slice(0, 500),
  };
}

import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { EgressError, toEgressError } from './egress-error.ts';
import type { GuardedConnect } from './guarded-lookup.ts';

/** Milliseconds from the start to the end of each step; null for one that was not needed or not reached. */
export interface Timings {
  readonly lookupMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  readonly firstByteMs: number | null;
  readonly totalMs: number;
}

export interface ExchangeWish {
  readonly connect: GuardedConnect;
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** For everything, the look-up of the name included. */
  readonly timeoutMs: number;
  /** How much of the body is read; then it hangs up. */
  readonly maxBytes: number;
  readonly rejectUnauthorized: boolean;
  readonly agent: Agent;
  readonly ca: string[] | undefined;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3' | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface EgressReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `cut`: there was more than was asked for. With `timeout` and `reset` a status came, but not the whole body. */
  readonly bodyEnd: 'whole' | 'cut' | 'timeout' | 'reset';
  /** After redirects. */
  readonly url: string;
  /** That was connected to. */
  readonly address: string;
  /** Of the other side, where it was encrypted; with its issuers. */
  readonly certificate: PeerCertificate | null;
  readonly timings: Timings;
}

/**
 * One request and its answer, with a limit on time and size.
 * @throws EgressError where no status came
 */
export function exchange(wish: ExchangeWish): Promise<EgressReply> {
  const { signal, url } = wish;
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const since = () => Math.round((performance.now() - startedAt) * 100) / 100;
    const steps: Record<'lookupMs' | 'connectMs' | 'tlsMs' | 'firstByteMs', number | null> = {
      lookupMs: null,
      connectMs: null,
      tlsMs: null,
      firstByteMs: null,
    };
    let certificate: PeerCertificate | null = null;
    let response: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    let bytes = 0;

    const request = open(wish);
    const deadline = setTimeout(() => {
      finish('timeout', new EgressError('timeout', `There was no answer within ${wish.timeoutMs} ms.`));
    }, wish.timeoutMs);
    signal?.addEventListener('abort', giveUp);

    function giveUp(): void {
      finish('reset', new EgressError('aborted', 'The request was given up.'));
    }

    function finish(bodyEnd: EgressReply['bodyEnd'], error?: unknown): void {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', giveUp);
      const address = request.socket?.remoteAddress ?? '';
      if (response && !signal?.aborted) {
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).subarray(0, wish.maxBytes),
          bodyEnd,
          url: url.href,
          address,
          certificate,
          timings: { ...steps, totalMs: since() },
        });
      } else {
        reject(toEgressError(error));
      }
      request.destroy();
    }

    request.on('socket', (socket) => {
      socket.once('lookup', () => (steps.lookupMs = since()));
      socket.once('connect', () => (steps.connectMs = since()));
      socket.once('secureConnect', () => {
        steps.tlsMs = since();
        certificate = (socket as TLSSocket).getPeerCertificate(true);
      });
    });
    request.on('error', (error) => finish('reset', error));
    request.on('response', (incoming) => {
      steps.firstByteMs = since();
      response = incoming;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > wish.maxBytes) finish('cut');
      });
      incoming.on('end', () => finish('whole'));
      incoming.on('error', (error) => finish('reset', error));
    });
    request.end(wish.body);
    if (signal?.aborted) giveUp();
  });
}

/**
 * Node's own clients, asked for without `import`, which would load parts of them that nobody needs at each start.
 * The agent is ours: the global one takes a proxy from the environment, which would choose another destination
 * than the one that was checked.
 */
function open({
  url,
  connect,
  method,
  headers,
  rejectUnauthorized,
  agent,
  ca,
  minVersion,
  body,
}: ExchangeWish): ClientRequest {
  const client = process.getBuiltinModule(url.protocol === 'http:' ? 'node:http' : 'node:https');
  const options = {
    ...connect,
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, ...(body && { 'Content-Length': String(body.length) }) },
    agent,
    rejectUnauthorized,
    ...(ca && { ca }),
    ...(minVersion && { minVersion }),
  };
  return client.request(options);
}

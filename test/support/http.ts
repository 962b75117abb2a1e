import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface Sent {
  readonly method?: string;
  readonly key?: string;
  /** Sent as JSON, unless it is a text or bytes, which go as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests compare it with what they expect
  readonly json: any;
}

/** One request over a socket of its own; any header may be set, `Host` too. */
export function send(url: string, path: string, sent: Sent = {}): Promise<Received> {
  const { hostname, port } = new URL(url);
  const raw = typeof sent.body === 'string' || sent.body instanceof Uint8Array;
  const body = sent.body === undefined ? undefined : raw ? (sent.body as string) : JSON.stringify(sent.body);
  const headers = {
    ...(sent.key !== undefined && { authorization: `Bearer ${sent.key}` }),
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
    ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      hostname,
      port,
      path,
      method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      agent: false,
    });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          get json() {
            return JSON.parse(text) as unknown;
          },
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to the port and gives back everything that comes until it hangs up, has said `enough`, or `waitMs` pass. */
export function sendRaw(
  url: string,
  bytes: string | Uint8Array,
  { waitMs = 15_000, enough }: { readonly waitMs?: number; readonly enough?: RegExp } = {},
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (text: string) => {
      received += text;
      if (enough?.test(received)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
  });
}

/** What every answer carries, whatever it says: limits in both wordings, a request id, no CORS, no cache. */
export function assertHygiene({ status, headers, text }: Received): void {
  const at = `${status} ${text.slice(0, 200)}`;
  for (const name of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']) {
    assert.match(String(headers[name]), /^\d+$/, `${name} of ${at}`);
  }
  assert.match(String(headers['ratelimit-policy']), /^"key";q=\d+;w=\d+(, "group";q=\d+;w=\d+)?$/, at);
  assert.match(String(headers['ratelimit']), /^"key";r=\d+;t=\d+(, "group";r=\d+;t=\d+)?$/, at);
  assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/, at);
  assert.equal(headers['x-content-type-options'], 'nosniff', at);
  assert.equal(headers['cache-control'], 'no-store', at);
  // A 204 has no body that could be of a type.
  if (status === 204) assert.deepEqual([text, headers['content-type']], ['', undefined]);
  else assert.match(String(headers['content-type']), /^application\/json; charset=utf-8$/, at);
  assert.deepEqual(
    Object.keys(headers).filter((name) => name.startsWith('access-control-')),
    [],
    at,
  );
  assert.doesNotMatch(text, /node_modules|\.ts:\d|SELECT |INSERT |SQLITE/, 'no insides');
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, asked: Asked) => void;

export function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** What a vendor, or whatever stands before it, sends in place of its answer. */
export const faults = {
  status:
    (status: number, headers: Record<string, string> = {}): Answer =>
    (response) =>
      json(response, status, { message: 'No.' }, headers),
  html: (response: ServerResponse): void =>
    void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Sign in to the network</title>'),
  garbage: (response: ServerResponse): void =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":'),
  otherShape: (response: ServerResponse): void => json(response, 200, { hello: 'world' }),
  cutOff: (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '50000' });
    response.write('[{"id":1', () => response.socket?.destroy());
  },
  hungUp: (response: ServerResponse): void => void response.destroy(),
  redirect: (response: ServerResponse): void =>
    void response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
} satisfies Record<string, unknown>;

interface Planned {
  readonly path: string;
  readonly answer: Answer;
  /** How many requests it meets; for ever where it is left out. */
  times?: number;
  /** How many of these come through before. */
  after?: number;
}

/** An HTTP server on this machine that answers as a vendor does, until the test puts something in its way. */
export async function serveVendor(answer: Answer) {
  const asked: Asked[] = [];
  let planned: Planned[] = [];

  function faultFor({ url }: Asked): Answer | undefined {
    const met = planned.find(({ path, times = 1 }) => times > 0 && url.pathname.startsWith(path));
    if (!met) return undefined;
    if (met.after !== undefined && met.after > 0) {
      met.after -= 1;
      return undefined;
    }
    if (met.times !== undefined) met.times -= 1;
    return met.answer;
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://vendor'),
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      asked.push(one);
      (faultFor(one) ?? answer)(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    /** Paths that were asked for and begin so. */
    paths: (start: string): string[] =>
      asked.map(({ url }) => `${url.pathname}${url.search}`).filter((path) => path.startsWith(start)),
    fail: (path: string, given: Answer, more: { readonly times?: number; readonly after?: number } = {}) =>
      void planned.push({ path, answer: given, ...more }),
    mend: () => void (planned = []),
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type VendorServer = Awaited<ReturnType<typeof serveVendor>>;

/** Tokens that are given out and expire, as OAuth has them. */
export function tokenDesk(lifeSeconds: number) {
  const given = new Set<string>();
  let count = 0;
  return {
    lifeSeconds,
    give(): string {
      count += 1;
      const token = `token-${count}`;
      given.add(token);
      return token;
    },
    knows: ({ authorization = '' }: IncomingHttpHeaders): boolean =>
      given.has(authorization.replace(/^Bearer /, '')),
    /** All that were given out count no more. */
    expire: () => given.clear(),
    count: () => count,
  };
}

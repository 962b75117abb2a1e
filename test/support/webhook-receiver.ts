import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedHook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type HookAnswer = (response: ServerResponse, hook: ReceivedHook, nth: number) => void;

/** A server on this machine that keeps what it gets and answers as the test says. */
export async function receiveWebhooks(answer: HookAnswer = (response) => void response.writeHead(204).end()) {
  const received: ReceivedHook[] = [];
  let answering = answer;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const hook = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
      received.push(hook);
      answering(response, hook, received.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    received,
    url: `http://127.0.0.1:${port}`,
    answerBy: (next: HookAnswer) => void (answering = next),
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

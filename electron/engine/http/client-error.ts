import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from './node-http.ts';
import type { Socket } from 'node:net';
import type { AccessDoor } from './access-door.ts';
import { limitHeaders } from './limit-headers.ts';
import type { Dialect } from './route.ts';
import type { Router } from './router.ts';

interface ParserError extends Error {
  readonly code?: string;
  /** What the parser was reading. */
  readonly rawPacket?: Buffer;
}

const words: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers may have at most 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
};

/** Answers what is not HTTP, or not in time, as every other failure is answered, and hangs up. */
export function answerClientError(
  error: ParserError,
  socket: Socket,
  deps: {
    readonly router: Router;
    readonly fallback: Dialect;
    readonly access: AccessDoor;
    readonly now: () => number;
  },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = words[error.code ?? ''] ?? [400, 'This is not an HTTP request.'];
  const dialect = deps.router.dialectOf(pathOf(error)) ?? deps.fallback;
  const body = JSON.stringify(
    dialect.errorBody({
      code: 'malformed',
      status,
      message,
      issues: [],
      scope: null,
      retryAfterSeconds: null,
    }),
  );
  const limit = { ...deps.access.takeForAddress(socket.remoteAddress ?? ''), allowed: true };
  const headers = [...limitHeaders(limit, deps.now()), 'X-Request-Id', randomUUID()];
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  head += 'Content-Type: application/json; charset=utf-8\r\nConnection: close\r\n';
  deps.access.note({ keyId: null, method: 'OTHER', path: null, status, durationMs: 0, bytes: body.length });
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Of a request whose method the parser does not know the rest may be in order; empty where it is not. */
function pathOf({ code, rawPacket }: ParserError): string {
  if (code !== 'HPE_INVALID_METHOD' || !rawPacket) return '';
  return /^\S+ ([^\s?]+)\S* HTTP\/1\.[01]\r\n/.exec(rawPacket.toString('latin1'))?.[1] ?? '';
}

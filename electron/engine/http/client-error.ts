import { STATUS_CODES } from './node-http.ts';
import type { Socket } from 'node:net';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { AccessDoor } from './access-door.ts';
import type { Documents } from './document.ts';
import { describeFailure } from './failure.ts';
import { limitHeaders } from './limit-headers.ts';
import { newRequestId } from './request-id.ts';
import { allowOf, notServed } from './not-served.ts';
import { jsonType, plainHeaders } from './plain-headers.ts';
import type { Dialect } from './route.ts';
import type { Router } from './router.ts';

interface ParserError extends Error {
  readonly code?: string;
  /** What the parser was reading. */
  readonly rawPacket?: Buffer;
}

export interface ClientErrorDeps {
  readonly router: Router;
  readonly documents: Documents;
  readonly fallback: Dialect;
  readonly access: AccessDoor;
  readonly now: () => number;
}

const known: Readonly<Record<string, readonly [code: ErrorCode, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The headers may have at most 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['timed_out', 'The request took too long to arrive.'],
};

/**
 * Answers what Node itself refuses, because it is not HTTP or not in time, as every other failure is answered: in
 * the shape of the dialect of its path. Then hangs up.
 * @param begun path of the request that the socket was last understood to send
 */
export function answerClientError(
  error: ParserError,
  socket: Socket,
  begun: string | undefined,
  deps: ClientErrorDeps,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const line = requestLineOf(error);
  if (error.code === 'HPE_INVALID_METHOD' && line) {
    // A method that Node does not know is no different from another that the path does not serve.
    const allow = allowOf(line.path, deps.router, deps.documents);
    answerByHand(socket, line.path, notServed(line.method, allow), deps, allow);
    return;
  }
  const [code, message] = known[error.code ?? ''] ?? ['malformed', 'This is not an HTTP request.'];
  answerByHand(socket, line?.path ?? begun ?? '', new AppError(code, message), deps);
}

/** CONNECT asks for a proxy, which this is not; Node alone would hang up without a word. */
export function refuseTunnel(socket: Socket, deps: ClientErrorDeps): void {
  answerByHand(socket, '', new AppError('forbidden', 'The request target must be a path.'), deps);
}

function answerByHand(
  socket: Socket,
  path: string,
  error: AppError,
  { router, fallback, access, now }: ClientErrorDeps,
  allow: readonly string[] = [],
): void {
  const dialect = router.dialectOf(path) ?? fallback;
  const id = newRequestId(now());
  const failure = describeFailure(error, dialect, id);
  const body = JSON.stringify(dialect.errorBody(failure));
  const limit = { ...access.takeForAddress(socket.remoteAddress ?? ''), allowed: true };
  const headers = [...limitHeaders(limit, now()), 'X-Request-Id', id, ...plainHeaders];
  if (allow.length > 0) headers.push('Allow', allow.join(', '));
  let head = `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}\r\n`;
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  head += `Content-Type: ${jsonType}\r\nConnection: close\r\n`;
  const bytes = Buffer.byteLength(body);
  access.note({ id, keyId: null, method: 'OTHER', path: null, status: failure.status, durationMs: 0, bytes });
  socket.end(`${head}Content-Length: ${bytes}\r\n\r\n${body}`);
}

/** What can be told of a request of which the parser gave up; undefined where not even its first line is in order. */
function requestLineOf({ rawPacket }: ParserError): { method: string; path: string } | undefined {
  const line = /^(\S+) ([^\s?]+)\S* HTTP\/1\.[01]\r\n/.exec(rawPacket?.toString('latin1') ?? '');
  return line ? { method: line[1]!, path: line[2]! } : undefined;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, errorStatus } from '../../../shared/errors.ts';
import type { RequestNote } from './access-door.ts';
import { jsonType, plainHeaders } from './plain-headers.ts';
import { targetOf } from './request-address.ts';
import { newRequestId } from './request-id.ts';

/** What a program says of itself to a monitor that waits to be called. */
export interface PushCall {
  /** What is wrong, in its words; null where all is well. */
  readonly error: string | null;
  /** How long its work took, if it says so. */
  readonly ms: number | null;
}

export interface PushCallDeps {
  /** Answers whether a monitor has this token. */
  readonly take: (token: string, call: PushCall) => boolean;
  /** Refuses requests that a web page may have made. @throws AppError */
  readonly guard: (request: IncomingMessage) => void;
  readonly note: (note: RequestNote) => void;
  readonly now: () => number;
}

const pattern = /^\/push\/([0-9a-f]{32})\/?$/;
const longestMs = 1e11;

export function isPushPath(path: string): boolean {
  return path === '/push' || path.startsWith('/push/');
}

/**
 * `/push/<token>?status=up|down&msg=…&ping=12.5`, with any method, as other uptime tools have it: whatever can call
 * an address can say that it lives. Only `up`, or nothing at all, is well.
 */
export function createPushCalls({ take, guard, note, now }: PushCallDeps) {
  function answer(request: IncomingMessage): number {
    const { path, query } = targetOf(request);
    try {
      guard(request);
      const token = pattern.exec(path)?.[1];
      return token !== undefined && take(token, readCall(query)) ? 200 : 404;
    } catch (error) {
      if (error instanceof AppError) return errorStatus[error.code];
      throw error;
    }
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const startedAt = performance.now();
    const id = newRequestId(now());
    const status = answer(request);
    const body = JSON.stringify(status === 200 ? { ok: true } : { ok: false, msg: words(status) });
    const headers = [
      'Content-Type',
      jsonType,
      'Content-Length',
      String(Buffer.byteLength(body)),
      'X-Request-Id',
      id,
    ];
    // A body says nothing here: it is not waited for.
    if (request.method !== 'GET' && request.method !== 'HEAD') headers.push('Connection', 'close');
    response.writeHead(status, [...headers, ...plainHeaders]);
    response.end(body);
    const durationMs = performance.now() - startedAt;
    note({ id, keyId: null, method: 'OTHER', path: '/push/:token', status, durationMs, bytes: body.length });
  };
}

function readCall(query: string): PushCall {
  const said = new URLSearchParams(query);
  const status = said.get('status') ?? 'up';
  const message = (said.get('msg') ?? '').slice(0, 500);
  const ms = Number(said.get('ping') || Number.NaN);
  return {
    error: status === 'up' ? null : message === '' || message === 'OK' ? 'It said that it is down' : message,
    ms: ms >= 0 && ms <= longestMs ? ms : null,
  };
}

function words(status: number): string {
  return status === 404 ? 'No monitor waits to be called here.' : 'This may not be called from there.';
}

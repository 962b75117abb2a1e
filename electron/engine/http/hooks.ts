import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HookRefusal } from '../../../shared/connection.ts';
import { AppError, errorStatus } from '../../../shared/errors.ts';
import type { RequestNote } from './access-door.ts';
import { jsonType, plainHeaders } from './plain-headers.ts';
import { targetOf } from './request-address.ts';
import { newRequestId } from './request-id.ts';

/** What came to `/hooks/{connection}`, with or without a token behind it. */
export interface HookRequest {
  readonly connectionId: number;
  readonly token: string | null;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What the door asks of the receiver; `engine.ts` hands it in. */
export interface HookReceiver {
  receive(
    request: HookRequest,
  ): Promise<
    | { readonly taken: true; readonly duplicate: boolean }
    | { readonly taken: false; readonly reason: HookRefusal }
  >;
  /** Counts what is refused before its body was read. */
  refuse(connectionId: number, reason: HookRefusal): unknown;
  /** Whether it is a question of our own that went out to come back in. */
  roundTrip(headers: IncomingMessage['headers']): boolean;
}

export interface HooksDeps {
  readonly receiver: HookReceiver;
  /** Refuses requests that a web page may have made. @throws AppError */
  readonly guard: (request: IncomingMessage) => void;
  readonly note: (note: RequestNote) => void;
  readonly now: () => number;
  readonly log: (level: 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>) => void;
}

const maxBodyBytes = 256 * 1024;
const bodyWithinMs = 8000;
const pattern = /^\/hooks\/([1-9]\d{0,14})(?:\/([\w-]{1,200}))?\/?$/;
const retryAfterSeconds = '60';

const statuses: Record<HookRefusal, number> = {
  unknown_connection: 404,
  switched_off: 404,
  no_signature: 401,
  wrong_signature: 401,
  wrong_token: 401,
  too_old: 401,
  too_new: 401,
  no_secret: 401,
  changed_body: 409,
  too_large: 413,
  broken_off: 400,
  not_json: 400,
  vault_locked: 503,
};

const words: Record<HookRefusal, string> = {
  unknown_connection: 'There is nothing at this address.',
  switched_off: 'There is nothing at this address.',
  no_signature: 'The request is not signed.',
  wrong_signature: 'The signature is wrong.',
  wrong_token: 'The token is wrong.',
  too_old: 'The signature is older than five minutes.',
  too_new: 'The signature is of a time to come.',
  no_secret: 'The signature cannot be checked.',
  changed_body: 'Another body came under this id before.',
  too_large: 'The body may have at most 256 KiB.',
  broken_off: 'The body broke off, or took too long.',
  not_json: 'The body is no JSON object.',
  vault_locked: 'Signatures cannot be checked at the moment.',
};

export function isHookPath(path: string): boolean {
  return path === '/hooks' || path.startsWith('/hooks/');
}

/** Takes events of other services: the body is read as bytes, checked, and acknowledged once it is stored. */
export function createHooks(deps: HooksDeps): (request: IncomingMessage, response: ServerResponse) => void {
  async function take(request: IncomingMessage, path: string): Promise<[status: number, body: object]> {
    deps.guard(request);
    const match = pattern.exec(path);
    if (!match) throw new AppError('not_found', words.unknown_connection);
    if (request.method !== 'POST')
      throw new AppError('method_not_allowed', `${request.method} is not served here.`);
    const connectionId = Number(match[1]);
    if (deps.receiver.roundTrip(request.headers)) return [200, { arrived: true }];
    const body = await readRaw(request);
    if (typeof body === 'string') {
      deps.receiver.refuse(connectionId, body);
      return refusal(body);
    }
    const { headers, rawHeaders } = request;
    const outcome = await deps.receiver.receive({
      connectionId,
      token: match[2] ?? null,
      headers,
      rawHeaders,
      body,
    });
    return outcome.taken ? [202, { accepted: true, duplicate: outcome.duplicate }] : refusal(outcome.reason);
  }

  return (request, response) => {
    const startedAt = performance.now();
    const { path } = targetOf(request);
    const id = newRequestId(deps.now());
    take(request, path)
      .catch((error: unknown): [number, object] => {
        const known =
          error instanceof AppError
            ? error
            : new AppError('internal', 'Something went wrong inside Techbench.');
        if (errorStatus[known.code] >= 500) {
          const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
          deps.log('error', 'a webhook could not be taken', { requestId: id, code: known.code, reason });
        }
        return [errorStatus[known.code], { error: { code: known.code, message: known.message } }];
      })
      .then(([status, body]) => {
        send(response, status, JSON.stringify(body), id);
        deps.note({
          id,
          keyId: null,
          method: request.method === 'POST' ? 'POST' : 'OTHER',
          path: '/hooks/:connection',
          status,
          durationMs: performance.now() - startedAt,
          bytes: 0,
        });
        return undefined;
      })
      .catch((error: unknown) => deps.log('error', 'a webhook was not answered', { reason: String(error) }));
  };
}

function refusal(reason: HookRefusal): [number, object] {
  return [statuses[reason], { error: { code: reason, message: words[reason] } }];
}

function send(response: ServerResponse, status: number, body: string, id: string): void {
  if (response.destroyed) return;
  const headers = [
    'Content-Type',
    jsonType,
    'Content-Length',
    String(Buffer.byteLength(body)),
    'X-Request-Id',
    id,
  ];
  if (status === 405) headers.push('Allow', 'POST');
  if (status === 503) headers.push('Retry-After', retryAfterSeconds);
  // What is left of a body that was refused is not waited for.
  if (status === 413 || status === 400) headers.push('Connection', 'close');
  response.writeHead(status, [...headers, ...plainHeaders]);
  response.end(body);
}

/** The raw bytes, or why there are none. */
function readRaw(request: IncomingMessage): Promise<Buffer | 'too_large' | 'broken_off' | 'not_json'> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return Promise.resolve('not_json');
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve('too_large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const slow = setTimeout(() => end('broken_off'), bodyWithinMs);
    function end(outcome: Buffer | 'too_large' | 'broken_off'): void {
      clearTimeout(slow);
      request.removeAllListeners('data');
      if (typeof outcome === 'string') request.pause();
      resolve(outcome);
    }
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBodyBytes) end('too_large');
      else chunks.push(chunk);
    });
    request.on('end', () => end(Buffer.concat(chunks, length)));
    request.on('error', () => end('broken_off'));
    request.on('close', () => end('broken_off'));
  });
}

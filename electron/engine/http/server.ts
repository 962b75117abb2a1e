import { Socket } from 'node:net';
import type { AccessDoor } from './access-door.ts';
import { answerClientError, refuseTunnel } from './client-error.ts';
import { createClientStor } from './dialects/clientstor/clientstor.ts';
import { createOneClickIt } from './dialects/oneclickit/oneclickit.ts';
import { createOrqit } from './dialects/orqit/orqit.ts';
import { createPushCalls, isPushPath } from './push-calls.ts';
import { createHooks, isHookPath, type HookReceiver } from './hooks.ts';
import type { Remember } from './kept-answers.ts';
import { createLimitedServer } from './limited-server.ts';
import type { ListenWish } from './listen.ts';
import { createMovingListener, type Place } from './moving-listener.ts';
import { createOpenApi } from './openapi/openapi.ts';
import { createPages } from './pages.ts';
import { createPipeline, type PipelineDeps } from './pipeline.ts';
import { targetOf } from './request-address.ts';
import { createRequestGuard, type RequestGuard } from './request-guard.ts';
import type { Dialect, ServedHandlers } from './route.ts';
import { createRouter } from './router.ts';

export interface HttpDeps {
  readonly handlers: ServedHandlers;
  readonly access: AccessDoor;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly remember: Remember;
  readonly log: PipelineDeps['log'];
  readonly settings: ListenWish;
  /** Whom the owner lets in besides programs on this machine; may be set anew at any time. */
  readonly admits: Admits;
  /** Takes what other services send to `/hooks/`. */
  readonly hooks: HookReceiver;
  /** Hosts, with their ports, under which a tunnel brings such requests; nothing else is served under them. */
  readonly hookHosts: () => readonly string[];
}

/** Further names of this machine, and the origins of pages that may call. */
export interface Admits {
  readonly hostNames: readonly string[];
  readonly origins: readonly string[];
}

export interface HttpDoor {
  readonly dialects: readonly Dialect[];
  /** @returns the address that it listens on, and the wished port where that was taken */
  start(): Promise<{ address: string; portTaken: number | null }>;
  /**
   * Listens on another port or interface; what is left out stays as it is.
   * @throws AppError `conflict` where it cannot; then it goes on where it was
   */
  moveTo(wish: Partial<Place>): Promise<void>;
  /** Under which this machine reaches it; null where it does not listen. */
  address(): string | null;
  admit(admits: Admits): void;
  /** Takes no new request, lets running ones end for up to two seconds, and hangs up. */
  stop(): Promise<void>;
}

/** IPv4, as addresses and host names of small networks are. */
export const anyInterface = '0.0.0.0';

/** The REST door: all dialects on one port. */
export function createHttp(deps: HttpDeps): HttpDoor {
  const { access, now, settings } = deps;
  const oneClickIt = createOneClickIt(deps.handlers);
  const dialects = [oneClickIt, createClientStor(deps.handlers), createOrqit(deps.handlers, now)];
  const router = createRouter(dialects);
  const documents = createPages({
    routes: dialects.flatMap(({ routes }) => routes),
    openApi: (address) => createOpenApi(dialects, { version: deps.version, address }),
  });
  // Which Hosts are ours is known once the port is; nothing can ask before.
  let guard: RequestGuard = createRequestGuard(settings.port);
  let admits = deps.admits;
  const answer = createPipeline({ ...deps, router, documents, fallback: oneClickIt, guard: () => guard });
  const toClients = { router, documents, fallback: oneClickIt, access, now };
  const takeHook = createHooks({
    receiver: deps.hooks,
    guard(request) {
      try {
        guard.check(request);
      } catch (error) {
        const { host, origin } = request.headers;
        if (origin !== undefined || host === undefined || !deps.hookHosts().includes(host)) throw error;
      }
    },
    note: (note) => access.note(note),
    now,
    log: deps.log,
  });
  const takePush = createPushCalls({
    take: deps.handlers.pushCall,
    guard: (request) => guard.check(request),
    note: (note) => access.note(note),
    now,
  });
  const listener = createMovingListener(() => {
    const server = createLimitedServer();
    const begun = new WeakMap<object, string>();
    server.on('request', (request, response) => {
      const { path } = targetOf(request);
      begun.set(request.socket, path);
      if (isHookPath(path)) takeHook(request, response);
      else if (isPushPath(path)) takePush(request, response);
      else answer(request, response);
    });
    // An expectation that nobody knows is not met and not minded (RFC 9110, 10.1.1); Node alone would answer it.
    server.on('checkExpectation', answer);
    server.on('clientError', (error: Error, socket) => {
      if (socket instanceof Socket) answerClientError(error, socket, begun.get(socket), toClients);
      else socket.destroy();
    });
    server.on('connect', (_request, socket) => {
      if (socket instanceof Socket) refuseTunnel(socket, toClients);
      else socket.destroy();
    });
    return server;
  });

  function guardPlace(): void {
    guard = createRequestGuard(listener.place()?.port ?? settings.port, admits.hostNames, admits.origins);
  }

  function address(): string | null {
    const place = listener.place();
    if (!place) return null;
    // Where it listens on all interfaces, this machine still reaches it under its own name for itself.
    const host = place.host === anyInterface ? '127.0.0.1' : place.host;
    return `http://${host.includes(':') ? `[${host}]` : host}:${place.port}`;
  }

  return {
    dialects,
    async start() {
      const { portTaken } = await listener.start(settings);
      guardPlace();
      return { address: address()!, portTaken };
    },
    async moveTo(wish) {
      try {
        await listener.moveTo({ ...(listener.place() ?? settings), ...wish });
      } finally {
        guardPlace();
      }
    },
    address,
    admit(next) {
      admits = next;
      guardPlace();
    },
    stop: () => listener.stop(),
  };
}

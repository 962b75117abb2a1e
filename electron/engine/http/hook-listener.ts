import { Socket } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { createHooks, isHookPath, type HooksDeps } from './hooks.ts';
import { createLimitedServer } from './limited-server.ts';
import { createMovingListener, type Place } from './moving-listener.ts';
import { targetOf } from './request-address.ts';

export interface HookListener {
  /** @throws AppError `conflict` where it cannot; then it goes on where it was */
  listenAt(place: Place): Promise<Place>;
  /** Where it listens; null where it does not. */
  place(): Place | null;
  stop(): Promise<void>;
}

/** A listener of its own for a network: it serves `/hooks/` and nothing else, so that nothing else is reached from there. */
export function createHookListener(deps: Omit<HooksDeps, 'guard'>): HookListener {
  const takeHook = createHooks({
    ...deps,
    // Whatever name it was reached under: there is nothing here that a signature does not guard.
    guard: ({ headers }) => {
      if (headers.origin !== undefined) throw new AppError('forbidden', 'Pages may not call this.');
    },
  });
  const listener = createMovingListener(() => {
    const server = createLimitedServer();
    server.on('request', (request, response) => {
      if (isHookPath(targetOf(request).path)) takeHook(request, response);
      else response.writeHead(404, { Connection: 'close' }).end();
    });
    server.on('clientError', (_error: Error, socket) => {
      if (socket instanceof Socket && socket.writable) {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      } else socket.destroy();
    });
    return server;
  });
  return {
    listenAt: (place) => listener.moveTo(place),
    place: () => listener.place(),
    stop: () => listener.stop(),
  };
}

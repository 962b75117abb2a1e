import type { Server } from 'node:http';
import { AppError } from '../../../shared/errors.ts';
import { listen, type ListenWish } from './listen.ts';

/** Where a server listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface MovingListener {
  /** @returns where it listens, and the wished port where another program has it */
  start(wish: ListenWish): Promise<{ place: Place; portTaken: number | null }>;
  /**
   * Listens elsewhere from now on. Requests that are running get some time to end where they began.
   * @throws AppError `conflict` where it cannot; then it goes on where it was
   */
  moveTo(place: Place): Promise<Place>;
  /** Where it listens now; null before its start, and where it could not return to its old place. */
  place(): Place | null;
  /** Takes no new request, lets running ones end for a while, and hangs up. */
  stop(): Promise<void>;
}

const graceMs = 2000;

/** @param createServer makes one that answers; each place has a server of its own */
export function createMovingListener(createServer: () => Server): MovingListener {
  let current: { readonly server: Server; readonly place: Place } | null = null;
  const leaving = new Set<Promise<void>>();
  let moving: Promise<unknown> = Promise.resolve();

  async function open(wish: ListenWish): Promise<number | null> {
    const server = createServer();
    const { port, portTaken } = await listen(server, wish);
    current = { server, place: { host: wish.host, port } };
    return portTaken;
  }

  /** From this moment on its port is free. */
  function leave(server: Server): void {
    const left = new Promise<void>((resolve) => {
      const hangUp = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(hangUp);
        resolve();
      });
      server.closeIdleConnections();
    }).finally(() => leaving.delete(left));
    leaving.add(left);
  }

  async function move(place: Place): Promise<Place> {
    const before = current;
    // Every interface and one of them cannot both be listened on at one port: the first must go before the second.
    const first = before?.place.port === place.port ? before : null;
    if (first) leave(first.server);
    try {
      await open({ ...place, strictPort: true });
    } catch (error) {
      current = first ? null : before;
      // Should even this fail it listens nowhere, which `place` tells.
      if (first) await open({ ...first.place, strictPort: true }).catch(() => null);
      throw cannotListen(error, place);
    }
    if (before && !first) leave(before.server);
    return current!.place;
  }

  return {
    async start(wish) {
      const portTaken = await open(wish);
      return { place: current!.place, portTaken };
    },
    moveTo(place) {
      const moved = moving.then(() => move(place));
      moving = moved.catch(() => {});
      return moved;
    },
    place: () => current?.place ?? null,
    async stop() {
      await moving;
      if (current) leave(current.server);
      current = null;
      await Promise.all(leaving);
    },
  };
}

function cannotListen(error: unknown, { host, port }: Place): AppError {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program has it',
    EACCES: 'the system keeps it for itself',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  const code = String((error as { code?: unknown }).code);
  return new AppError('conflict', `Port ${port} of ${host} cannot be used: ${why[code] ?? code}.`, {
    cause: error,
  });
}

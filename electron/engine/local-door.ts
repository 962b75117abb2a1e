import { AppError } from '../../shared/errors.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { LocalApiSettings } from '../../shared/local-api.ts';
import type { Clock } from './platform/clock.ts';
import { createHookDoor, type HookDoorDeps } from './hook-door.ts';
import { anyInterface, createHttp, type HttpDeps, type HttpDoor } from './http/server.ts';

/** Where the engine wishes to listen, or null for one without its own port. */
export type ListenWish = HttpDeps['settings'] | null;

export interface LocalDoorDeps
  extends Omit<HttpDeps, 'settings' | 'admits' | 'now' | 'remember'>, Pick<HookDoorDeps, 'db' | 'journal'> {
  readonly clock: Clock;
  readonly wish: ListenWish;
  /** As they are stored. */
  readonly settings: LocalApiSettings;
  readonly push: (event: PushEvent) => void;
}

export type LocalDoor = ReturnType<typeof createLocalDoor>;

/** The REST door as the owner's settings say: where it listens, whom it lets in, and where it was moved to. */
export function createLocalDoor(given: LocalDoorDeps) {
  const { wish, push, clock, db } = given;
  const deps = { ...given, now: () => clock.now(), remember: db.remember };
  let { settings } = given;
  const listening: { address: string | null; portTaken: number | null } = { address: null, portTaken: null };
  const door: HttpDoor | null =
    wish &&
    createHttp({ ...deps, settings: { ...wish, host: interfaceOf(settings, wish.host) }, admits: settings });

  const hookDoor = createHookDoor({ ...deps, receiver: deps.hooks, note: (note) => deps.access.note(note) });

  async function moveTo(place: { host?: string; port?: number }): Promise<string> {
    if (!door) throw new AppError('unavailable', 'This engine has no local API.');
    try {
      await door.moveTo(place);
      listening.portTaken = null;
    } finally {
      listening.address = door.address();
      push({ type: 'listening', address: listening.address });
    }
    return listening.address!;
  }

  return {
    dialects: door?.dialects ?? [],
    listening: () => listening,
    /** That this engine listens on itself. */
    ports: (): number[] => [
      ...(listening.address === null ? [] : [Number(new URL(listening.address).port || 80)]),
      ...hookDoor.ports(),
    ],
    /** The second listener, for services in the own network. */
    hookListener: hookDoor.listener,
    keepUp: hookDoor.keepUp,
    async start(): Promise<void> {
      if (!door) return;
      Object.assign(listening, await door.start());
      await hookDoor.start();
    },
    async stop(): Promise<void> {
      await Promise.all([door?.stop(), hookDoor.stop()]);
    },
    listenAt: (port: number) => moveTo({ port }),
    /** Where it cannot listen as wished it throws, and goes on as it was. */
    async apply(next: LocalApiSettings): Promise<void> {
      if (next.listenOn !== settings.listenOn) await moveTo({ host: interfaceOf(next, wish?.host) });
      settings = next;
      door?.admit(next);
    },
  };
}

function interfaceOf({ listenOn }: LocalApiSettings, host = '127.0.0.1'): string {
  return listenOn === 'network' ? anyInterface : host;
}

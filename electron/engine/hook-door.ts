import type { Caller } from '../../shared/caller.ts';
import {
  everyInterface,
  hookListenerSettings,
  type HookListener,
  type HookListenerSettings,
} from '../../shared/connection.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { WritableDb } from './database/db.ts';
import { changedFields, newChangeId, type Journal } from './database/journal.ts';
import { readSettingAs, writeSetting, type Setting } from './database/settings.ts';
import { createHookListener } from './http/hook-listener.ts';
import type { HooksDeps } from './http/hooks.ts';
import { isLinkLocal, ownAddresses, type OwnAddress } from './platform/own-addresses.ts';

export interface HookDoorDeps extends Omit<HooksDeps, 'guard'> {
  readonly db: WritableDb;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  /** Addresses of this machine; for tests of one that changes its network. */
  readonly addresses?: () => readonly OwnAddress[];
}

export const hookListenerSetting: Setting<HookListenerSettings> = {
  key: 'hookListener',
  // An address could not be chosen at first.
  schema: hookListenerSettings.extend({
    address: hookListenerSettings.shape.address.default(everyInterface),
  }),
  standard: { lan: false, address: everyInterface, port: 8090 },
};

/** The second listener, for services in the own network: off unless the owner switches it on. */
export function createHookDoor(deps: HookDoorDeps) {
  const { db, journal, log, push, addresses = ownAddresses } = deps;
  const listener = createHookListener(deps);
  /** Why it does not listen although it should. */
  let failure: string | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  const settings = (): HookListenerSettings => readSettingAs(db, hookListenerSetting);

  /** Moves come one after the other: of two at once nobody could say where it listens in the end. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => {});
    return turn;
  }

  function state(): HookListener['state'] {
    if (failure !== null) return { state: 'failed', detail: failure };
    const place = listener.place();
    if (place === null) return { state: 'off' };
    const { host, port } = place;
    const known = addresses();
    if (host !== everyInterface && !known.some(({ address }) => address === host)) {
      return { state: 'failed', detail: `This machine does not have the address ${host} just now.` };
    }
    const reached = known.filter(({ address, internal }) =>
      host === everyInterface
        ? !internal && !address.includes(':')
        : address === host && !isLinkLocal(address),
    );
    return { state: 'listening', urls: reached.map(({ address }) => urlOf(address, port)) };
  }

  const get = (): HookListener => ({
    settings: settings(),
    state: state(),
    choices: addresses().filter(({ address }) => !isLinkLocal(address)),
  });

  async function apply({ lan, address, port }: HookListenerSettings): Promise<void> {
    if (lan) await listener.listenAt({ host: address, port });
    else await listener.stop();
    failure = null;
  }

  /** As it is set. A port that another program has meanwhile keeps nothing else from starting. */
  async function listenAsSet(): Promise<void> {
    const wanted = settings();
    if (!wanted.lan) return;
    try {
      await apply(wanted);
      push({ type: 'connections' });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason === failure) return;
      failure = reason;
      log('warn', 'webhooks of the network cannot be listened for', { reason });
      push({ type: 'connections' });
    }
  }

  return {
    /** That it listens on itself. */
    ports(): number[] {
      const place = listener.place();
      return place === null ? [] : [place.port];
    },
    listener: {
      get,
      set: (
        caller: Caller,
        patch: { [K in keyof HookListenerSettings]?: HookListenerSettings[K] | undefined },
      ) =>
        inTurn(async () => {
          const before = settings();
          const { lan = before.lan, address = before.address, port = before.port } = patch;
          const after = { lan, address, port };
          const changes = changedFields(before, after);
          if (changes.length === 0) {
            if (failure !== null) await apply(after);
            return get();
          }
          // What cannot be done is not kept: the next start would fail by it.
          await apply(after);
          db.transaction(() => {
            writeSetting(db, hookListenerSetting.key, JSON.stringify(after));
            const about = { entity: 'hookListener', entityId: null, organizationId: null };
            journal.audit(caller, { ...about, changeId: newChangeId(), action: 'update', changes });
            db.afterCommit(() => push({ type: 'connections' }));
          });
          return get();
        }),
    },
    start: () => inTurn(listenAsSet),
    /** Tries again where it could not: the other program may have ended, or the network may be back. */
    keepUp(): void {
      if (failure !== null) void inTurn(listenAsSet);
    },
    stop: () => inTurn(() => listener.stop()),
  };
}

function urlOf(address: string, port: number): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

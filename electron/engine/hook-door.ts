import type { Caller } from '../../shared/caller.ts';
import { hookListenerSettings, type HookListenerSettings } from '../../shared/connection.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { WritableDb } from './database/db.ts';
import { changedFields, newChangeId, type Journal } from './database/journal.ts';
import { readSettingAs, writeSetting, type Setting } from './database/settings.ts';
import { createHookListener } from './http/hook-listener.ts';
import type { HooksDeps } from './http/hooks.ts';

export interface HookDoorDeps extends Omit<HooksDeps, 'guard'> {
  readonly db: WritableDb;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
}

export const hookListenerSetting: Setting<HookListenerSettings> = {
  key: 'hookListener',
  schema: hookListenerSettings,
  standard: { lan: false, port: 8090 },
};

/** The second listener, for services in the own network: off unless the owner switches it on. */
export function createHookDoor(deps: HookDoorDeps) {
  const { db, journal, log, push } = deps;
  let listener = createHookListener(deps);
  let port: number | null = null;
  const settings = (): HookListenerSettings => readSettingAs(db, hookListenerSetting);
  const get = () => ({
    settings: settings(),
    address: port === null ? null : `port ${port} of this machine`,
  });

  async function apply({ lan, port: wished }: HookListenerSettings): Promise<void> {
    if (lan) {
      port = await listener.listenOn(wished);
      return;
    }
    await listener.stop();
    listener = createHookListener(deps);
    port = null;
  }

  return {
    /** That it listens on itself. */
    ports: (): number[] => (port === null ? [] : [port]),
    listener: {
      get,
      async set(caller: Caller, patch: { lan?: boolean | undefined; port?: number | undefined }) {
        const before = settings();
        const after = { lan: patch.lan ?? before.lan, port: patch.port ?? before.port };
        const changes = changedFields(before, after);
        if (changes.length === 0) return get();
        // What cannot be done is not kept: the next start would fail by it.
        await apply(after);
        db.transaction(() => {
          writeSetting(db, hookListenerSetting.key, JSON.stringify(after));
          const about = { entity: 'hookListener', entityId: null, organizationId: null };
          journal.audit(caller, { ...about, changeId: newChangeId(), action: 'update', changes });
          db.afterCommit(() => push({ type: 'connections' }));
        });
        return get();
      },
    },
    /** A port that another program has meanwhile keeps nothing else from starting. */
    async start(): Promise<void> {
      const wanted = settings();
      if (!wanted.lan) return;
      await apply(wanted).catch((error: unknown) => {
        log('warn', 'webhooks of the network cannot be listened for', { reason: String(error) });
      });
    },
    stop: () => listener.stop(),
  };
}

import type { Caller } from '../../../shared/caller.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import { localApiSettings, type localApiContract, type LocalApiSettings } from '../../../shared/local-api.ts';
import type { ReadableDb } from '../database/db.ts';
import { changedFields, newChangeId } from '../database/journal.ts';
import { readSettingAs, writeSetting, type Setting } from '../database/settings.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import { refuseKeys, type KeysDeps } from './keys.ts';

export const localApiSetting: Setting<LocalApiSettings> = {
  key: 'localApi',
  schema: localApiSettings,
  standard: { listenOn: 'loopback', hostNames: [], origins: [] },
};

/** Where the API listens and whom it answers. */
export function readLocalApi(db: ReadableDb): LocalApiSettings {
  return readSettingAs(db, localApiSetting);
}

export interface LocalApiDeps extends KeysDeps {
  /** Makes the door be as the settings say; where it cannot it throws, and the door is as it was. */
  readonly apply: (settings: LocalApiSettings) => Promise<void>;
  /** The same for its port. @returns the new address */
  readonly listenAt: (port: number) => Promise<string>;
}

export function createLocalApi(deps: LocalApiDeps): DomainHandlers<typeof localApiContract, Caller> {
  const { db } = deps;

  function write(caller: Caller, before: LocalApiSettings, after: LocalApiSettings): void {
    db.transaction(() => {
      writeSetting(db, localApiSetting.key, JSON.stringify(after));
      deps.journal.audit(caller, {
        changeId: newChangeId(),
        entity: 'localApi',
        entityId: null,
        organizationId: null,
        action: 'update',
        changes: changedFields(before, after),
      });
    });
  }

  return {
    get(caller) {
      refuseKeys(caller);
      return readLocalApi(db);
    },
    async set(caller, patch) {
      refuseKeys(caller);
      requireAdministrator(caller);
      const before = readLocalApi(db);
      const after: LocalApiSettings = localApiSettings.parse({ ...before, ...patch });
      if (changedFields(before, after).length === 0) return before;
      // What cannot be done is not kept: the next start would fail by it.
      await deps.apply(after);
      try {
        write(caller, before, after);
      } catch (error) {
        await deps.apply(before);
        throw error;
      }
      deps.push({ type: 'localApi' });
      return after;
    },
    async listenAt(caller, { port }) {
      refuseKeys(caller);
      requireAdministrator(caller);
      return { address: await deps.listenAt(port) };
    },
  };
}

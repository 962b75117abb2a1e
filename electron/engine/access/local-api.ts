import type { Caller } from '../../../shared/caller.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import { localApiSettings, type localApiContract, type LocalApiSettings } from '../../../shared/local-api.ts';
import type { ReadableDb } from '../database/db.ts';
import { changedFields, newChangeId } from '../database/journal.ts';
import { readSetting, writeSetting } from '../database/settings.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import { refuseKeys, type KeysDeps } from './keys.ts';

const setting = 'localApi';
const standard: LocalApiSettings = { listenOn: 'loopback', hostNames: [], origins: [] };

/** Where the API listens and whom it answers. */
export function readLocalApi(db: ReadableDb): LocalApiSettings {
  const stored = readSetting(db, setting);
  return stored === undefined ? standard : localApiSettings.parse(JSON.parse(stored));
}

export interface LocalApiDeps extends KeysDeps {
  /** Makes the door be as the settings say. */
  readonly apply: (settings: LocalApiSettings) => Promise<void>;
}

export function createLocalApi(deps: LocalApiDeps): DomainHandlers<typeof localApiContract, Caller> {
  const { db } = deps;
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
      const changes = changedFields(before, after);
      if (changes.length === 0) return before;
      db.transaction(() => {
        writeSetting(db, setting, JSON.stringify(after));
        deps.journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'localApi',
          entityId: null,
          organizationId: null,
          action: 'update',
          changes,
        });
      });
      await deps.apply(after);
      deps.push({ type: 'localApi' });
      return after;
    },
  };
}

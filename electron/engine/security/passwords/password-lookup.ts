import { createHash } from 'node:crypto';
import type { Caller } from '../../../../shared/caller.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import {
  defaultPasswordBreachSettings,
  passwordBreachSettings,
  type PasswordAnswer,
  type PasswordBreachSettings,
} from '../../../../shared/password-breach.ts';
import type { WritableDb } from '../../database/db.ts';
import { changedFields, newChangeId, type Journal } from '../../database/journal.ts';
import { readSettingAs, writeSetting, type Setting } from '../../database/settings.ts';
import { invalidField, requireAdministrator } from '../../database/tenancy.ts';
import { EgressError } from '../../egress/egress-error.ts';
import { HashFileError, openHashFile, type HashFile } from './hash-file.ts';
import { createRangeLookup, rangeName, type RangeDeps } from './range-lookup.ts';

export interface PasswordLookupDeps extends Omit<RangeDeps, 'url'> {
  readonly db: WritableDb;
  readonly journal: Journal;
}

export type PasswordLookup = ReturnType<typeof createPasswordLookup>;

export const passwordBreachSetting: Setting<PasswordBreachSettings> = {
  key: 'passwords.breaches',
  schema: passwordBreachSettings,
  standard: defaultPasswordBreachSettings,
};

/** Compares passwords with those that are known from breaches, in the way that was chosen; neither they nor their hashes are logged. */
export function createPasswordLookup(deps: PasswordLookupDeps) {
  const { db, journal, egress } = deps;
  const settings = (): PasswordBreachSettings => readSettingAs(db, passwordBreachSetting);
  const range = createRangeLookup({ ...deps, url: () => settings().rangeUrl });
  let opened: { readonly path: string; readonly file: Promise<HashFile> } | null = null;

  function fileAt(path: string): Promise<HashFile> {
    if (opened?.path === path) return opened.file;
    close();
    const file = openHashFile(path);
    opened = { path, file };
    file.catch(() => {
      // Tried again at the next look: a drive may have been plugged in by then.
      if (opened?.file === file) opened = null;
    });
    return file;
  }

  function close(): void {
    opened?.file.then((file) => file.close()).catch(() => {});
    opened = null;
  }

  async function inFile(path: string, hash: string): Promise<PasswordAnswer> {
    try {
      const count = await (await fileAt(path)).count(hash);
      const source = 'the file on this machine';
      return count > 0 ? { state: 'found', count, source } : { state: 'clean', source };
    } catch (error) {
      if (error instanceof HashFileError) return { state: 'not_checked', reason: error.message };
      close();
      return { state: 'not_checked', reason: 'The file of hashes could not be read.' };
    }
  }

  return {
    settings,
    async check(password: string): Promise<PasswordAnswer> {
      const { source, filePath } = settings();
      if (source === 'off')
        return { state: 'not_checked', reason: 'Passwords are not compared with breaches.' };
      const hash = createHash('sha1').update(password).digest('hex').toUpperCase();
      if (source === 'file') {
        if (filePath === null) return { state: 'not_checked', reason: 'No file of hashes was chosen.' };
        return inFile(filePath, hash);
      }
      const asked = await range.count(hash);
      if (!asked.ok) return { state: 'not_checked', reason: asked.detail };
      return asked.value > 0
        ? { state: 'found', count: asked.value, source: rangeName }
        : { state: 'clean', source: rangeName };
    },
    async configure(
      caller: Caller,
      given: { readonly [K in keyof PasswordBreachSettings]?: PasswordBreachSettings[K] | undefined },
    ): Promise<void> {
      requireAdministrator(caller);
      const before = settings();
      const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const after: PasswordBreachSettings = { ...before, ...patch };
      try {
        egress.check('remote', after.rangeUrl);
      } catch (error) {
        if (error instanceof EgressError) throw invalidField('rangeUrl', `cannot be used: ${error.message}`);
        throw error;
      }
      if (after.source === 'file') {
        if (after.filePath === null) throw invalidField('filePath', 'is missing');
        try {
          await (await openHashFile(after.filePath)).close();
        } catch (error) {
          if (error instanceof HashFileError)
            throw invalidField('filePath', `cannot be used. ${error.message}`);
          throw error;
        }
      }
      const changes = changedFields(before, after);
      if (changes.length === 0) return;
      close();
      db.transaction(() => {
        writeSetting(db, passwordBreachSetting.key, JSON.stringify(after));
        journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'password_breach_settings',
          entityId: null,
          organizationId: mspOrganizationId,
          action: 'update',
          changes,
        });
      });
    },
    /** The vault was locked: nothing of what was asked stays. */
    forget: range.forget,
    stop: close,
  };
}

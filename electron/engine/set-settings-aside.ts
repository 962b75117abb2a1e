import { localApiSetting } from './access/local-api.ts';
import { subscriptionSetting } from './access/subscription.ts';
import { vaultSetting } from './vault/vault-settings.ts';
import { vulnerabilitySetting } from './security/vulnerabilities/vulnerability-settings.ts';
import { breachSetting } from './security/breaches/breach-settings.ts';
import { passwordBreachSetting } from './security/passwords/password-lookup.ts';
import type { OpenDatabase } from './database/open-database.ts';
import { setAsideUnreadable } from './database/settings.ts';
import type { Log } from './platform/log.ts';

/** Settings of which no sense can be made are set aside, so that an engine starts in spite of them. @returns their names */
export function setSettingsAside({ db, readOnly }: OpenDatabase, log: Log): string[] {
  if (readOnly) return [];
  const names = setAsideUnreadable(db, [
    localApiSetting,
    subscriptionSetting,
    vaultSetting,
    vulnerabilitySetting,
    breachSetting,
    passwordBreachSetting,
  ]);
  if (names.length > 0) log('warn', 'settings could not be understood and were set aside', { names });
  return names;
}

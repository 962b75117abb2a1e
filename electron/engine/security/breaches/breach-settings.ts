import { z } from 'zod';
import {
  breachPlan,
  breachSettings,
  defaultBreachSettings,
  type BreachPlan,
  type BreachSettings,
} from '../../../../shared/breaches-contract.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import { readSettingAs, writeSetting, type Setting } from '../../database/settings.ts';

/** What an older program did not know yet has its usual value. */
export const breachSetting: Setting<BreachSettings> = {
  key: 'breaches.settings',
  schema: z.preprocess(
    (stored) =>
      typeof stored === 'object' && stored !== null ? { ...defaultBreachSettings, ...stored } : stored,
    breachSettings,
  ),
  standard: defaultBreachSettings,
};

/** What the key's plan was when the service was last asked: it holds while nobody can be. */
const planSetting: Setting<BreachPlan | null> = {
  key: 'breaches.plan',
  schema: breachPlan.nullable(),
  standard: null,
};

export const readBreachSettings = (db: ReadableDb): BreachSettings => readSettingAs(db, breachSetting);
export const readBreachPlan = (db: ReadableDb): BreachPlan | null => readSettingAs(db, planSetting);

export function writeBreachSettings(db: WritableDb, settings: BreachSettings): void {
  writeSetting(db, breachSetting.key, JSON.stringify(settings));
}

export function writeBreachPlan(db: WritableDb, plan: BreachPlan | null): void {
  writeSetting(db, planSetting.key, JSON.stringify(plan));
}

/** Under which name the key lies in the vault. */
export const hibpKeyName = 'breaches/hibp/key';

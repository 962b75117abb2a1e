import type { Caller } from '../../../../shared/caller.ts';
import type { BreachFailure } from '../../../../shared/breach.ts';
import type { BreachSettings, BreachSources } from '../../../../shared/breaches-contract.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import { changedFields, newChangeId } from '../../database/journal.ts';
import { invalidField, requireAdministrator } from '../../database/tenancy.ts';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';
import type { Timers } from '../../platform/timers.ts';
import { createPace } from '../../platform/pace.ts';
import { hibpKeyName, readBreachSettings, writeBreachSettings } from './breach-settings.ts';
import { createCatalogue } from './catalogue.ts';
import { createPlan } from './plan.ts';
import type { RecordDeps } from './record-answer.ts';
import { createConnectionLookup, type RemoteAccount } from './sources/connection-lookup.ts';
import { createHibpLookup } from './sources/hibp-lookup.ts';
import { createHibp } from './sources/hibp.ts';
import type { BreachLookup } from './sources/source.ts';

export interface BreachSourcesDeps extends RecordDeps {
  readonly egress: Egress;
  readonly timers: Timers;
  readonly version: string;
  readonly secrets: {
    put(name: string, secret: string): void;
    get(name: string): string | undefined;
    remove(name: string): void;
  };
  /** Connections to OneClickIT. */
  readonly accounts: () => readonly RemoteAccount[];
}

/** What a OneClickIT account may be asked in a minute; half of it, for the technicians have the other. */
const connectionPerMinute = 30;

/** Who can be asked, how often, and what came of it last. */
export function createBreachSources(deps: BreachSourcesDeps) {
  const { db, clock, journal, egress, secrets, timers, version } = deps;
  const settings = (): BreachSettings => readBreachSettings(db);
  const now = (): number => clock.now();
  const hibp = createHibp({
    egress,
    version,
    now,
    url: () => settings().hibpUrl,
    key: () => secrets.get(hibpKeyName),
  });
  const plan = createPlan({ db, clock, hibp });
  const catalogue = createCatalogue({ db, clock, hibp });
  const hibpPace = createPace({ clock, timers, perMinute: plan.perMinute });
  const connectionPace = createPace({ clock, timers, perMinute: () => connectionPerMinute });
  const hibpLookup = createHibpLookup({
    hibp,
    pace: hibpPace,
    catalogue,
    settings,
    plan: plan.get,
    requestsPerMinute: plan.perMinute,
  });

  const hasKey = (): boolean =>
    db.get('SELECT 1 FROM vault_secret WHERE name = ?', [hibpKeyName]) !== undefined;

  /** Those that are switched on. */
  function lookups(): BreachLookup[] {
    const { hibp: isOn, connectionId } = settings();
    const account = connectionId === null ? undefined : deps.accounts().find(({ id }) => id === connectionId);
    return [
      ...(isOn ? [hibpLookup] : []),
      ...(account
        ? [
            createConnectionLookup({
              egress,
              version,
              account,
              pace: connectionPace,
              requestsPerMinute: () => connectionPerMinute,
              now,
              nameOf: catalogue.nameOf,
            }),
          ]
        : []),
    ];
  }

  return {
    hibp,
    plan,
    catalogue,
    hibpPace,
    settings,
    lookups,
    /** Addresses that can be looked at in a minute; 0 where nobody can be asked. */
    addressesPerMinute(): number {
      const paces = lookups().map((lookup) => {
        const isTwice = lookup.kind === 'hibp' && settings().pastes && !plan.get()?.anonymous;
        return lookup.requestsPerMinute() / (isTwice ? 2 : 1);
      });
      return paces.length === 0 ? 0 : Math.min(...paces);
    },
    shown(troubles: ReadonlyMap<string, Trouble>, hold: BreachSources['hold']): BreachSources {
      const { checkedAt, trouble } = catalogue.state();
      return {
        settings: settings(),
        hasHibpKey: hasKey(),
        plan: plan.get(),
        sources: lookups().map((lookup) => ({
          kind: lookup.kind,
          name: lookup.name,
          requestsPerMinute: lookup.requestsPerMinute(),
          trouble: troubles.get(lookup.kind) ?? null,
          pausedUntil: lookup.pausedFor() > 0 ? Math.round(now() + lookup.pausedFor()) : null,
        })),
        hold,
        connections: deps.accounts().map(({ id, name }) => ({ id, name })),
        catalogue: { breaches: catalogue.count(), checkedAt, trouble },
      };
    },
    configure(caller: Caller, { hibpKey, ...given }: BreachSettingsPatch): void {
      requireAdministrator(caller);
      const patch = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const before = settings();
      const after: BreachSettings = { ...before, ...patch };
      checkUrl(egress, after.hibpUrl);
      if (after.connectionId !== null && !deps.accounts().some(({ id }) => id === after.connectionId))
        throw invalidField('connectionId', 'names no connection to OneClickIT');
      db.transaction(() => {
        if (hibpKey === null) secrets.remove(hibpKeyName);
        else if (hibpKey !== undefined) secrets.put(hibpKeyName, readKey(hibpKey));
        if (after.hibp && !hasKey())
          throw invalidField('hibpKey', 'is missing: without one nothing is answered');
        const changes = changedFields(before, after);
        if (hibpKey !== undefined) changes.push({ field: 'hibpKey', from: null, to: null });
        if (changes.length === 0) return;
        writeBreachSettings(db, after);
        journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'breach_settings',
          entityId: null,
          organizationId: mspOrganizationId,
          action: 'update',
          changes,
        });
      });
    },
    stop(): void {
      hibpPace.stop();
      connectionPace.stop();
    },
  };
}

export type BreachSettingsPatch = { readonly [K in keyof BreachSettings]?: BreachSettings[K] | undefined } & {
  /** Null takes it away. */
  readonly hibpKey?: string | null | undefined;
};

export interface Trouble {
  readonly failure: BreachFailure;
  readonly detail: string;
  readonly at: number;
}

function readKey(text: string): string {
  const key = text.trim();
  if (/^[0-9a-f]{32}$/i.test(key)) return key;
  throw invalidField('hibpKey', 'must be the 32 characters 0-9 and a-f that the service gave you');
}

function checkUrl(egress: Egress, url: string): void {
  try {
    egress.check('remote', url);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw invalidField('hibpUrl', `cannot be used: ${error.message}`);
  }
}

import type { BreachPlan, BreachSettings } from '../../../../../shared/breaches-contract.ts';
import type { Asked } from '../../../egress/ask-service.ts';
import type { Pace } from '../../../platform/pace.ts';
import type { Catalogue } from '../catalogue.ts';
import { hibpName, type Hibp, type KnownBreach } from './hibp.ts';
import {
  notChecked,
  type BreachLookup,
  type FoundBreach,
  type LookOptions,
  type NotChecked,
} from './source.ts';

export interface HibpLookupDeps {
  readonly hibp: Hibp;
  readonly pace: Pace;
  readonly catalogue: Catalogue;
  readonly settings: () => BreachSettings;
  readonly plan: () => BreachPlan | null;
  readonly requestsPerMinute: () => number;
}

/** One address at Have I Been Pwned, as its plan allows: in full, or by the start of its hash. */
export function createHibpLookup(deps: HibpLookupDeps): BreachLookup {
  const { hibp, pace, catalogue } = deps;

  /** One request at its turn; a wish to be left alone is heeded at once. */
  async function ask<T>(options: LookOptions, request: () => Promise<Asked<T>>): Promise<T | NotChecked> {
    await pace.turn(options.urgency, options.signal);
    const asked = await request();
    if (asked.ok) return asked.value;
    if (asked.retryAfterMs !== null) pace.pause(asked.retryAfterMs);
    return notChecked(asked.failure, asked.detail, asked.retryAfterMs);
  }

  return {
    kind: 'hibp',
    name: hibpName,
    requestsPerMinute: deps.requestsPerMinute,
    pausedFor: pace.pausedFor,
    async look(email, options) {
      const { signal } = options;
      if (deps.plan()?.anonymous) {
        const names = await ask(options, () => hibp.anonymously(email, signal));
        if (isRefusal(names)) return names;
        const breaches = names.map((name) => catalogue.told(name));
        return breaches.length > 0 ? { state: 'found', breaches, pastes: [] } : { state: 'clean' };
      }
      const known = await ask(options, () => hibp.account(email, signal));
      if (isRefusal(known)) return known;
      const pastes = deps.settings().pastes ? await ask(options, () => hibp.pastes(email, signal)) : [];
      // Breaches that were found stay found; without the pastes nothing is called clean.
      if (isRefusal(pastes) && known.length === 0) return pastes;
      const breaches = known.map(toFound);
      const met = isRefusal(pastes) ? [] : pastes;
      return breaches.length + met.length > 0
        ? { state: 'found', breaches, pastes: met }
        : { state: 'clean' };
    },
  };
}

function toFound({ title, date, dataTypes, name }: KnownBreach): FoundBreach {
  return { name: title, date, dataTypes, catalogueName: name };
}

function isRefusal(value: unknown): value is NotChecked {
  return typeof value === 'object' && value !== null && 'failure' in value;
}

import type { Caller } from '../../shared/caller.ts';
import { AppError } from '../../shared/errors.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { passwordBreachesContract, PasswordBreachState } from '../../shared/password-breach.ts';
import type { DomainHandlers } from '../../shared/procedure.ts';
import { createPasswordLookup, type PasswordLookupDeps } from './security/passwords/password-lookup.ts';
import type { createVaultRoom } from './vault/vault-room.ts';

export interface PasswordBreachRoomDeps extends PasswordLookupDeps {
  readonly push: (event: PushEvent) => void;
  /** The vault's own: it alone sees passwords. */
  readonly comparison: () => ReturnType<typeof createVaultRoom>['comparison'];
}

/** Joins the vault, which has the passwords, to what knows those of breaches. */
export function createPasswordBreachRoom(deps: PasswordBreachRoomDeps) {
  const lookup = createPasswordLookup(deps);
  const state = (): PasswordBreachState => ({ settings: lookup.settings(), ...deps.comparison().state() });

  const handlers: DomainHandlers<typeof passwordBreachesContract, Caller> = {
    get(caller) {
      refuseKeys(caller);
      return state();
    },
    async configure(caller, patch) {
      refuseKeys(caller);
      await lookup.configure(caller, patch);
      deps.comparison().again();
      deps.push({ type: 'entries', ids: [], reason: 'changed' });
      return state();
    },
    check(caller, { password }) {
      refuseKeys(caller);
      return lookup.check(password);
    },
    checkAll(caller) {
      refuseKeys(caller);
      deps.comparison().again();
      return state();
    },
  };
  return { handlers, lookup };
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Comparing passwords is the console’s.');
}

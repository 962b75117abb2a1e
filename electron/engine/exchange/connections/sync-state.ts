import type { SyncState } from '../../../../shared/remote.ts';
import { failuresToRest } from './patience.ts';
import type { StoredSync } from './sync-repository.ts';

/** What keeps a connection from being asked. */
export type NotReady = Extract<SyncState, { state: 'not_set_up' | 'switched_off' | 'vault_locked' }>;

export interface StateOfRunner {
  readonly ready: NotReady | object;
  readonly pull: { readonly startedAt: number; read(): number } | undefined;
  readonly offline: boolean;
  readonly now: number;
}

/** How a connection does, of all that could be said the one thing that matters most. Pure. */
export function stateOf(
  { keyRefusedAt, detail, failures, restsUntil, nextAt }: StoredSync,
  { ready, pull, offline, now }: StateOfRunner,
): SyncState {
  const notReady = 'state' in ready ? ready : undefined;
  if (notReady && notReady.state !== 'vault_locked') return notReady;
  if (keyRefusedAt !== null)
    return { state: 'key_refused', detail: detail ?? 'The key was refused.', since: keyRefusedAt };
  if (offline) return { state: 'offline' };
  if (failures > 0) {
    const resting = failures >= failuresToRest;
    return { state: 'failing', detail: detail ?? '', failures, resting, nextAt: restsUntil ?? now };
  }
  if (notReady) return notReady;
  if (pull) return { state: 'syncing', since: pull.startedAt, read: pull.read() };
  return { state: 'idle', nextAt };
}

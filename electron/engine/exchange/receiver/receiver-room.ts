import type { IncomingHttpHeaders } from 'node:http';
import { createSyncHandlers } from '../connections/sync-handlers.ts';
import type { SyncRoom } from '../connections/sync-room.ts';
import { createApplier, type ApplierDeps } from './applier.ts';
import { getConnection, updateConnection } from './connection-repository.ts';
import { createConnections, type ConnectionsDeps } from './connections.ts';
import { createHookDeliveries } from './hook-deliveries.ts';
import { forgetHooksBefore } from './hook-repository.ts';
import { createReceiver, type IncomingHook } from './receiver.ts';
import { createRoundTrips, roundTripHeader } from './round-trips.ts';

export type ReceiverRoomDeps = Omit<ConnectionsDeps, 'roundTrips' | 'changed' | 'syncing'> &
  Omit<ApplierDeps, 'setPlan' | 'connectionName'> & {
    readonly keptDays: () => number;
    readonly remotes: SyncRoom;
  };

const dayMs = 86_400_000;
/** Within this time the same delivery is known again. */
const leastKeptDays = 30;

/** Remote services, what they send, and what becomes of it here. */
export function createReceiverRoom(deps: ReceiverRoomDeps) {
  const { db, clock, push } = deps;
  const roundTrips = createRoundTrips(deps.egress);
  const connections = createConnections({
    ...deps,
    roundTrips,
    syncing: deps.remotes,
    changed: () => receiver.forgetSenders(),
  });
  const applier = createApplier({
    ...deps,
    connectionName: (id) => getConnection(db, id)?.name,
    setPlan: (id, plan) => updateConnection(db, id, { plan }, clock.now()),
  });
  const receiver = createReceiver({
    ...deps,
    connectionOf: (id) => getConnection(db, id),
    secretsOf: connections.secretsOf,
    stored: applier.stored,
    refused: () => push({ type: 'connections' }),
  });
  return {
    handlers: {
      connections: {
        ...connections.handlers,
        ...createSyncHandlers({ ...deps, room: deps.remotes, reach: connections.reach }),
      },
      hookDeliveries: createHookDeliveries({
        ...deps,
        secretsOf: (id) => connections.secretsOf(id, getConnection(db, id)?.previousSecretUntil ?? null),
        wake: applier.stored,
      }),
    },
    /** For the door. */
    hooks: {
      receive: (incoming: IncomingHook) => receiver.receive(incoming),
      refuse: receiver.refuse,
      roundTrip: (headers: IncomingHttpHeaders) => roundTrips.arrived(headers[roundTripHeader]),
    },
    publicHosts: connections.publicHosts,
    accounts: connections.accounts,
    applier,
    forgetOld(): void {
      const before = clock.now() - Math.max(deps.keptDays(), leastKeptDays) * dayMs;
      const goOn = (): void => {
        if (forgetHooksBefore(db, before)) setImmediate(goOn);
      };
      goOn();
    },
    stop(): void {
      applier.stop();
      receiver.writeRefusals();
    },
  };
}

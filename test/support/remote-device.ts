import { createJournal } from '../../electron/engine/database/journal.ts';
import { createDirectoryLookup } from '../../electron/engine/directory/lookup.ts';
import { createOrganizations } from '../../electron/engine/directory/organizations.ts';
import type { Egress } from '../../electron/engine/egress/egress.ts';
import { createSyncRoom } from '../../electron/engine/exchange/connections/sync-room.ts';
import { insertConnection } from '../../electron/engine/exchange/receiver/connection-repository.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createServiceDesk } from '../../electron/engine/service-desk/service-desk.ts';
import { openTestDatabase } from './database.ts';
import { ada } from './exchange.ts';
import type { VirtualWorld } from './virtual-world.ts';

/** One console as far as it works with a remote service: a database of its own, in a world whose time the test moves. */
export function openDevice(world: VirtualWorld, egress: () => Egress) {
  const { db, close } = openTestDatabase();
  // What is tested here is what is written, and not how long a disk takes to.
  db.run('PRAGMA synchronous = OFF');
  const { clock } = world;
  const journal = createJournal(
    db,
    clock,
    () => {},
    (caller, record) => room.heard(caller, record),
  );
  const domain = { db, clock, journal, push: () => {} };
  const lookup = createDirectoryLookup(db);
  const desk = createServiceDesk({ ...domain, directory: lookup, assetNamed: () => null });
  const raised: string[] = [];
  const noAssets = () => {
    throw new Error('This service has no assets.');
  };
  const room = createSyncRoom({
    ...domain,
    ...lookup,
    createOrganization: createOrganizations(domain).upkeep.create,
    log: silentLog,
    timers: world.timers,
    random: world.random,
    egress: {
      check: () => {},
      connect: noAssets,
      fetch: (request) => egress().fetch(request),
    },
    secrets: { get: () => 'orq_key', put: () => {}, remove: () => {} },
    secretsOpen: () => true,
    version: '0.0.0-test',
    tickets: desk.remoteTickets,
    assets: { find: noAssets, valuesOf: noAssets, create: noAssets, update: noAssets },
    merge: (caller, id, intoId) => void desk.handlers.tickets.merge(caller, { ids: [id], intoId }),
    alerts: { raise: ({ dedupeKey }) => raised.push(dedupeKey), clear: () => {} },
  });
  return {
    db,
    room,
    raised,
    tickets: desk.handlers.tickets,
    connect(intervalMinutes: number | null = null): number {
      const fields = {
        kind: 'orqit',
        name: 'Orqit',
        organizationId: 2,
        baseUrl: 'https://orqit.example',
      } as const;
      const flags = { enabled: true, hasKey: true, hasSecret: false };
      const id = insertConnection(db, { ...fields, ...flags }, clock.now());
      room.configure(id, { intervalMinutes });
      return id;
    },
    disconnect(id: number): void {
      db.run('DELETE FROM connection WHERE id = ?', [id]);
      room.removed(id);
    },
    outbox: {
      list: (connectionId: number) => room.outbox.list(ada, { connectionId, limit: 5000 }),
      conflicts: (connectionId: number) => room.outbox.conflicts(ada, { connectionId }),
      settle: (id: number, choice: 'mine' | 'theirs') =>
        void room.outbox.settle(ada, { choices: [{ id, choice }] }),
      retry: (id: number) => void room.outbox.retry(ada, { ids: [id] }),
    },
    /** One run to its end; time passes where it has to wait. */
    async sync(id: number): Promise<boolean> {
      const run = room.syncNow(id);
      const ended: { complete: boolean | null } = { complete: null };
      void run.then(({ complete }) => (ended.complete = complete));
      while (ended.complete === null) await world.run(1000);
      return ended.complete;
    },
    /** Which ticket of the service each of ours is. */
    links: (id: number) =>
      db.all<{ remoteId: string; localId: number }>(
        `SELECT remote_id AS remoteId, local_id AS localId FROM remote_record WHERE connection_id = ? AND noun = 'ticket'`,
        [id],
      ),
    async close(): Promise<void> {
      await room.stop();
      close();
    },
  };
}

export type Device = ReturnType<typeof openDevice>;

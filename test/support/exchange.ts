import { randomBytes } from 'node:crypto';
import { createJournal } from '../../electron/engine/database/journal.ts';
import { createOrganizations } from '../../electron/engine/directory/organizations.ts';
import { createDirectoryLookup } from '../../electron/engine/directory/lookup.ts';
import { createExchangeRoom } from '../../electron/engine/exchange-room.ts';
import { createAssets } from '../../electron/engine/inventory/assets.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createServiceDesk } from '../../electron/engine/service-desk/service-desk.ts';
import { openKeys, type ServiceKeys } from '../../electron/engine/vault/keys/data-key.ts';
import { createSecretStore } from '../../electron/engine/vault/secret-store.ts';
import type { Caller } from '../../shared/caller.ts';
import { everyInterface } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { EventType } from '../../shared/event-type.ts';
import type { PushEvent } from '../../shared/events.ts';
import { virtualClock } from './clock.ts';
import { openTestDatabase } from './database.ts';

export const ada: Caller = {
  kind: 'technician',
  technicianId: 1,
  name: 'Ada Byron',
  role: 'administrator',
  organizationId: null,
};

const noListener = {
  get: () => ({
    settings: { lan: false, address: everyInterface, port: 8090 },
    state: { state: 'off' as const },
    choices: [],
  }),
  set: () => Promise.reject(new Error('there is no listener here')),
};

export type TestExchange = ReturnType<typeof openExchange>;

export interface ExchangeOptions {
  readonly answerWithinMs?: number;
  /** What a process finds that goes on where another one was killed. */
  readonly world?: { readonly folder: string; readonly at: number; readonly key: Buffer };
}

/**
 * What follows the event log and what goes out, on a database of its own with organizations 1 to 3, a clock that
 * the test moves, and a vault whose credentials are open.
 */
export function openExchange({ answerWithinMs = 10_000, world }: ExchangeOptions = {}) {
  const { db, close } = openTestDatabase(world?.folder);
  const clock = virtualClock(world?.at);
  const pushed: PushEvent[] = [];
  const push = (event: PushEvent): void => void pushed.push(event);
  const journal = createJournal(
    db,
    clock,
    () => {},
    (caller, record) => room.remotes.heard(caller, record),
  );
  const lookup = createDirectoryLookup(db);
  const domain = { db, clock, journal, push };
  const serviceDesk = createServiceDesk({ ...domain, directory: lookup, assetNamed: () => null });
  const assets = createAssets({ ...domain, ...lookup });
  const keys = openKeys(world?.key ?? randomBytes(32)).services;
  let open: ServiceKeys | null = keys;
  const secrets = createSecretStore({
    db,
    clock,
    services() {
      if (open) return open;
      throw new AppError('locked', 'The vault must be opened once before connections can be used.');
    },
  });
  const makeRoom = () =>
    createExchangeRoom({
      ...domain,
      ...lookup,
      createOrganization: createOrganizations(domain).upkeep.create,
      log: silentLog,
      serviceDesk,
      assets,
      listener: noListener,
      version: '0.0.0-test',
      secrets,
      secretsOpen: () => open !== null,
      hasConsole: true,
      loopback: true,
      ownPorts: () => [],
      answerWithinMs,
    });
  let room = makeRoom();
  return {
    db,
    clock,
    pushed,
    secrets,
    tickets: serviceDesk.handlers.tickets,
    assets: assets.handlers,
    get room() {
      return room;
    },
    /** The state of after a start whose vault nobody has opened, or opened again. */
    lock: (locked: boolean) => void (open = locked ? null : keys),
    /** Another engine on the same data: what the one before had in memory is gone. */
    async restart(): Promise<void> {
      await room.stop();
      room = makeRoom();
      room.sender.start();
      room.notifications.start();
    },
    /** Writes an event as whatever found it does, and lets the log be read. */
    happen(type: EventType, data: Record<string, unknown>, organizationId = 2) {
      db.transaction(() => journal.event({ type, organizationId, entityId: null, data }));
      room.events.drain();
    },
    /** Lets time pass as a running engine sees it, in steps in which it looks at what is due. */
    async pass(ms: number, step = 60_000): Promise<void> {
      for (let left = ms; left > 0; left -= step) {
        clock.pass(Math.min(step, left));
        room.sender.pump();
        await room.sender.idle();
      }
    },
    /** Lets time pass for what people are told: what is owed is written, and what is due is sent. */
    async passForPeople(ms: number, step = 60_000): Promise<void> {
      const { clerk, postman } = room.notifications;
      for (let left = ms; left >= 0; left -= step) {
        clerk.run();
        postman.pump();
        await postman.idle();
        if (left > 0) clock.pass(Math.min(step, left));
      }
    },
    async close(): Promise<void> {
      await room.stop();
      close();
    },
  };
}

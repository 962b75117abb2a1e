import { createJournal } from '../../electron/engine/database/journal.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createBreaches } from '../../electron/engine/security/breaches/breaches.ts';
import type { RemoteAccount } from '../../electron/engine/security/breaches/sources/connection-lookup.ts';
import type { PushEvent } from '../../shared/events.ts';
import { AppError } from '../../shared/errors.ts';
import type { WritableDb } from '../../electron/engine/database/db.ts';
import { testEgress } from './egress.ts';
import type { Egress } from '../../electron/engine/egress/egress.ts';
import { ada } from './exchange.ts';
import { virtualWorld } from './virtual-world.ts';

export interface BreachWorldOptions {
  readonly db: WritableDb;
  readonly egress?: Egress;
  readonly accounts?: readonly RemoteAccount[];
  /** What time it is at first, in epoch ms. */
  readonly at?: number;
}

/** The room of breaches on a database of the test, in time that the test lets pass. */
export function breachWorld({ db, egress = testEgress(), accounts = [], at }: BreachWorldOptions) {
  const world = virtualWorld(1, at);
  const { clock, timers, random } = world;
  const pushed: PushEvent[] = [];
  const secrets = new Map<string, string>();
  const state = { online: true, locked: false, logins: null as null | [] };
  const journal = createJournal(db, clock);
  function make() {
    return createBreaches({
      db,
      clock,
      journal,
      timers,
      random,
      egress,
      log: silentLog,
      version: '0.0.0-test',
      push: (event) => pushed.push(event),
      organizationExists: (id) => id <= 3,
      isOnline: () => state.online,
      secretsOpen: () => !state.locked,
      secrets: {
        put(name, secret) {
          secrets.set(name, secret);
          db.run(
            `INSERT INTO vault_secret (name, version, sealed, updated_at) VALUES (?, 1, x'00', 0) ON CONFLICT DO NOTHING`,
            [name],
          );
        },
        get(name) {
          if (state.locked) throw new AppError('locked', 'The vault must be opened once.');
          return secrets.get(name);
        },
        remove: (name) => void secrets.delete(name),
      },
      accounts: () => accounts,
      people: {
        logins: () => state.logins,
        requesters: () => [],
        technicians: () => [],
        assets: () => [],
        holders: () => [],
        openTickets: () => [],
      },
      openTicket: () => 1,
    });
  }
  let room = make();
  return {
    world,
    clock,
    state,
    secrets,
    pushed,
    get room() {
      return room;
    },
    get handlers() {
      return room.handlers;
    },
    /** What `breach.detected` told, in order. */
    events: () =>
      db
        .all<{ data: string; organizationId: number }>(
          `SELECT data, organization_id AS organizationId FROM event WHERE type = 'breach.detected' ORDER BY id`,
        )
        .map(({ data, organizationId }) => ({ organizationId, ...(JSON.parse(data) as EventData) })),
    /** Another engine on the same data. */
    async restart(): Promise<void> {
      await room.stop();
      room = make();
      room.start();
    },
    async useHibp(url: string, key: string, more: { readonly pastes?: boolean } = {}): Promise<void> {
      await room.handlers.configure(ada, { hibp: true, hibpUrl: url, hibpKey: key, ...more });
    },
  };
}
export type BreachWorld = ReturnType<typeof breachWorld>;

interface EventData {
  readonly email: string;
  readonly breach: {
    readonly name: string;
    readonly date: string | null;
    readonly dataTypes: readonly string[];
  };
}

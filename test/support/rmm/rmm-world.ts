import { afterEach, beforeEach } from 'node:test';
import type { AlertInbox } from '../../../electron/engine/inventory/rmm/keep-alerts.ts';
import { createRmm } from '../../../electron/engine/inventory/rmm/rmm.ts';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import { createDirectoryLookup } from '../../../electron/engine/directory/lookup.ts';
import { createOrganizations } from '../../../electron/engine/directory/organizations.ts';
import type { Asset } from '../../../shared/asset.ts';
import { AppError } from '../../../shared/errors.ts';
import { newRmmIntegration, type RmmIntegration } from '../../../shared/rmm.ts';
import type { RmmVendor } from '../../../shared/rmm-vendor.ts';
import { testEgress } from '../egress.ts';
import { ada } from '../exchange.ts';
import { openVulnerabilities } from '../vulnerabilities.ts';

type Trouble = Parameters<AlertInbox['raise']>[0];

export type RmmWorld = Awaited<ReturnType<typeof openRmm>>;

/**
 * The room of RMM integrations beside the real assets and the real inventory of software, on a database of its own with
 * the organizations MSP, Acme and Globex. Pauses pass at once, and the clock with them.
 */
export async function openRmm() {
  const estate = await openVulnerabilities();
  const { db, clock, assets, pushed } = estate;
  const secrets = new Map<string, string>();
  const state = { locked: false, online: true, waitedMs: 0 };
  const troubles = new Map<string, Trouble>();
  const raised: Trouble[] = [];
  const logged: object[] = [];
  const journal = createJournal(db, clock);
  const push = (event: (typeof pushed)[number]) => void pushed.push(event);
  const organizations = createOrganizations({ db, clock, journal, push });

  const makeRoom = () =>
    createRmm({
      db,
      clock,
      journal,
      push,
      log: (level, message, data) => void (level === 'info' || logged.push({ message, ...data })),
      version: '0.0.0-test',
      egress: testEgress(),
      random: () => 0.5,
      timers: {
        after(ms, work) {
          const timer = setImmediate(() => {
            clock.pass(ms);
            state.waitedMs += ms;
            work();
          });
          return () => clearImmediate(timer);
        },
      },
      isOnline: () => state.online,
      records: assets.records,
      mayKnowAsset: (caller, id) => assets.named(caller, id) !== null,
      inventory: estate.room.looks,
      inbox: {
        raise(trouble) {
          troubles.set(trouble.dedupeKey, trouble);
          raised.push(trouble);
        },
        clear: (key) => troubles.delete(key),
      },
      organizationExists: createDirectoryLookup(db).organizationExists,
      createOrganization: organizations.upkeep.create,
      secretsOpen: () => !state.locked,
      secrets: {
        put: (name, secret) => void secrets.set(name, secret),
        get(name) {
          if (state.locked) throw new AppError('locked', 'The vault must be opened once.');
          return secrets.get(name);
        },
        remove: (name) => void secrets.delete(name),
      },
    });
  let room = makeRoom();
  room.start();

  const only = async (): Promise<RmmIntegration> => (await room.handlers.list(ada, {}))[0]!;

  return {
    ...estate,
    state,
    secrets,
    troubles,
    raised,
    /** Warnings and errors. */
    logged,
    get room() {
      return room;
    },
    get handlers() {
      return room.handlers;
    },
    only,
    add: (vendor: RmmVendor, baseUrl: string, given: object) =>
      room.handlers.create(ada, newRmmIntegration.parse({ vendor, name: 'Agents', baseUrl, ...given })),
    /** One sync to its end. @returns what it came to */
    async sync() {
      const { id } = await only();
      await room.handlers.sync(ada, { id });
      await room.idle();
      return (await room.handlers.runs(ada, { id }))[0]!;
    },
    /** Gives every site to the organization of its name. */
    async mapAll(): Promise<void> {
      const { id } = await only();
      const sites = await room.handlers.sites(ada, { id });
      for (const site of sites)
        if (site.decision === 'open')
          await room.handlers.mapSites(ada, {
            ids: [site.id],
            to: { kind: site.proposedId === null ? 'new' : 'proposal' },
          });
    },
    async devices() {
      const { id } = await only();
      return (await room.handlers.devices(ada, { integrationId: id, offset: 0, limit: 500 })).rows;
    },
    assetsOf: (organizationId: number): Asset[] =>
      assets.handlers.list(ada, {
        filter: { organizationId },
        search: '',
        sort: [{ field: 'id', descending: false }],
        offset: 0,
        limit: 500,
      }).rows,
    programsOn: (assetId: number): string[] =>
      estate.room.handlers.software
        .ofAsset(ada, { assetId })
        .filter(({ kind }) => kind === 'application')
        .map(({ name, version }) => `${name} ${version}`),
    events: (): string[] =>
      db.all<{ type: string }>('SELECT type FROM event ORDER BY id').map(({ type }) => type),
    /** Another engine on the same data. */
    async restart(): Promise<void> {
      await room.stop();
      room = makeRoom();
      room.start();
    },
    async close(): Promise<void> {
      await room.stop();
      await estate.close();
    },
  };
}

interface VendorService {
  readonly url: string;
  close(): void;
}

/** For each test of a group: a world of its own with one integration, and the service that it asks. */
export function rmmWith<S extends VendorService>(
  vendor: RmmVendor,
  simulate: () => Promise<S>,
  credentials: object,
  given: (world: RmmWorld, service: S) => void,
): void {
  let close = async (): Promise<void> => {};
  beforeEach(async () => {
    const world = await openRmm();
    const service = await simulate();
    close = async () => {
      await world.close();
      service.close();
    };
    await world.add(vendor, service.url, credentials);
    given(world, service);
  });
  afterEach(() => close());
}

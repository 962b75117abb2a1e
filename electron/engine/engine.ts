import type { Caller } from '../../shared/caller.ts';
import { systemCaller } from '../../shared/caller.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { EngineHandlers } from '../../shared/contract.ts';
import type { Recovery } from '../../shared/system.ts';
import { createAssetImporters } from './inventory/asset-importer.ts';
import { createTicketImporters } from './service-desk/ticket-importer.ts';
import { createImports } from './imports/imports.ts';
import { createSeeding, sampleWorkspace, unattendedWorkspace } from './seeding.ts';
import { createAccess } from './access/access.ts';
import { resealAnswers } from './access/idempotency.ts';
import { createAuditLog } from './access/audit-log.ts';
import { createLocalApi, localApiSetting, readLocalApi } from './access/local-api.ts';
import { createSubscription, subscriptionSetting } from './access/subscription.ts';
import { lockDataFolder } from './database/data-folder-lock.ts';
import { createJournal } from './database/journal.ts';
import { openDatabase } from './database/open-database.ts';
import { setAsideUnreadable } from './database/settings.ts';
import { createSystem } from './database/system.ts';
import { createDispatch } from './dispatch.ts';
import { createExchangeRoom } from './exchange-room.ts';
import { createLocalDoor, type ListenWish } from './local-door.ts';
import { createOrganizations } from './directory/organizations.ts';
import { createTechnicians } from './directory/technicians.ts';
import { createWorkspace } from './directory/workspace.ts';
import type { Clock } from './platform/clock.ts';
import { createClockWatch } from './platform/clock-watch.ts';
import { noKeychain, type Keychain } from './platform/keychain.ts';
import type { Log } from './platform/log.ts';
import { createAssets } from './inventory/assets.ts';
import { createVehicles } from './inventory/vehicles.ts';
import { createArticles } from './service-desk/articles.ts';
import { createProjectWork } from './service-desk/project-work.ts';
import { createServiceDesk } from './service-desk/service-desk.ts';
import { createDirectoryLookup } from './directory/lookup.ts';
import type { Outside } from './uptime/uptime.ts';
import { createUptimeRoom } from './uptime-room.ts';
import { createUpkeep } from './upkeep.ts';
import { createVaultRoom } from './vault/vault-room.ts';
import { vaultSetting } from './vault/vault-settings.ts';

export { restoreBackup } from './database/restore.ts';
export { requireDatabase, verifyDataFolder } from './database/verify-folder.ts';

export interface EngineDeps {
  readonly dataDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Native SQLite addon for old test runtimes; the bundled one otherwise. */
  readonly nativeBinding?: string | undefined;
  readonly http: ListenWish;
  readonly push: (event: PushEvent) => void;
  /** Where the key of the vault is kept; without one it opens with a passphrase only. */
  readonly keychain?: Keychain;
  /** No console: the vault opens whenever it can and never locks by itself. */
  readonly unattended?: boolean;
  /** Webhooks, monitors and connections may reach this machine itself: for tests and local tools. */
  readonly insecureLoopback?: boolean;
  /** What monitors see of the world, where that is not the real one. */
  readonly outside?: Partial<Outside>;
  /** The open database is damaged: whoever hosts the engine ends it, and the next start repairs. */
  readonly onDamage?: (reason: string) => void;
}

export interface StartReport {
  readonly address: string | null;
  /** The port that was wished for and is taken by another program. */
  readonly portTaken: number | null;
  readonly recovery: Recovery | null;
  readonly readOnly: { readonly reason: string } | null;
}

/** What the computer does, as the host of the engine hears of it. */
export type PowerEvent = 'screen_locked' | 'suspended' | 'resumed';

export type Engine = ReturnType<typeof createEngine>;

/**
 * Opens the data folder and builds each domain once. Nothing listens and no timer runs before `start`.
 * @throws AppError `conflict` while another engine has the folder
 */
export function createEngine(deps: EngineDeps) {
  const { clock, log, push } = deps;
  const lock = lockDataFolder(deps.dataDir, deps.nativeBinding);
  const database = openOrRelease();
  const { db } = database;
  const journal = createJournal(db, clock, () => exchange.events.wake());

  const domain = { db, clock, journal, push };
  const lookup = createDirectoryLookup(db);
  const estate = { ...domain, ...lookup };
  const assets = createAssets(estate);
  const clockWatch = createClockWatch(clock, () => deps.push({ type: 'system' }));
  const serviceDesk = createServiceDesk({ ...domain, directory: lookup, assetNamed: assets.named });
  const vault = createVaultRoom({
    ...domain,
    log,
    keychain: deps.keychain ?? noKeychain,
    unattended: deps.unattended ?? false,
    organizationExists: lookup.organizationExists,
    organizationName: lookup.organizationName,
    assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
    ticketOrganization: (caller, id) => serviceDesk.organizationOf(caller, id),
    resealOthers: (from, to) => resealAnswers(db, from, to),
  });
  const access = createAccess({ ...domain, log, sealing: vault.sealing });
  const system = createSystem({
    ...deps,
    database,
    checkVault: vault.check,
    listening: () => door.listening(),
    clockAheadMs: clockWatch.aheadMs,
    settingsSetAside: setSettingsAside(),
  });
  const organizations = createOrganizations(domain);
  const exchange = createExchangeRoom({
    ...estate,
    log,
    serviceDesk,
    assets,
    listener: { get: () => door.hookListener.get(), set: (...given) => door.hookListener.set(...given) },
    version: deps.version,
    secrets: vault.secrets,
    secretsOpen: () => vault.status().servicesOpen,
    loopback: deps.insecureLoopback ?? false,
    ownPorts: () => door.ports(),
    heard: clockWatch.heard,
  });
  const uptime = createUptimeRoom({
    ...estate,
    log,
    egress: exchange.egress,
    alerts: exchange.alerts,
    serviceDesk,
    assetOrganization: (caller, id) => assets.named(caller, id)?.organizationId,
    ...(deps.outside && { outside: deps.outside }),
  });
  const seeding = createSeeding(domain);
  const workspace = createWorkspace({ ...domain, loadSample: fillSample });
  const forImports = lookup.forImports(organizations.upkeep);
  const importers = {
    ...createTicketImporters({ ...serviceDesk.deps, organizations: forImports }),
    ...createAssetImporters({ db, records: assets.records, organizations: forImports }),
  };
  const imports = createImports({
    ...domain,
    importers,
    files: [uptime.files(forImports), vault.files(forImports)],
    organizations: forImports,
  });
  /** What REST serves too; the other calls are the console's. */
  const served = {
    ...serviceDesk.handlers,
    ...createProjectWork(estate),
    articles: createArticles(estate),
    assets: assets.handlers,
    vehicles: createVehicles(estate),
    organizations: organizations.handlers,
    technicians: createTechnicians(domain),
    ...exchange.handlers,
    // Outages are answered together with their alerts.
    ...uptime.handlers,
    ...vault.handlers,
    entries: { ...vault.handlers.entries, listWhole: vault.entries.listWhole },
  };
  const door = createLocalDoor({
    ...domain,
    handlers: served,
    access,
    version: deps.version,
    log,
    wish: deps.http,
    settings: readLocalApi(db),
    hooks: exchange.hooks,
    hookHosts: exchange.hookHosts,
  });
  const handlers: EngineHandlers<Caller> = {
    ...served,
    savedAssetFilters: assets.savedFilters,
    system: system.handlers,
    workspace: workspace.handlers,
    keys: access.keys,
    usage: access.usage,
    localApi: createLocalApi({ ...domain, ...door }),
    subscription: createSubscription(domain),
    audit: createAuditLog(db),
    imports: imports.handlers,
  };

  /** The believable sample MSP; its logins too where the vault is open. */
  function fillSample(): void {
    db.transaction(() => {
      seeding.demo();
      fillSampleEntries();
    });
  }

  function fillSampleEntries(): void {
    if (!vault.isOpen() || db.get('SELECT 1 FROM vault_entry LIMIT 1')) return;
    db.transaction(() => seeding.demoEntries(vault.entries.writes));
  }

  function openOrRelease() {
    try {
      return openDatabase(deps);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  function setSettingsAside(): string[] {
    if (database.readOnly) return [];
    const names = setAsideUnreadable(db, [localApiSetting, subscriptionSetting, vaultSetting]);
    if (names.length > 0) log('warn', 'settings could not be understood and were set aside', { names });
    return names;
  }

  const upkeep = createUpkeep({
    clock,
    log,
    database,
    jobs: () => {
      serviceDesk.wakeSnoozed();
      access.forgetOld();
      access.watchExpiry();
      exchange.keepUp();
      vault.forgetOld();
      clockWatch.check();
    },
    backUpDaily: () => void system.backUpDaily(),
  });

  return {
    handlers,
    /** The REST dialects with their routes, for tests that try each of them. */
    dialects: door.dialects,
    call: createDispatch(handlers),
    /** Whoever sits at the console; before the first run is done, the engine itself. */
    consoleCaller(): Caller {
      const me = workspace.get()?.me;
      if (!me) return systemCaller;
      return { kind: 'technician', technicianId: me.id, name: me.name, role: me.role, organizationId: null };
    },
    async start(): Promise<StartReport> {
      await door.start();
      if (!database.readOnly) for (const room of [access, exchange, uptime]) room.start();
      upkeep.start();
      return { ...door.listening(), recovery: database.recovery, readOnly: database.readOnly };
    },
    async stop(): Promise<void> {
      upkeep.stop();
      uptime.stop();
      await door.stop();
      await exchange.stop();
      if (!database.readOnly) access.stop();
      vault.stop(database.readOnly !== null);
      await db.settleAside();
      await database.endReading();
      database.close();
      lock.release();
    },
    /** Lets a file in for `imports.preview`; only the host of the engine names paths. */
    openImportFile: imports.openFile,
    /** Tries to open the vault for the first time; a keychain that hangs holds up nothing but this. */
    openVault: () => (database.readOnly ? Promise.resolve(vault.status()) : vault.open()),
    /** Writes entries with all their secrets to a file that only the host of the engine names. */
    exportEntries: vault.export,
    /** Whoever serves passwords for long loads what that takes before the first request, not in it. */
    prepareVault: () => vault.prepare(),
    /** The computer sleeps, wakes or is locked. */
    tellPower(event: PowerEvent): void {
      if (event !== 'resumed') vault.lockFor(event);
      uptime.tellPower(event);
    },
    /** Brings snoozed tickets back whose time has come; upkeep does so every few seconds. */
    wakeSnoozed: serviceDesk.wakeSnoozed,
    /** Makes the day's backup where it is missing; upkeep asks for it too. */
    backUpDaily: system.backUpDaily,
    /** A workspace for an engine that no console has set up. */
    ensureWorkspace: () => void (workspace.get() ?? workspace.setUp(unattendedWorkspace)),
    /** The believable sample MSP, in a workspace of its own name where there is none; only while no ticket exists. */
    seedDemo(): void {
      if (!workspace.get()) workspace.setUp(sampleWorkspace);
      fillSample();
    },
    /** The same for a console that is started to look around: what is there already stays. */
    ensureSample(): void {
      if (workspace.get()?.empty ?? true) this.seedDemo();
    },
    /** The sample's logins, once the vault could be opened; what is in it already stays. */
    ensureSampleEntries: fillSampleEntries,
    /** `tickets` tickets of varied text, the same ones each time. */
    seedBench: seeding.bench,
  };
}

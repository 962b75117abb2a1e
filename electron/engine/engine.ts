import type { Caller } from '../../shared/caller.ts';
import { systemCaller } from '../../shared/caller.ts';
import { lockDataFolder } from './database/data-folder-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { createDispatch } from './dispatch.ts';
import type { EngineDeps, PowerEvent, StartReport } from './engine-deps.ts';
import { createRooms } from './rooms.ts';
import { sampleWorkspace, unattendedWorkspace } from './seeding.ts';
import { createUpkeep } from './upkeep.ts';

export type { EngineDeps, PowerEvent, StartReport } from './engine-deps.ts';
export { restoreBackup } from './database/restore.ts';
export { requireDatabase, verifyDataFolder } from './database/verify-folder.ts';

export type Engine = ReturnType<typeof createEngine>;

/**
 * Opens the data folder and builds each domain once. Nothing listens and no timer runs before `start`.
 * @throws AppError `conflict` while another engine has the folder
 */
export function createEngine(deps: EngineDeps) {
  const { clock, log } = deps;
  const lock = lockDataFolder(deps.dataDir, deps.nativeBinding);
  const database = openOrRelease();
  const { db } = database;
  const rooms = createRooms(deps, database);
  const { access, breaches, door, exchange, serviceDesk, uptime, vault, workspace } = rooms;

  function openOrRelease() {
    try {
      return openDatabase(deps);
    } catch (error) {
      lock.release();
      throw error;
    }
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
      door.keepUp();
      breaches.keepUp();
      vault.comparison.keepUp();
      vault.forgetOld();
      rooms.clockWatch.check();
      rooms.reviews
        .keepUp()
        .catch((error: unknown) => log('error', 'a client could not be reviewed', { reason: String(error) }));
      rooms.vulnerabilities.keepUp();
      rooms.rmm.keepUp();
    },
    backUpDaily: () => void rooms.system.backUpDaily(),
  });

  return {
    handlers: rooms.handlers,
    /** The REST dialects with their routes, for tests that try each of them. */
    dialects: door.dialects,
    call: createDispatch(rooms.handlers),
    /** Whoever sits at the console; before the first run is done, the engine itself. */
    consoleCaller(): Caller {
      const me = workspace.get()?.me;
      if (!me) return systemCaller;
      return { kind: 'technician', technicianId: me.id, name: me.name, role: me.role, organizationId: null };
    },
    async start(): Promise<StartReport> {
      await door.start();
      if (!database.readOnly)
        for (const room of [access, exchange, uptime, breaches, rooms.rmm]) room.start();
      upkeep.start();
      return { ...door.listening(), recovery: database.recovery, readOnly: database.readOnly };
    },
    async stop(): Promise<void> {
      upkeep.stop();
      uptime.stop();
      await door.stop();
      await Promise.all([exchange.stop(), rooms.vulnerabilities.stop(), breaches.stop(), rooms.rmm.stop()]);
      if (!database.readOnly) access.stop();
      vault.stop(database.readOnly !== null);
      rooms.passwords.lookup.stop();
      await db.settleAside();
      await database.endReading();
      database.close();
      lock.release();
    },
    /** Lets a file in for `imports.preview`; only the host of the engine names paths. */
    openImportFile: rooms.imports.openFile,
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
    backUpDaily: rooms.system.backUpDaily,
    /** A workspace for an engine that no console has set up. */
    ensureWorkspace: () => void (workspace.get() ?? workspace.setUp(unattendedWorkspace)),
    /** The believable sample MSP, in a workspace of its own name where there is none; only while no ticket exists. */
    seedDemo(): void {
      if (!workspace.get()) workspace.setUp(sampleWorkspace);
      rooms.fillSample();
    },
    /** The same for a console that is started to look around: what is there already stays. */
    ensureSample(): void {
      if (workspace.get()?.empty ?? true) this.seedDemo();
    },
    /** The sample's logins, once the vault could be opened; what is in it already stays. */
    ensureSampleEntries: rooms.fillSampleEntries,
    /** `tickets` tickets of varied text, the same ones each time. */
    seedBench: rooms.seedBench,
  };
}

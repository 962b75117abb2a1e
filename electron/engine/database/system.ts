import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { Backup, Recovery, SystemStatus, systemContract, VerifyReport } from '../../../shared/system.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { OpenDatabase } from './open-database.ts';
import { readSetting, writeSetting } from './settings.ts';
import { requireAdministrator } from './tenancy.ts';

export interface SystemDeps {
  readonly database: OpenDatabase;
  readonly dataDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  /** Looks at every sealed value; null while the vault is locked. */
  readonly checkVault: () => VerifyReport['vault'];
  readonly listening: () => { address: string | null; portTaken: number | null };
  /** Milliseconds that this machine's clock is ahead; null while nobody said. */
  readonly clockAheadMs: () => number | null;
  /** Changes that wait to be sent to other services. */
  readonly queueLength: () => number;
  /** Names of settings that this start set aside. */
  readonly settingsSetAside: readonly string[];
}

const recoverySetting = 'recovery.notice';
const dayMs = 86_400_000;

/** The state of the engine itself: address, backups, repairs. */
export function createSystem(deps: SystemDeps) {
  const { database, clock, log, push } = deps;
  const { db } = database;
  let running: Promise<Backup> | undefined;
  let { settingsSetAside } = deps;

  // The notice outlives restarts until somebody has read it.
  if (database.recovery) writeSetting(db, recoverySetting, JSON.stringify(database.recovery));

  function recoveryNotice(): Recovery | null {
    const stored = readSetting(db, recoverySetting);
    return stored === undefined ? null : (JSON.parse(stored) as Recovery);
  }

  /** One backup at a time; a second wish joins the first. */
  function backUp(reason: Backup['reason']): Promise<Backup> {
    running ??= database
      .backUp(reason)
      .finally(() => {
        running = undefined;
      })
      .then((backup) => {
        push({ type: 'system' });
        return backup;
      });
    return running;
  }

  /** Makes the day's backup where there is none yet; a failure is told and tried again next time. */
  async function backUpDaily(): Promise<void> {
    if (database.readOnly) return;
    // One from the future was made before the clock was set back, and says nothing of today.
    const newest = database.backups().find(({ createdAt }) => createdAt <= clock.now());
    if (newest && clock.now() - newest.createdAt < dayMs) return;
    try {
      await backUp('daily');
    } catch (error) {
      log('error', 'the daily backup failed', { reason: String(error) });
    }
  }

  const handlers: DomainHandlers<typeof systemContract, Caller> = {
    status(): SystemStatus {
      const { address, portTaken } = deps.listening();
      return {
        version: deps.version,
        dataDir: deps.dataDir,
        address,
        portTaken,
        readOnly: database.readOnly ? { reason: database.readOnly.reason } : null,
        settingsSetAside: [...settingsSetAside],
        clockAheadMs: deps.clockAheadMs(),
        recovery: recoveryNotice(),
        lastBackupAt: database.backups()[0]?.createdAt ?? null,
        queueLength: deps.queueLength(),
      };
    },
    backups: () => database.backups(),
    async backUpNow(caller) {
      requireAdministrator(caller);
      try {
        return await backUp('manual');
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('unavailable', `The backup was not made: ${(error as Error).message}`, {
          cause: error,
        });
      }
    },
    async verify() {
      const report = await database.verify();
      const vault = deps.checkVault();
      return { ...report, vault, ok: report.ok && (vault === null || vault.damagedEntries.length === 0) };
    },
    acknowledgeRecovery() {
      db.run('DELETE FROM setting WHERE key = ?', [recoverySetting]);
      push({ type: 'system' });
      return {};
    },
    acknowledgeSettings() {
      settingsSetAside = [];
      push({ type: 'system' });
      return {};
    },
  };

  return { handlers, backUpDaily };
}

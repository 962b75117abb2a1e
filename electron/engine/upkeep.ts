import type { OpenDatabase } from './database/open-database.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';

const everyMs = 15_000;
/** A start has better things to do than to copy the database. */
const settleMs = 60_000;
const checkAfterMs = 5000;

export interface UpkeepDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly database: Pick<OpenDatabase, 'readOnly' | 'checkBehindStart'>;
  /** What is to be seen to every few seconds, while anything may be written. */
  readonly jobs: () => void;
  readonly backUpDaily: () => void;
}

/** What the engine does by itself, without anybody asking. */
export function createUpkeep({ clock, log, database, jobs, backUpDaily }: UpkeepDeps) {
  let every: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;
  let startedAt = 0;

  function keepUp(): void {
    try {
      if (!database.readOnly) jobs();
    } catch (error) {
      log('error', 'upkeep failed', { reason: String(error) });
    }
    if (clock.monotonic() - startedAt >= settleMs) backUpDaily();
  }

  function checkBehindStart(): void {
    database.checkBehindStart().catch((error: unknown) => {
      log('warn', 'the database could not be checked', { reason: String(error) });
    });
  }

  return {
    start(): void {
      every = setInterval(keepUp, everyMs).unref();
      startedAt = clock.monotonic();
      keepUp();
      check = setTimeout(checkBehindStart, checkAfterMs).unref();
    },
    stop(): void {
      clearInterval(every);
      clearTimeout(check);
    },
  };
}

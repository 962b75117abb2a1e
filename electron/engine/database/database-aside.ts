import type { Worker } from 'node:worker_threads';
import type { VerifyReport } from '../../../shared/system.ts';
import { startWorker } from '../platform/start-worker.ts';
import type { CheckOptions } from './check-database.ts';

export interface DatabaseTask {
  readonly file: string;
  /** A copy is made first, and it is the copy that is checked. */
  readonly copyTo: string | null;
  readonly options: CheckOptions;
}

export interface DatabaseReport {
  readonly report: VerifyReport;
  /** How many events a copy must hold. */
  readonly eventsBefore: number;
}

export type DatabaseAside = ReturnType<typeof createDatabaseAside>;

/** Whole reads of a database on threads of their own. They reject where the file cannot be read at all. */
export function createDatabaseAside(nativeBinding: string | undefined) {
  const running = new Set<Worker>();

  function run(task: DatabaseTask): Promise<DatabaseReport> {
    return new Promise((resolve, reject) => {
      const worker = startWorker(import.meta.url, 'database-worker', { workerData: task });
      running.add(worker);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => {
        running.delete(worker);
        reject(new Error(`The work on the database file ended with code ${code}`));
      });
    });
  }

  return {
    /** Checks a file as `checkDatabase` does. */
    check: async (file: string, options: Pick<CheckOptions, 'structureOnly'> = {}): Promise<VerifyReport> =>
      (await run({ file, copyTo: null, options: { ...options, nativeBinding } })).report,
    /** Copies a database that is written to, and checks the copy. */
    copy: (file: string, copyTo: string): Promise<DatabaseReport> =>
      run({ file, copyTo, options: { nativeBinding } }),
    /** Gives up what is under way, and waits until the file is let go of. */
    async end(): Promise<void> {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

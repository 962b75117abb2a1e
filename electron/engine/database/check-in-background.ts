import type { VerifyReport } from '../../../shared/system.ts';
import { startWorker } from '../platform/start-worker.ts';
import type { CheckOptions } from './check-database.ts';

/** `checkDatabase` on a thread of its own. Rejects where the file cannot be read at all. */
export function checkInBackground(file: string, options: CheckOptions = {}): Promise<VerifyReport> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, 'check-database-worker', { workerData: { file, options } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The database check ended with code ${code}`)));
  });
}

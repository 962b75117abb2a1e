import { Worker } from 'node:worker_threads';
import type { VerifyReport } from '../../../shared/system.ts';
import type { CheckOptions } from './check-database.ts';

/** `checkDatabase` on a thread of its own. Rejects where the file cannot be read at all. */
export function checkInBackground(file: string, options: CheckOptions = {}): Promise<VerifyReport> {
  // From source the worker is TypeScript; the bundle places it beside the engine's entry file.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = new URL(`./check-database-worker.${extension}`, import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { file, options } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The database check ended with code ${code}`)));
  });
}

import { startWorker } from '../../platform/start-worker.ts';
import type { Argon2Cost } from './argon2.ts';

export interface Argon2Task {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Argon2Cost;
}

/** `argon2Key` on a thread of its own: requests are answered meanwhile. */
export function argon2KeyAside(task: Argon2Task): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, 'argon2-worker', { workerData: task });
    worker.once('message', (key: Uint8Array<ArrayBuffer>) => resolve(Buffer.from(key.buffer)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Deriving the key ended with code ${code}`)));
  });
}

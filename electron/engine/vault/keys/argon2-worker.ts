import { parentPort, workerData } from 'node:worker_threads';
import { argon2Key } from './argon2.ts';
import type { Argon2Task } from './argon2-aside.ts';

// The tens of megabytes that the passphrase is mixed into end with this thread.
const { password, salt, cost } = workerData as Argon2Task;
const key = await argon2Key(password, salt, cost);
password.fill(0);
parentPort?.postMessage(Uint8Array.from(key));
key.fill(0);

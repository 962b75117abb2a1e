import { parentPort, workerData } from 'node:worker_threads';
import { checkDatabase, type CheckOptions } from './check-database.ts';

// A whole read of a large file takes seconds; here it holds up nobody.
const { file, options } = workerData as { file: string; options: CheckOptions };
parentPort?.postMessage(checkDatabase(file, options));

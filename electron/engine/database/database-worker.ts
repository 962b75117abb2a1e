import { parentPort, workerData } from 'node:worker_threads';
import { checkDatabase } from './check-database.ts';
import { copyDatabase } from './copy-database.ts';
import type { DatabaseReport, DatabaseTask } from './database-aside.ts';

// Reading or copying a large file takes seconds; here it holds up nobody.
const { file, copyTo, options } = workerData as DatabaseTask;
const eventsBefore = copyTo === null ? 0 : await copyDatabase(file, copyTo, options.nativeBinding);
const report = checkDatabase(copyTo ?? file, options);
parentPort?.postMessage({ report, eventsBefore } satisfies DatabaseReport);

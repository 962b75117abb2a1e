import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../../shared/errors.ts';
import { readImportBytes } from '../../platform/import-file.ts';
import { readVaultFile } from './read-vault-file.ts';
import type { ReadingMessage, ReadingTask } from './read-vault-file-aside.ts';

const perMessage = 500;

// Parsing tens of megabytes and deriving a key take seconds; here they hold up nobody, and what was in clear on this
// thread goes with it.
const { path, options } = workerData as ReadingTask;
const tell = (message: ReadingMessage): void => parentPort?.postMessage(message);
try {
  const { drafts, ...rest } = await readVaultFile(await readImportBytes(path), options);
  for (let start = 0; start < drafts.length; start += perMessage) {
    tell({ drafts: drafts.slice(start, start + perMessage) });
  }
  tell({ done: rest });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell({ failed: { code: error.code, message: error.message, details: error.details } });
}

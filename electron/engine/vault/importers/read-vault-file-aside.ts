import { AppError, type ErrorCode, type ErrorDetails } from '../../../../shared/errors.ts';
import { startWorker } from '../../platform/start-worker.ts';
import type { ReadVaultFileOptions, VaultFileReading } from './read-vault-file.ts';
import type { DraftRow } from './vault-importer.ts';

export interface ReadingTask {
  readonly path: string;
  readonly options: ReadVaultFileOptions;
}

/** Entries come in small parts, so that taking them over never holds the engine up. */
export type ReadingMessage =
  | { readonly drafts: readonly DraftRow[] }
  | { readonly done: Omit<VaultFileReading, 'drafts'> }
  | {
      readonly failed: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly details: ErrorDetails | undefined;
      };
    };

/** The costliest key that is derived at all takes one to two minutes. */
const longestMs = 300_000;
const mostMemoryMb = 1024;

/**
 * `readVaultFile` on a thread of its own, which ends with the file.
 * @throws AppError as it does, and `not_found` where there is no such file
 */
export function readVaultFileAside(path: string, options: ReadVaultFileOptions): Promise<VaultFileReading> {
  const task: ReadingTask = { path, options };
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, 'read-vault-file-worker', {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    });
    const drafts: DraftRow[] = [];
    const giveUp = setTimeout(() => {
      reject(new AppError('validation', 'Reading the file took more than five minutes and was given up.'));
      void worker.terminate();
    }, longestMs);
    worker.on('message', (message: ReadingMessage) => {
      if ('drafts' in message) drafts.push(...message.drafts);
      else if ('done' in message) resolve({ ...message.done, drafts });
      else {
        const { code, message: words, details } = message.failed;
        reject(new AppError(code, words, details === undefined ? {} : { details }));
      }
    });
    worker.once('error', (error) => {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(
        tooLarge
          ? new AppError('too_large', 'Reading the file takes more memory than there is for it.')
          : error,
      );
    });
    worker.once('exit', (code) => {
      clearTimeout(giveUp);
      reject(new Error(`Reading the file ended with code ${code}`));
    });
  });
}

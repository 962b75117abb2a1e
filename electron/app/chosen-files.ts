import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { shredFile, type FileIdentity } from './shred-file.ts';

export interface ChosenFiles {
  /** Remembers where a file lies that the technician chose; the page knows it by its id alone. */
  remember(fileId: string, file: string): Promise<void>;
  /** @throws AppError `not_found` for one that was not chosen in this run of Techbench */
  shred(fileId: string): Promise<void>;
}

/** As many as somebody imports in one go; older ones are forgotten. */
const remembered = 20;

export function createChosenFiles(): ChosenFiles {
  const files = new Map<string, FileIdentity>();
  return {
    async remember(fileId, file) {
      const { size, mtimeMs } = await stat(file);
      files.set(fileId, { file, bytes: size, modifiedMs: mtimeMs });
      const [oldest] = files.keys();
      if (files.size > remembered && oldest !== undefined) files.delete(oldest);
    },
    async shred(fileId) {
      const chosen = files.get(fileId);
      if (!chosen) throw new AppError('not_found', 'There is no such file any more.');
      await shredFile(chosen);
      files.delete(fileId);
    },
  };
}

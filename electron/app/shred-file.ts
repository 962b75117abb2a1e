import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

const pieceBytes = 1024 * 1024;

/** What a file was when it was chosen: only that one is deleted, not another that has its name by now. */
export interface FileIdentity {
  readonly file: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/**
 * Writes over a file and removes it under another name. On the drives of today that is a best effort: a copying
 * file system or a worn block of flash may keep what was there, which the question before it says.
 * @throws AppError `conflict` where the file is not the one that was chosen
 */
export async function shredFile({ file, bytes, modifiedMs }: FileIdentity): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const now = await handle.stat();
    if (!now.isFile() || now.size !== bytes || Math.trunc(now.mtimeMs) !== Math.trunc(modifiedMs)) {
      throw new AppError('conflict', 'The file was changed since it was read, and was left as it is.');
    }
    for (let at = 0; at < bytes; at += pieceBytes) {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other, so that a large file needs no large memory
      await handle.write(randomBytes(Math.min(pieceBytes, bytes - at)), 0, undefined, at);
    }
    await handle.sync();
    await handle.truncate(0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const nameless = path.join(path.dirname(file), `.${randomBytes(12).toString('hex')}`);
  await rename(file, nameless);
  await rm(nameless);
}

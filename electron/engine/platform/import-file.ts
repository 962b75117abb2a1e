import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';

export const maxImportBytes = 40 * 1024 * 1024;

/**
 * The whole file, refused by its size before a byte of it is read.
 * @throws AppError `not_found` or `too_large`
 */
export async function readImportBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('not_found', `The file ${path} cannot be opened.`, { cause: error });
  });
  try {
    refuseTooLarge((await file.stat()).size);
    const bytes = await file.readFile();
    // A file can grow between the two looks at it.
    refuseTooLarge(bytes.length);
    return bytes;
  } finally {
    await file.close();
  }
}

/** @throws AppError `too_large` in words that name the limit */
export function refuseTooLarge(bytes: number): void {
  if (bytes <= maxImportBytes) return;
  throw new AppError(
    'too_large',
    `The file has ${Math.ceil(bytes / 1_048_576)} MiB; at most 40 MiB are taken.`,
  );
}

/** UTF-8, UTF-16 with a byte-order mark, or the national code page that spreadsheets on Windows still write. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

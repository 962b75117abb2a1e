import { openConnection } from './connection.ts';
import { syncFile } from './sync-file.ts';

const everyPage = 0x7fffffff;

/**
 * Copies a database that others write to meanwhile, as it is at one moment, and brings the copy to the disk.
 * @returns how many events it must hold
 */
export async function copyDatabase(
  file: string,
  copyTo: string,
  nativeBinding: string | undefined,
): Promise<number> {
  const raw = openConnection(file, { readonly: true, nativeBinding });
  try {
    // One look at the file for all of it: a copy in steps begins anew with every change between them.
    raw.exec('BEGIN');
    const { n } = raw.prepare('SELECT count(*) AS n FROM event').get() as { n: number };
    await raw.backup(copyTo, { progress: () => everyPage });
    syncFile(copyTo);
    return n;
  } finally {
    raw.close();
  }
}

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes a file for this account alone; the name appears with all of it or not at all. */
export function writeWholeFile(file: string, content: string): void {
  const partial = `${file}.partial`;
  // One that a crash left behind is in nobody's way.
  rmSync(partial, { force: true });
  try {
    const handle = openSync(partial, 'wx', 0o600);
    try {
      writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}

import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Brings a file to the disk. */
export function syncFile(file: string): void {
  sync(file, 'r+');
}

/** Puts what was created and removed in a folder on the disk; Windows, where folders cannot be opened, does so itself. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}

function sync(name: string, flags: string): void {
  const handle = openSync(name, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

import { close, fsync, open } from 'node:fs';

/**
 * Brings a file to the disk on a thread of its own: wishes that come while one is running are met by the next.
 * For SQLite's journal, whose file carries no locks that closing another handle could lose.
 * @returns what to call after each write
 */
export function createSyncBehind(file: string): () => void {
  let running = false;
  let wished = false;

  function done(): void {
    running = false;
    if (!wished) return;
    wished = false;
    start();
  }

  function start(): void {
    running = true;
    open(file, 'r+', (missing, handle) => {
      // A checkpoint may have taken it away; what it held is then in the database.
      if (missing) return done();
      // A disk that fails says so at the next commit that waits for it.
      fsync(handle, () => close(handle, done));
    });
  }

  return () => {
    if (running) wished = true;
    else start();
  };
}

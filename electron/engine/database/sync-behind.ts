import { close, fsync, open } from 'node:fs';

export interface SyncBehind {
  /** To be called after each write. */
  wish(): void;
  /** Settles when the file is in nobody's hands here: it can be taken away then, on Windows too. */
  idle(): Promise<void>;
}

/**
 * Brings a file to the disk on a thread of its own: wishes that come while one is running are met by the next.
 * For SQLite's journal, whose file carries no locks that closing another handle could lose.
 */
export function createSyncBehind(file: string): SyncBehind {
  let running = false;
  let wished = false;
  let waiting: (() => void)[] = [];

  function done(): void {
    running = false;
    if (wished) {
      wished = false;
      start();
      return;
    }
    for (const wake of waiting) wake();
    waiting = [];
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

  return {
    wish() {
      if (running) wished = true;
      else start();
    },
    idle: () =>
      new Promise((resolve) => {
        if (running) waiting.push(resolve);
        else resolve();
      }),
  };
}

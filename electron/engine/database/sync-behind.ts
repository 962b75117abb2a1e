import { close, fsync, open } from 'node:fs';

export interface SyncBehind {
  /** To be called after each write. */
  wish(): void;
  /** Drops what is still wished for and settles when the file is in nobody's hands here: it can be taken away then, on Windows too. */
  end(): Promise<void>;
}

/** A disk that syncs all the time has none left for those who wait for it. */
const atMostEveryMs = 1000;

/**
 * Brings a file to the disk on a thread of its own, at most once a second: a power cut takes no more than that.
 * For SQLite's journal, whose file carries no locks that closing another handle could lose.
 */
export function createSyncBehind(file: string, everyMs = atMostEveryMs): SyncBehind {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let wished = false;
  let waiting: (() => void)[] = [];

  function done(): void {
    running = false;
    for (const wake of waiting) wake();
    waiting = [];
    if (!wished) return;
    wished = false;
    later();
  }

  function later(): void {
    timer ??= setTimeout(start, everyMs).unref();
  }

  function start(): void {
    timer = undefined;
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
      else later();
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
      wished = false;
      return new Promise((resolve) => {
        if (running) waiting.push(resolve);
        else resolve();
      });
    },
  };
}

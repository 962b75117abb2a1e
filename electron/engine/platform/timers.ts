/** Waiting, as the engine sees it; tests hand in their own. */
export interface Timers {
  /** Runs it once after so many milliseconds; returns the way to call it off. */
  after(ms: number, work: () => void): () => void;
}

/** What waits keeps no process alive. */
export const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};

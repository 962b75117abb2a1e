export interface CrashLimit {
  /** Counts one crash; true once there were too many within the window to go on restarting. */
  exceededByNext(): boolean;
  forget(): void;
}

/** Restarting is right until it becomes a loop: `limit` crashes within `windowMs` end it. */
export function createCrashLimit(options: {
  readonly limit: number;
  readonly windowMs: number;
  readonly monotonic: () => number;
}): CrashLimit {
  let crashes: number[] = [];
  return {
    exceededByNext() {
      const now = options.monotonic();
      crashes = [...crashes.filter((at) => now - at < options.windowMs), now];
      return crashes.length >= options.limit;
    },
    forget() {
      crashes = [];
    },
  };
}
